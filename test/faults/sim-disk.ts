import type { Disk, DiskFile } from '../../src/store/disk.ts';
import type { Random } from './random.ts';

/** The machine is off: nothing answers any more. */
export class PowerLost extends Error {
  override name = 'PowerLost';
}

/** What a file holds: as the system shows it, and as it was when it was last synced. */
interface Node {
  shown: Uint8Array;
  durable: Uint8Array;
}

const sector = 512;

/**
 * A disk in memory that can lose power at any operation, also in the middle of one. Then it keeps what was
 * synced. Of what was not, each sector may be there, be what it was before, be zero or be garbage (garbage
 * only where nothing had been: sectors are written whole, as devices promise), the length may be any between
 * the two, and of renamed, made and removed names the first few have happened.
 */
export class SimDisk implements Disk {
  #random: Random;
  #names = new Map<string, Node>();
  #durableNames = new Map<string, Node>();
  /** The names after each operation since the last sync, oldest first. */
  #pendingNames: Map<string, Node>[] = [];
  #operations = 0;
  #cutAt = Infinity;
  #fullAt = Infinity;
  /** Tests of the tests: a disk that only says it has synced. */
  readonly #lies: boolean;

  constructor(random: Random, lies = false) {
    this.#random = random;
    this.#lies = lies;
  }

  /** Power goes at the operation this many from now. */
  cutPowerIn(operations: number): void {
    this.#cutAt = this.#operations + operations;
  }

  /** The write this many operations from now or the first after it finds no space, once. */
  fillUpIn(operations: number): void {
    this.#fullAt = this.#operations + operations;
  }

  get isOff(): boolean {
    return this.#operations >= this.#cutAt;
  }

  /** The same disk after the power came back. */
  afterPowerCut(): SimDisk {
    const disk = new SimDisk(this.#random, this.#lies);
    const names = this.#random.pick([this.#durableNames, ...this.#pendingNames]);
    for (const [name, node] of names) {
      const content = this.#survived(node);
      disk.#names.set(name, { shown: content, durable: content.slice() });
    }
    disk.#durableNames = new Map(disk.#names);
    return disk;
  }

  /** The same disk after the process was killed: what was written is still in the system's memory. */
  afterKill(): SimDisk {
    const disk = new SimDisk(this.#random, this.#lies);
    disk.#names = new Map(this.#names);
    disk.#durableNames = new Map(this.#durableNames);
    disk.#pendingNames = [...this.#pendingNames];
    return disk;
  }

  async list(): Promise<string[]> {
    this.#step();
    return [...this.#names.keys()];
  }

  async open(name: string): Promise<DiskFile> {
    this.#step();
    let node = this.#names.get(name);
    if (node === undefined) {
      node = { shown: new Uint8Array(0), durable: new Uint8Array(0) };
      this.#rename(() => this.#names.set(name, node!));
    }
    return this.#file(node);
  }

  async rename(from: string, to: string): Promise<void> {
    this.#step();
    const node = this.#names.get(from);
    if (node === undefined || this.#names.has(to)) throw new Error(`cannot rename ${from} to ${to}`);
    this.#rename(() => this.#names.delete(from) && this.#names.set(to, node));
  }

  async remove(name: string): Promise<void> {
    this.#step();
    if (this.#names.has(name)) this.#rename(() => this.#names.delete(name));
  }

  async sync(): Promise<void> {
    const off = this.#interrupted();
    if (!this.#lies && (!off || this.#random.chance(0.5))) {
      this.#durableNames = new Map(this.#names);
      this.#pendingNames = [];
    }
    if (off) throw new PowerLost();
  }

  #rename(change: () => unknown): void {
    change();
    this.#pendingNames.push(new Map(this.#names));
  }

  #file(node: Node): DiskFile {
    return {
      size: () => node.shown.length,
      read: (at, length) => {
        if (this.isOff) throw new PowerLost();
        if (at + length > node.shown.length) throw new Error('the file ends too early');
        return node.shown.slice(at, at + length);
      },
      write: async (bytes, at) => {
        const off = this.#interrupted();
        const full = !off && this.#operations >= this.#fullAt;
        if (full) this.#fullAt = Infinity;
        // Broken off, any part of it may have been written, or even all.
        const part = this.#random.chance(0.3) ? bytes.length : this.#random.below(bytes.length);
        const length = off || full ? part : bytes.length;
        const grown = new Uint8Array(Math.max(node.shown.length, at + length));
        grown.set(node.shown);
        grown.set(bytes.subarray(0, length), at);
        node.shown = grown;
        // The system writes back when it likes, without being asked.
        if (this.#random.chance(0.1)) node.durable = node.shown.slice();
        if (off) throw new PowerLost();
        if (full) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      },
      cut: async (length) => {
        this.#step();
        node.shown = node.shown.slice(0, length);
      },
      sync: async () => {
        const off = this.#interrupted();
        if (!this.#lies && (!off || this.#random.chance(0.5))) node.durable = node.shown.slice();
        if (off) throw new PowerLost();
      },
      close: async () => undefined,
    };
  }

  #survived({ shown, durable }: Node): Uint8Array {
    const least = Math.min(shown.length, durable.length);
    const most = Math.max(shown.length, durable.length);
    const content = new Uint8Array(least + this.#random.below(most - least + 1));
    for (let at = 0; at < content.length; at += sector) {
      const end = Math.min(at + sector, content.length);
      const [before, after] = [durable.subarray(at, end), shown.subarray(at, end)];
      const untouched = before.length === after.length && before.every((byte, i) => byte === after[i]);
      const fate = untouched ? 'before' : this.#random.pick(['before', 'after', 'after', 'zero', 'garbage']);
      if (fate === 'garbage') content.set(this.#random.bytes(end - at), at);
      if (fate === 'after') content.set(after, at);
      // What was on disk and not written over stays, even beside something broken in its sector.
      else content.set(before, at);
    }
    return content;
  }

  /** Counts an operation that happens wholly or not at all. */
  #step(): void {
    if (this.#interrupted()) throw new PowerLost();
  }

  #interrupted(): boolean {
    if (this.isOff) throw new PowerLost();
    this.#operations += 1;
    return this.isOff;
  }
}
