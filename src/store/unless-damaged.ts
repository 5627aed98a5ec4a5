import { DamagedDocument } from './damaged-document.ts';

/** What opening a document gives; undefined when it is damaged. */
export function unlessDamaged<T>(open: () => T): T | undefined {
  try {
    return open();
  } catch (cause) {
    if (cause instanceof DamagedDocument) return undefined;
    throw cause;
  }
}

/** The same for what is opened by and by. */
export async function unlessFoundDamaged<T>(open: () => Promise<T>): Promise<T | undefined> {
  try {
    return await open();
  } catch (cause) {
    if (cause instanceof DamagedDocument) return undefined;
    throw cause;
  }
}
