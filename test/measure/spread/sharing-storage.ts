import { MemoryStorage } from '../../../src/store/memory-storage.ts';
import type { Room, Rooms } from '../../../src/store/storage.ts';

/**
 * A storage of its own, but for the entries that all devices have at the beginning: these lie once in memory and not, as
 * they would on disks, with each. Nobody changes what they are given.
 */
export class SharingStorage extends MemoryStorage {
  /** By key, in the order of keys. */
  shared: ReadonlyMap<string, Rooms['ledger']> = new Map();

  override async get<R extends Room>(room: R, key: string): Promise<Rooms[R] | undefined> {
    const [value] = await this.getMany(room, [key]);
    return value;
  }

  override async getMany<R extends Room>(
    room: R,
    keys: readonly string[],
  ): Promise<(Rooms[R] | undefined)[]> {
    const own = await super.getMany(room, keys);
    if (room !== 'ledger') return own;
    return own.map((value, i) => value ?? (this.shared.get(keys[i]!) as Rooms[R] | undefined));
  }

  override async keys(room: Room): Promise<string[]> {
    const own = await super.keys(room);
    return room === 'ledger' ? [...new Set([...this.shared.keys(), ...own])].sort() : own;
  }

  override async range<R extends Room>(room: R, prefix: string): Promise<{ key: string; value: Rooms[R] }[]> {
    const own = await super.range(room, prefix);
    if (room !== 'ledger') return own;
    const found = new Map(own.map(({ key, value }) => [key, value]));
    for (const [key, value] of this.shared) if (key.startsWith(prefix)) found.set(key, value as Rooms[R]);
    return [...found].map(([key, value]) => ({ key, value })).sort((a, b) => (a.key < b.key ? -1 : 1));
  }
}
