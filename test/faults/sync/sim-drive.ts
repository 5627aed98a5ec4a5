import { KeyTable } from '../../../src/store/key-table.ts';
import {
  type Change,
  type Durability,
  type Room,
  type Rooms,
  rooms,
  type Storage,
  StorageFailed,
  StorageFull,
} from '../../../src/store/storage.ts';
import type { Random } from '../random.ts';
import type { SimTime } from './sim-time.ts';

interface Operation {
  ms: number;
  /** Absent for reading. */
  batch?: Change[];
  act: () => void;
}

type Tables = Map<Room, KeyTable<unknown>>;

/**
 * The drive of a device, which outlives its programs. What was written relaxed, or was under way, may be gone when the
 * power goes: of that the first so many batches stay. It may be full, or fail.
 */
export class SimDrive {
  /** Batches that were acknowledged, in order. */
  #log: Change[][] = [];
  /** So many of them are on disk for certain. */
  #flushed = 0;
  /** What was asked of it and is not done, in order. */
  #queue: Operation[] = [];
  #opened: Life | undefined;
  #time: SimTime;
  #random: Random;
  state: 'good' | 'full' | 'failing' = 'good';
  /** Milliseconds that a write takes at most. */
  slowness = 4;
  /** Writes that failed. */
  failures = 0;
  /** Tests of the tests: strict means nothing. */
  lies = false;

  constructor(time: SimTime, random: Random) {
    this.#time = time;
    this.#random = random;
  }

  /** What a program sees of it. */
  open(): Storage {
    const tables: Tables = new Map(rooms.map((room) => [room, new KeyTable<unknown>()]));
    for (const batch of this.#log) apply(tables, batch);
    this.#opened = new Life(this, tables);
    return this.#opened;
  }

  /** What lies there as the program that is running sees it, at once and without failing. */
  peek<R extends Room>(room: R, key: string): Rooms[R] | undefined {
    return this.#opened?.peek(room, key);
  }

  keysNow(room: Room): string[] {
    return this.#opened?.keysNow(room) ?? [];
  }

  /** The program is gone. When the power went with it, what was not flushed may be gone too. */
  crash(isPowerCut: boolean): void {
    this.#opened = undefined;
    const underWay = this.#queue.flatMap(({ batch }) => (batch === undefined ? [] : [batch]));
    this.#queue = [];
    if (isPowerCut) {
      const kept = this.#flushed + this.#random.below(this.#log.length - this.#flushed + 1);
      const isAll = kept === this.#log.length;
      this.#log.length = kept;
      if (!isAll) return;
    }
    // Of writes under way the first so many were done, though nobody heard of it.
    if (this.state === 'good' && this.#random.chance(0.5))
      this.#log.push(...underWay.slice(0, this.#random.below(underWay.length + 1)));
    this.#flushed = this.#log.length;
  }

  /** @returns the answer of `read`, after everything that was asked for before */
  read<T>(life: Life, read: () => T): Promise<T> {
    const isOften = this.#random.chance(0.15);
    if (this.#queue.length === 0 && !isOften && this.state !== 'failing') return Promise.resolve(read());
    return this.#next(life, isOften ? this.slowness : 0, () => {
      if (this.state === 'failing' && this.#random.chance(0.3))
        throw new StorageFailed('the disk does not read');
      return read();
    });
  }

  write(life: Life, tables: Tables, given: readonly Change[], durability: Durability): Promise<void> {
    const batch = given.map((change) => ({ ...change, value: copy(change.value) }) as Change);
    const done = (): void => {
      if (this.state === 'full') throw this.#failed(new StorageFull('no room'));
      if (this.state === 'failing' && this.#random.chance(0.7))
        throw this.#failed(new StorageFailed('the disk does not write'));
      this.#log.push(batch);
      apply(tables, batch);
      if (durability === 'strict' && !this.lies) this.#flushed = this.#log.length;
    };
    return this.#next(life, this.#random.next() * this.slowness, done, batch);
  }

  #failed(error: Error): Error {
    this.failures += 1;
    return error;
  }

  #next<T>(life: Life, ms: number, act: () => T, batch?: Change[]): Promise<T> {
    return new Promise((resolve, reject) => {
      const operation: Operation = {
        ms,
        ...(batch !== undefined && { batch }),
        act: () => {
          try {
            resolve(act());
          } catch (error) {
            reject(error);
          }
        },
      };
      // A program that is gone hears nothing any more.
      if (life !== this.#opened) return;
      this.#queue.push(operation);
      if (this.#queue.length === 1) this.#work(life);
    });
  }

  #work(life: Life): void {
    const [first] = this.#queue;
    if (first === undefined) return;
    this.#time.after(first.ms, () => {
      if (this.#opened !== life) return;
      this.#queue.shift();
      first.act();
      this.#work(life);
    });
  }
}

/** The drive as one program sees it. */
class Life implements Storage {
  #drive: SimDrive;
  #tables: Tables;

  constructor(drive: SimDrive, tables: Tables) {
    this.#drive = drive;
    this.#tables = tables;
  }

  get<R extends Room>(room: R, key: string): Promise<Rooms[R] | undefined> {
    return this.#drive.read(this, () => copy(this.#table(room).get(key)));
  }

  getMany<R extends Room>(room: R, keys: readonly string[]): Promise<(Rooms[R] | undefined)[]> {
    return this.#drive.read(this, () => keys.map((key) => copy(this.#table(room).get(key))));
  }

  keys(room: Room): Promise<string[]> {
    return this.#drive.read(this, () => [...this.#table(room).keys()]);
  }

  async all<R extends Room>(room: R): Promise<Rooms[R][]> {
    return (await this.range(room, '')).map(({ value }) => value);
  }

  range<R extends Room>(room: R, prefix: string): Promise<{ key: string; value: Rooms[R] }[]> {
    return this.#drive.read(this, () => {
      const table = this.#table(room);
      return table.keysFrom(prefix).map((key) => ({ key, value: copy(table.get(key)!) }));
    });
  }

  write(batch: readonly Change[], durability: Durability): Promise<void> {
    return this.#drive.write(this, this.#tables, batch, durability);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  peek<R extends Room>(room: R, key: string): Rooms[R] | undefined {
    return copy(this.#table(room).get(key));
  }

  keysNow(room: Room): string[] {
    return [...this.#table(room).keys()];
  }

  #table<R extends Room>(room: R): KeyTable<Rooms[R]> {
    return this.#tables.get(room) as KeyTable<Rooms[R]>;
  }
}

function apply(tables: Tables, batch: readonly Change[]): void {
  for (const { room, key, value } of batch) {
    const table = tables.get(room)!;
    if (value === undefined) table.delete(key);
    else table.set(key, value);
  }
}

/** Callers may change what they gave and got. Keys of a device are handed on as they are. */
function copy<V>(value: V): V {
  if (value instanceof Uint8Array) return value.slice() as V;
  if (Array.isArray(value)) return value.map(copy) as V;
  if (typeof value !== 'object' || value === null || value instanceof CryptoKey) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, copy(one)])) as V;
}
