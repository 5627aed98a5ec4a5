import { KeyTable } from './key-table.ts';
import type { Change, Durability, Room, Rooms, Storage } from './storage.ts';
import { rooms, StorageFailed } from './storage.ts';

/** A storage that forgets everything, for tests; it can be told to fail. */
export class MemoryStorage implements Storage {
  /** What was written, batch by batch, for tests that count transactions. */
  readonly written: { changes: number; durability: Durability }[] = [];
  #tables = new Map<Room, KeyTable<unknown>>(rooms.map((room) => [room, new KeyTable<unknown>()]));
  #failures: Error[] = [];
  #closed = false;

  /**
   * Makes the next writes fail, writing nothing.
   *
   * @param error what they throw, StorageFull for example
   * @param times how many of them
   */
  failNextWrites(error: Error, times = 1): void {
    for (let i = 0; i < times; i++) this.#failures.push(error);
  }

  async get<R extends Room>(room: R, key: string): Promise<Rooms[R] | undefined> {
    return copy(this.#table(room).get(key));
  }

  async getMany<R extends Room>(room: R, keys: readonly string[]): Promise<(Rooms[R] | undefined)[]> {
    const table = this.#table(room);
    return keys.map((key) => copy(table.get(key)));
  }

  async keys(room: Room): Promise<string[]> {
    return [...this.#table(room).keys()];
  }

  async all<R extends Room>(room: R): Promise<Rooms[R][]> {
    return (await this.range(room, '')).map((entry) => entry.value);
  }

  async range<R extends Room>(room: R, prefix: string): Promise<{ key: string; value: Rooms[R] }[]> {
    const table = this.#table(room);
    return table.keysFrom(prefix).map((key) => ({ key, value: copy(table.get(key)!) }));
  }

  async write(batch: readonly Change[], durability: Durability): Promise<void> {
    this.#table('kv');
    const failure = this.#failures.shift();
    if (failure !== undefined) throw failure;
    let values: unknown[];
    try {
      values = batch.map((change) => structuredClone(change.value));
    } catch (cause) {
      throw new StorageFailed('a value cannot be stored', { cause });
    }
    batch.forEach((change, i) => {
      const table = this.#tables.get(change.room)!;
      if (change.value === undefined) table.delete(change.key);
      else table.set(change.key, values[i]);
    });
    this.written.push({ changes: batch.length, durability });
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  /** Makes a closed storage usable again with what it held, as reopening a file would. */
  reopen(): void {
    this.#closed = false;
  }

  #table<R extends Room>(room: R): KeyTable<Rooms[R]> {
    if (this.#closed) throw new StorageFailed('the storage is closed');
    return this.#tables.get(room) as KeyTable<Rooms[R]>;
  }
}

/** Callers may change what they got without changing what is stored, as with every other storage. */
function copy<V>(value: V): V {
  return structuredClone(value);
}
