/** What the browser said when asked to keep this base for good. */
export type Kept = 'kept' | 'may-be-cleared' | 'unknown';

/** Asks the browser not to clear this base when space runs short. Browsers decide by themselves; the answer is shown as it is. */
export async function keepStorage(): Promise<Kept> {
  if (!('storage' in navigator) || typeof navigator.storage.persist !== 'function') return 'unknown';
  try {
    return (await navigator.storage.persist()) ? 'kept' : 'may-be-cleared';
  } catch {
    return 'unknown';
  }
}

/** The same answer without asking again. */
export async function isStorageKept(): Promise<Kept> {
  if (!('storage' in navigator) || typeof navigator.storage.persisted !== 'function') return 'unknown';
  try {
    return (await navigator.storage.persisted()) ? 'kept' : 'may-be-cleared';
  } catch {
    return 'unknown';
  }
}
