import { openDB, unwrap } from 'idb';
import { beginNewLog } from './begin-new-log.ts';
import { afterPrefix } from './key-order.ts';
import { NewerBase } from './newer-base.ts';
import type { Change, Durability, Room, Rooms, Storage } from './storage.ts';
import { rooms, StorageFailed, StorageFull, StorageRefused } from './storage.ts';

/** Version of the set of rooms; what lies in them has its own version, see `migrate.ts`. */
const roomsVersion = 3;

/** What the owner of an IndexedDB base may want to hear. */
export interface IdbEvents {
  /**
   * The connection is gone and every further call fails: `newer` when a newer version of the app wants to
   * change the database (another tab was updated) or delete it, `terminated` when the browser took it away.
   */
  onGone?: (why: 'newer' | 'terminated') => void;
  /** Opening waits for another tab that still holds an older version of the database. */
  onWaiting?: () => void;
}

/**
 * Opens the base of this name in IndexedDB, creating it when there is none. Works in pages and workers.
 *
 * @throws {NewerBase} when a newer version of the app has been here
 * @throws {StorageRefused} when the browser refuses (private windows of some browsers, damaged profile)
 * @throws {StorageFull}
 */
export async function openIdbStorage(name: string, events: IdbEvents = {}): Promise<Storage> {
  let storage: IdbStorage | undefined;
  try {
    const opened = await openDB(name, roomsVersion, {
      upgrade(db) {
        for (const room of rooms) if (!db.objectStoreNames.contains(room)) db.createObjectStore(room);
      },
      blocked: () => events.onWaiting?.(),
      blocking() {
        // Holding on would block the other tab for ever; everything acknowledged is already on disk.
        void storage?.close();
        events.onGone?.('newer');
      },
      terminated: () => events.onGone?.('terminated'),
    });
    storage = new IdbStorage(unwrap(opened), () => beginNewLog(name));
    return storage;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'VersionError') {
      throw new NewerBase('the rooms of this base are of a newer version', { cause });
    }
    const why = problem(cause, 'IndexedDB cannot be opened');
    throw why instanceof StorageFull ? why : new StorageRefused(why.message, { cause });
  }
}

/** One object store per room, keys out of line. Plain IndexedDB below, because thousands of puts go into one transaction. */
class IdbStorage implements Storage {
  readonly #db: IDBDatabase;
  readonly #prepare: () => Promise<void>;
  #isPrepared: Promise<void> | undefined;

  /** @param prepare is waited for before anything is written; called once, when something is */
  constructor(db: IDBDatabase, prepare: () => Promise<void>) {
    this.#db = db;
    this.#prepare = prepare;
  }

  async get<R extends Room>(room: R, key: string): Promise<Rooms[R] | undefined> {
    return await answer<Rooms[R] | undefined>(this.#store(room).get(key));
  }

  async getMany<R extends Room>(room: R, keys: readonly string[]): Promise<(Rooms[R] | undefined)[]> {
    if (keys.length === 0) return [];
    const store = this.#store(room);
    return await Promise.all(keys.map((key) => answer<Rooms[R] | undefined>(store.get(key))));
  }

  async keys(room: Room): Promise<string[]> {
    return await answer(this.#store(room).getAllKeys() as IDBRequest<string[]>);
  }

  async all<R extends Room>(room: R): Promise<Rooms[R][]> {
    return await answer<Rooms[R][]>(this.#store(room).getAll());
  }

  async range<R extends Room>(room: R, prefix: string): Promise<{ key: string; value: Rooms[R] }[]> {
    const store = this.#store(room);
    const end = afterPrefix(prefix);
    const bounds =
      end === undefined ? IDBKeyRange.lowerBound(prefix) : IDBKeyRange.bound(prefix, end, false, true);
    // Both questions run in one transaction, so the two lists belong together.
    const [keys, values] = await Promise.all([
      answer(store.getAllKeys(bounds) as IDBRequest<string[]>),
      answer<Rooms[R][]>(store.getAll(bounds)),
    ]);
    return keys.map((key, i) => ({ key, value: values[i]! }));
  }

  async write(batch: readonly Change[], durability: Durability): Promise<void> {
    if (batch.length === 0) return;
    await (this.#isPrepared ??= this.#prepare());
    const touched = [...new Set(batch.map((change) => change.room))];
    const transaction = this.#begin(touched, 'readwrite', durability);
    await new Promise<void>((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve());
      // A quota error, a full disk and a browser that gives up all end in `abort`, not always in `error`.
      transaction.addEventListener('abort', () => {
        reject(problem(transaction.error, 'the transaction was aborted'));
      });
      try {
        for (const change of batch) {
          const store = transaction.objectStore(change.room);
          if (change.value === undefined) store.delete(change.key);
          else store.put(alone(change.value), change.key);
        }
        transaction.commit();
      } catch (cause) {
        // A value that cannot be cloned, for one: nothing of the batch may stay.
        reject(problem(cause, 'a change cannot be stored'));
        abort(transaction);
      }
    });
  }

  async close(): Promise<void> {
    this.#db.close();
  }

  #store(room: Room): IDBObjectStore {
    return this.#begin([room], 'readonly', 'relaxed').objectStore(room);
  }

  #begin(touched: Room[], mode: IDBTransactionMode, durability: Durability): IDBTransaction {
    try {
      return this.#db.transaction(touched, mode, { durability });
    } catch (cause) {
      throw problem(cause, 'the connection is closed');
    }
  }
}

/** The browser keeps the whole buffer of which bytes are a part: a document that came in a long message, with its neighbours. */
function alone<T>(value: T): T | Uint8Array {
  const isPart = value instanceof Uint8Array && value.length < value.buffer.byteLength;
  return isPart ? value.slice() : value;
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It had already ended by itself, which is as good.
  }
}

async function answer<T>(request: IDBRequest<T>): Promise<T> {
  return await new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(problem(request.error, 'reading failed')));
  });
}

/** The browser's error in the words of `storage.ts`. */
function problem(cause: unknown, what: string): StorageFull | StorageFailed {
  const { name, message } =
    cause instanceof Error || cause instanceof DOMException ? cause : { name: '', message: '' };
  // A disk that is really full is told by Chromium in the words of its files, under names for any failure.
  if (name === 'QuotaExceededError' || /NO_SPACE|full disk|write blobs/.test(message))
    return new StorageFull('there is no more space', { cause });
  return new StorageFailed(name === '' ? what : `${what} (${name})`, { cause });
}
