import { mostLinkMessage } from '../link.ts';

/** AES-GCM appends so many bytes. */
export const tagLength = 16;
/** Longest content of a frame, so that it goes through any link. */
export const mostFrame = mostLinkMessage - tagLength;
/** So many frames one key seals; then a new channel is wanted. */
export const mostFrames = 2 ** 32;

/** A key for one direction, and the number of the next frame, which is its nonce and is never sent. */
class FrameKey {
  /** Frames so far. */
  count = 0;
  protected readonly key: CryptoKey;
  #use: Uint8Array<ArrayBuffer>;

  /**
   * @param key used by nothing else
   * @param use what the frames are for; both sides must mean the same
   */
  constructor(key: CryptoKey, use: string) {
    this.key = key;
    this.#use = new TextEncoder().encode(use);
  }

  /**
   * How the next frame is sealed: with its number as 96 bits, big-endian.
   *
   * @throws {RangeError} when the key has sealed all that it may
   */
  protected next(): AesGcmParams {
    const count = this.count++;
    if (count >= mostFrames) throw new RangeError('a key must not seal so many frames');
    const iv = new Uint8Array(12);
    new DataView(iv.buffer).setUint32(8, count);
    return { name: 'AES-GCM', iv, additionalData: this.#use, tagLength: tagLength * 8 };
  }
}

/**
 * Seals frames with AES-256-GCM (NIST SP 800-38D), each with its number: a frame that is missing, doubled or out of turn
 * cannot be opened.
 */
export class FrameSealer extends FrameKey {
  /** @throws {RangeError} when the key has sealed all that it may */
  async seal(content: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await crypto.subtle.encrypt(this.next(), this.key, content));
  }
}

/** Opens what a `FrameSealer` with the same key has sealed, in the same order. */
export class FrameOpener extends FrameKey {
  /** @returns undefined when it is not the next frame of the other side */
  async open(frame: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (frame.length < tagLength || frame.length > mostLinkMessage || this.count >= mostFrames)
      return undefined;
    const algorithm = this.next();
    try {
      return new Uint8Array(await crypto.subtle.decrypt(algorithm, this.key, frame));
    } catch {
      return undefined;
    }
  }
}
