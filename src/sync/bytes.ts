import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

/** Writes numbers and bytes one after another; all numbers little-endian. */
export class ByteWriter {
  #bytes = new Uint8Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  u8(value: number): this {
    this.#room(1)[this.#length++] = value;
    return this;
  }

  u16(value: number): this {
    const bytes = this.#room(2);
    new DataView(bytes.buffer).setUint16(this.#length, value, true);
    this.#length += 2;
    return this;
  }

  u32(value: number): this {
    const bytes = this.#room(4);
    new DataView(bytes.buffer).setUint32(this.#length, value, true);
    this.#length += 4;
    return this;
  }

  bytes(value: Uint8Array): this {
    this.#room(value.length).set(value, this.#length);
    this.#length += value.length;
    return this;
  }

  /** Lower-case hexadecimal as the bytes it stands for. */
  hex(text: string): this {
    return this.bytes(hexToBytes(text));
  }

  /** At most 255 bytes of UTF-8, its length before it. */
  name(text: string): this {
    const bytes = new TextEncoder().encode(text);
    return this.u8(bytes.length).bytes(bytes);
  }

  take(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  #room(more: number): Uint8Array<ArrayBuffer> {
    if (this.#length + more > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
    }
    return this.#bytes;
  }
}

/** What came cannot be read. */
export class BadBytes extends Error {
  override name = 'BadBytes';
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads what a stranger wrote; never beyond the end. Every reading throws `BadBytes` when there is too little. */
export class ByteReader {
  #bytes: Uint8Array<ArrayBuffer>;
  #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  u8(): number {
    return this.#view.getUint8(this.#step(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#step(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#step(4), true);
  }

  /** A view, not a copy. */
  bytes(length: number): Uint8Array<ArrayBuffer> {
    const at = this.#step(length);
    return this.#bytes.subarray(at, at + length);
  }

  hex(length: number): string {
    return bytesToHex(this.bytes(length));
  }

  name(): string {
    const bytes = this.bytes(this.u8());
    try {
      return decoder.decode(bytes);
    } catch {
      throw new BadBytes('not UTF-8');
    }
  }

  end(): void {
    if (this.left > 0) throw new BadBytes('more than was expected');
  }

  #step(length: number): number {
    const at = this.#at;
    if (length > this.left) throw new BadBytes('cut off');
    this.#at += length;
    return at;
  }
}
