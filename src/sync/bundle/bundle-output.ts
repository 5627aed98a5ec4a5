import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { frameKinds, frameOf, partsOf } from '../channel/message-frames.ts';
import type { FrameSealer } from '../channel/frame-cipher.ts';
import { ByteWriter } from '../bytes.ts';
import { BundleFailed } from './bundle-failed.ts';

/** Takes the bytes of a file in their order: to a stream, or as the parts of a `Blob`. */
export type BundleSink = (bytes: Uint8Array<ArrayBuffer>) => Promise<void> | void;

/** Longest bundle, in bytes. */
export const mostBundle = 4 * 1024 * 1024 * 1024;

/** Hashes a bundle while it is written or read, from its first byte to the last before the signature. */
export class BundleHash {
  #hash = sha256.create().update(utf8ToBytes('guiju/bundle-file/1\0'));

  add(bytes: Uint8Array): void {
    this.#hash.update(bytes);
  }

  end(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#hash.digest());
  }
}

/**
 * Writes a bundle as it is made. A section is frames, each with its length (u32) before it, and ends with a length of 0,
 * so that who cannot open it can pass over it. Inside, the last frame says that it is the last.
 */
export class BundleOutput {
  readonly hash = new BundleHash();
  length = 0;
  #sink: BundleSink;

  constructor(sink: BundleSink) {
    this.#sink = sink;
  }

  /** @throws {BundleFailed} `too-large`, and whatever the sink throws */
  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.hash.add(bytes);
    await this.writeUnsigned(bytes);
  }

  /** What comes after everything that is signed. */
  async writeUnsigned(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.length += bytes.length;
    if (this.length > mostBundle) throw new BundleFailed('too-large');
    await this.#sink(bytes);
  }

  /** @param message at most `mostMessage` bytes */
  async say(sealer: FrameSealer, message: Uint8Array<ArrayBuffer>): Promise<void> {
    const parts = partsOf(message);
    for (const [i, part] of parts.entries())
      await this.#frame(sealer, i < parts.length - 1 ? frameKinds.more : frameKinds.last, part);
  }

  async endSection(sealer: FrameSealer): Promise<void> {
    await this.#frame(sealer, frameKinds.close, new Uint8Array());
    await this.write(lengthBytes(0));
  }

  async #frame(sealer: FrameSealer, kind: number, part: Uint8Array): Promise<void> {
    const sealed = await sealer.seal(frameOf(kind, part));
    await this.write(lengthBytes(sealed.length));
    await this.write(sealed);
  }
}

function lengthBytes(length: number): Uint8Array<ArrayBuffer> {
  return new ByteWriter().u32(length).take();
}
