import type { BundleMark } from '../sync/bundle/entries-to-carry.ts';

/** How often a bundle is written, while the app is open. */
export type FolderSchedule = 'daily' | 'weekly' | 'by-hand';

/** The chosen folder, as it is kept from one start to the next. */
export interface KeptFolder {
  handle: FileSystemDirectoryHandle;
  schedule: FolderSchedule;
  /** The newest bundle there: the next one follows on its mark. */
  last?: { at: number; file: string; bytes: number; mark: BundleMark };
}

/** Where the chosen folder is kept. */
export interface FolderMemory {
  get(): Promise<KeptFolder | undefined>;
  /** @param kept undefined forgets it */
  set(kept: KeptFolder | undefined): Promise<void>;
}

const room = 'folder';
const key = 'chosen';

/**
 * The page keeps it in a database of its own: a handle can be kept nowhere else, and the engine has no use for it.
 *
 * @param base name of the base; each has its own folder
 */
export function folderMemory(base: string): FolderMemory {
  const opened = (): Promise<IDBDatabase> => {
    const request = indexedDB.open(`${base}:bundle-folder`, 1);
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(room));
    return answerTo(request);
  };
  return {
    async get() {
      const database = await opened();
      try {
        const request = database.transaction(room).objectStore(room).get(key) as IDBRequest<unknown>;
        return toKept(await answerTo(request));
      } finally {
        database.close();
      }
    },
    async set(kept) {
      const database = await opened();
      try {
        const transaction = database.transaction(room, 'readwrite', { durability: 'strict' });
        const store = transaction.objectStore(room);
        if (kept === undefined) store.delete(key);
        else store.put(kept, key);
        await new Promise<void>((resolve, reject) => {
          transaction.addEventListener('complete', () => resolve());
          transaction.addEventListener('abort', () =>
            reject(transaction.error ?? new Error('the transaction was broken off')),
          );
        });
      } finally {
        database.close();
      }
    },
  };
}

function answerTo<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB does not answer')));
  });
}

function toKept(value: unknown): KeptFolder | undefined {
  const kept = value as Partial<KeptFolder> | undefined;
  if (typeof kept?.handle?.getFileHandle !== 'function') return undefined;
  const { handle, schedule = 'by-hand', last } = kept;
  return { handle, schedule, ...(last !== undefined && { last }) };
}
