import { BundleFailed } from './bundle-failed.ts';

/** A file, read in pieces: a `Blob` is one. */
export interface BundleSource {
  /** In bytes. */
  readonly size: number;
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** So much is read at a time. */
const ahead = 1024 * 1024;

/** Reads a bundle from its beginning to its end, without ever holding much of it. */
export class BundleInput {
  readonly size: number;
  #source: BundleSource;
  #at: number;
  #held: Uint8Array<ArrayBuffer> = new Uint8Array();
  #heldFrom = 0;

  constructor(source: BundleSource, from = 0) {
    this.#source = source;
    this.size = source.size;
    this.#at = from;
  }

  /** Bytes read so far. */
  get at(): number {
    return this.#at;
  }

  get left(): number {
    return this.size - this.#at;
  }

  /**
   * The next bytes; the caller bounds their number. They belong to the caller.
   *
   * @throws {BundleFailed} `cut-short` when there are fewer, `unreadable`
   */
  async bytes(length: number): Promise<Uint8Array<ArrayBuffer>> {
    if (length > this.left) throw new BundleFailed('cut-short');
    const from = this.#at - this.#heldFrom;
    if (from < 0 || from + length > this.#held.length) {
      this.#held = await this.#read(this.#at, Math.min(this.size, this.#at + Math.max(ahead, length)));
      this.#heldFrom = this.#at;
    }
    const begin = this.#at - this.#heldFrom;
    this.#at += length;
    return this.#held.slice(begin, begin + length);
  }

  /** Bytes from another place; the next ones stay the same. @throws {BundleFailed} `unreadable` */
  async again(from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    return await this.#read(from, to);
  }

  async #read(from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = new Uint8Array(await this.#source.slice(from, to).arrayBuffer());
    } catch {
      throw new BundleFailed('unreadable');
    }
    if (bytes.length !== to - from) throw new BundleFailed('unreadable');
    return bytes;
  }
}
