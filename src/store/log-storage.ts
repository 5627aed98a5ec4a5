import type { Disk } from './disk.ts';
import type { KeyTable } from './key-table.ts';
import { type LogFile, makeLog, nameLog, openLog, type Place, put } from './log-file.ts';
import { headLength, sealFrame } from './log-frame.ts';
import { encodePayload, type Entry, fromStored, toEntry } from './log-payload.ts';
import { NewerBase } from './newer-base.ts';
import type { Change, Durability, Room, Rooms, Storage } from './storage.ts';
import { StorageFailed, StorageFull } from './storage.ts';
import { holdsKeys, readKeys, writeKeys } from './stored-keys.ts';

export interface LogOptions {
  /** Told at opening how many bytes in the middle of the log cannot be read any more; the rest is there. */
  onDamage?: (bytes: number) => void;
  /** The log is written anew when more than half of it, and more than this many bytes, are outdated. */
  compactFrom?: number;
  /** Called once when the storage was closed. */
  afterClose?: () => Promise<void>;
}

/**
 * A storage in one append-only log: a batch is a frame, so it is there as a whole or not at all. Keys and the
 * places of values are in memory, values are read when asked for.
 *
 * Files are `log-1`, `log-2`, …; writing the log anew makes the next one, which gets its name only when it is
 * complete and on disk, so the highest number is always a whole base.
 */
export class LogStorage implements Storage {
  readonly keysAsBytes = true;
  #disk: Disk;
  #log: LogFile;
  /** How far the log is known to be on disk. */
  #synced: number;
  #compactFrom: number;
  #afterClose: (() => Promise<void>) | undefined;
  /** Damage stays where it is: whoever looks at it later should find it. */
  #mayCompact: boolean;
  #last: Promise<unknown> = Promise.resolve();
  /** Why nothing more is written. */
  #refusal: string | undefined;

  private constructor(disk: Disk, log: LogFile, options: LogOptions) {
    this.#disk = disk;
    this.#log = log;
    this.#synced = log.end;
    this.#compactFrom = options.compactFrom ?? 1_000_000;
    this.#afterClose = options.afterClose;
    this.#mayCompact = log.damaged === 0;
  }

  /**
   * @throws {NewerBase} when the log has rooms that this app does not know
   * @throws {StorageFailed} when there is no log where one should be, or the disk refuses
   */
  static async open(disk: Disk, options: LogOptions = {}): Promise<LogStorage> {
    try {
      const log = await openLog(disk);
      if (log.damaged > 0) options.onDamage?.(log.damaged);
      return new LogStorage(disk, log, options);
    } catch (cause) {
      if (cause instanceof NewerBase) throw cause;
      throw problem(cause, 'the base cannot be opened');
    }
  }

  async get<R extends Room>(room: R, key: string): Promise<Rooms[R] | undefined> {
    return (await this.getMany(room, [key]))[0];
  }

