import type { MemoryStorage } from '../../../src/store/memory-storage.ts';
import {
  type Change,
  type Durability,
  type Room,
  type Rooms,
  type Storage,
  StorageFull,
} from '../../../src/store/storage.ts';

/** A disk as a program sees it from its start until its power is cut: what is on its way then does not arrive. */
export class DiskLife implements Storage {
  /** Writes wait while it is busy. */
  isBusy = false;
  /** The next write finds no space. */
  isFull = false;
  #isOff = false;
  #disk: MemoryStorage;
  #waiting: (() => void)[] = [];

  constructor(disk: MemoryStorage) {
    this.#disk = disk;
  }

  get<R extends Room>(room: R, key: string): Promise<Rooms[R] | undefined> {
    return this.#unlessOff(() => this.#disk.get(room, key));
  }

  getMany<R extends Room>(room: R, keys: readonly string[]): Promise<(Rooms[R] | undefined)[]> {
    return this.#unlessOff(() => this.#disk.getMany(room, keys));
  }

  keys(room: Room): Promise<string[]> {
    return this.#unlessOff(() => this.#disk.keys(room));
  }

  all<R extends Room>(room: R): Promise<Rooms[R][]> {
    return this.#unlessOff(() => this.#disk.all(room));
  }

  range<R extends Room>(room: R, prefix: string): Promise<{ key: string; value: Rooms[R] }[]> {
    return this.#unlessOff(() => this.#disk.range(room, prefix));
  }

  async write(batch: readonly Change[], durability: Durability): Promise<void> {
    if (this.isBusy) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    await this.#unlessOff(async () => {
      if (!this.isFull) return await this.#disk.write(batch, durability);
      this.isFull = false;
      throw new StorageFull('full');
    });
  }

  async close(): Promise<void> {
    this.cutPower();
  }

  /** What waited is written. */
  go(): void {
    this.isBusy = false;
    for (const one of this.#waiting.splice(0)) one();
  }

  cutPower(): void {
    this.#isOff = true;
  }

  /** Without power nothing is answered any more. */
  #unlessOff<T>(act: () => Promise<T>): Promise<T> {
    return this.#isOff ? new Promise(() => undefined) : act();
  }
}
