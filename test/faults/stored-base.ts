import type { Page } from 'playwright';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { type Change, type Room, rooms } from '../../src/store/storage.ts';

/** What lies in a browser's database. */
export interface StoredBase {
  storage: MemoryStorage;
  /** Values that are listed and cannot be read, as `room/key: why`. */
  unreadable: string[];
}

type Portion = { key: string; json?: unknown; base64?: string; failed?: string }[];

/**
 * A base as it lies in a browser's database, copied without starting the app: an engine that opens it may
 * already have mended something.
 *
 * @param page any page of the app's origin that does not run the app
 * @returns undefined when there is no such database
 */
export async function storedBase(page: Page, name: string): Promise<StoredBase | undefined> {
  const names = await page.evaluate(async () => (await indexedDB.databases()).map((one) => one.name));
  if (!names.includes(name)) return undefined;
  const storage = new MemoryStorage();
  const unreadable: string[] = [];
  for (const room of rooms) {
    for (let after: string | undefined; ;) {
      // As one string, because taking objects apart and putting them together takes ten times as long.
      const json = await page.evaluate(readPortion, { name, room, after, most: 150 });
      const portion = JSON.parse(json) as Portion;
      if (portion.length === 0) break;
      const changes: Change[] = [];
      for (const { key, json, base64, failed } of portion) {
        if (failed === undefined) changes.push(changeOf(room, key, json, base64));
        else unreadable.push(`${room}/${key}: ${failed}`);
      }
      await storage.write(changes, 'relaxed');
      after = portion.at(-1)!.key;
    }
  }
  return { storage, unreadable };
}

/**
 * The names of what lies in some rooms of a base, as `<room>/<key>`.
 *
 * @param page see `storedBase`
 */
export async function storedKeys(
  page: Page,
  name: string,
  of: readonly Room[],
): Promise<Set<string> | undefined> {
  const found = await page.evaluate(
    async (what) => {
      if (!(await indexedDB.databases()).some((one) => one.name === what.name)) return undefined;
      const done = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.addEventListener('success', () => resolve(request.result));
          request.addEventListener('error', () => reject(new Error(String(request.error))));
        });
      const db = await done(indexedDB.open(what.name));
      const names: string[] = [];
      for (const room of what.of) {
        const keys = await done(db.transaction(room).objectStore(room).getAllKeys() as IDBRequest<string[]>);
        for (const key of keys) names.push(`${room}/${key}`);
      }
      db.close();
      return names.join('\r');
    },
    { name, of },
  );
  return found === undefined ? undefined : new Set(found.split('\r'));
}

function changeOf(room: Room, key: string, json: unknown, base64: string | undefined): Change {
  const value = base64 === undefined ? json : new Uint8Array(Buffer.from(base64, 'base64'));
  return { room, key, value } as Change;
}

/** Runs in the page; gives the JSON of a `Portion`. */
async function readPortion(what: {
  name: string;
  room: string;
  after: string | undefined;
  most: number;
}): Promise<string> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(new Error(String(request.error))));
    });
  const text = (bytes: Uint8Array): string => {
    let binary = '';
    for (let at = 0; at < bytes.length; at += 8192)
      binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(binary);
  };
  const db = await done(indexedDB.open(what.name));
  try {
    const store = (): IDBObjectStore => db.transaction(what.room).objectStore(what.room);
    const range = what.after === undefined ? null : IDBKeyRange.lowerBound(what.after, true);
    const keys = await done(store().getAllKeys(range, what.most) as IDBRequest<string[]>);
    // One by one when a single value cannot be read, which makes the whole of `getAll` fail.
    const all = (await done(store().getAll(range, what.most)).catch(() => undefined)) as
      | unknown[]
      | undefined;
    const values =
      all?.map((value) => ({ status: 'fulfilled' as const, value })) ??
      (await Promise.allSettled(keys.map((key) => done(store().get(key) as IDBRequest<unknown>))));
    const portion: Portion = keys.map((key, i) => {
      const value = values[i]!;
      if (value.status === 'rejected') return { key, failed: String(value.reason) };
      return value.value instanceof Uint8Array
        ? { key, base64: text(value.value) }
        : { key, json: value.value };
    });
    return JSON.stringify(portion);
  } finally {
    db.close();
  }
}