  async getMany<R extends Room>(room: R, keys: readonly string[]): Promise<(Rooms[R] | undefined)[]> {
    const table = this.#table(room);
    return (await this.#values(
      room,
      keys.map((key) => table.get(key)),
    )) as (Rooms[R] | undefined)[];
  }

  async keys(room: Room): Promise<string[]> {
    return [...this.#table(room).keys()];
  }

  async all<R extends Room>(room: R): Promise<Rooms[R][]> {
    return (await this.range(room, '')).map(({ value }) => value);
  }

  async range<R extends Room>(room: R, prefix: string): Promise<{ key: string; value: Rooms[R] }[]> {
    const keys = this.#table(room).keysFrom(prefix);
    const values = await this.getMany(room, keys);
    return keys.map((key, i) => ({ key, value: values[i] as Rooms[R] }));
  }

  async write(batch: readonly Change[], durability: Durability): Promise<void> {
    // Encoded at once, so that what the caller changes afterwards is not written; keys give themselves out by and by.
    const prepared = batch.map((change) => (holdsKeys(change.value) ? keyEntry(change) : toEntry(change)));
    if (prepared.length === 0) return;
    await this.#next(async () => {
      const entries = await Promise.all(
        prepared.map(async (one) => ('make' in one ? await one.make() : one)),
      );
      await this.#append(entries, encodePayload(entries), durability);
    });
    // Whoever waits for this write need not wait for the tidying after it; the next write does.
    void this.#next(() => this.#compactIfWorthwhile()).catch(() => undefined);
  }

  async close(): Promise<void> {
    if (this.#refusal === closed) return;
    await this.#last;
    this.#refusal = closed;
    await this.#log.file.close();
    await this.#afterClose?.();
  }

  #table(room: Room): KeyTable<Place> {
    if (this.#refusal === closed) throw new StorageFailed(closed);
    return this.#log.tables.get(room)!;
  }

  /** What is read is what lay there at the time of the call. */
  async #values(room: Room, places: readonly (Place | undefined)[]): Promise<unknown[]> {
    const values = places.map((place) => this.#value(place));
    if (room !== 'keys') return values;
    try {
      return await Promise.all(values.map(readKeys));
    } catch (cause) {
      throw problem(cause, 'a key cannot be read');
    }
  }

  #value(place: Place | undefined): unknown {
    if (place === undefined) return undefined;
    try {
      return fromStored(place.kind, this.#log.file.read(place.at, place.length));
    } catch (cause) {
      throw problem(cause, 'reading failed');
    }
  }

  /** One thing after another, however the one before ended. */
  async #next(step: () => Promise<void>): Promise<void> {
    const run = this.#last.then(step);
    this.#last = run.catch(() => undefined);
    await run;
  }

  async #append(entries: readonly Entry[], payload: Uint8Array, durability: Durability): Promise<void> {
    if (this.#refusal !== undefined) throw new StorageFailed(this.#refusal);
    const log = this.#log;
    const frame = sealFrame(log.head, log.end, this.#synced, payload);
    try {
      await log.file.write(frame, log.end);
    } catch (cause) {
      await this.#takeBack();
      throw problem(cause, 'writing failed');
    }
    if (durability === 'strict') {
      try {
        await log.file.sync();
      } catch (cause) {
        // After a failed sync nobody knows what is on disk, and a second one may falsely succeed.
        this.#refusal = diskFailed;
        await this.#takeBack();
        throw problem(cause, 'the disk does not confirm');
      }
      this.#synced = log.end + frame.length;
    }
    log.end += frame.length;
    log.live += put(log.tables, entries, log.end);
  }

  /**
   * Removes what a failed write left.
   *
   * @throws {StorageFailed} when even that fails: what is on disk is not known, and nothing more is written
   */
  async #takeBack(): Promise<void> {
    try {
      await this.#log.file.cut(this.#log.end);
      // What was refused must not come back after a cut of power.
      await this.#log.file.sync();
    } catch (cause) {
      this.#refusal = diskFailed;
      throw new StorageFailed(diskFailed, { cause });
    }
  }

  async #compactIfWorthwhile(): Promise<void> {
    const old = this.#log;
    const outdated = old.end - headLength - old.live;
    const worthwhile = outdated > old.live && outdated > this.#compactFrom;
    if (!worthwhile || !this.#mayCompact || this.#refusal !== undefined) return;
    let made: LogFile;
    try {
      made = await makeLog(this.#disk, old.number + 1, entriesOf(old));
    } catch {
      // No room for a second log, for one. The old one is whole; opening the base again will try again.
      this.#mayCompact = false;
      return;
    }
    try {
      await nameLog(this.#disk, made.number);
    } catch {
      // Which of the two the next opening finds is not known, so neither may be written.
      this.#refusal = diskFailed;
      await made.file.close();
      return;
    }
    this.#log = made;
    this.#synced = made.end;
    await old.file.close();
    await this.#disk.remove(`log-${old.number}`);
  }
}

const closed = 'the storage is closed';
const diskFailed = 'the disk failed; the base has to be opened again';

/**
 * An entry that has to be waited for. Only the room of keys is looked through when it is read, so only there may they lie.
 *
 * @throws {StorageFailed} when its keys lie elsewhere, or cannot be taken out
 */
function keyEntry(change: Change): { make: () => Promise<Entry> } {
  const { room, key } = change;
  if (room !== 'keys') throw new StorageFailed('keys are kept in their own room only');
  const value: unknown = structuredClone(change.value);
  return {
    async make() {
      try {
        return toEntry({ room, key, value: await writeKeys(value) });
      } catch (cause) {
        throw new StorageFailed('a key that cannot be taken out cannot be kept in a folder', { cause });
      }
    },
  };
}

/** All that a fresh log needs, values as they lie. */
function* entriesOf({ tables, file }: LogFile): Generator<Entry> {
  for (const [room, table] of tables) {
    for (const key of table.keys()) {
      const { kind, at, length } = table.get(key)!;
      yield { kind, room, key, value: file.read(at, length) };
    }
  }
}

/** An error of the disk in the words of `storage.ts`. */
function problem(cause: unknown, what: string): StorageFull | StorageFailed {
  if (cause instanceof StorageFailed || cause instanceof StorageFull) return cause;
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? '';
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) return new StorageFull('the disk is full', { cause });
  return new StorageFailed(code === '' ? what : `${what} (${code})`, { cause });
}
