import { mostLinkMessage } from '../link.ts';

/** AES-GCM appends so many bytes. */
export const tagLength = 16;
/** Longest content of a frame, so that it goes through any link. */
export const mostFrame = mostLinkMessage - tagLength;
/** So many frames one key seals; then a new channel is wanted. */
export const mostFrames = 2 ** 32;

/**
 * Seals frames with AES-256-GCM (NIST SP 800-38D). Each bears the number of those before it as its nonce, which is
 * never sent: a frame that is missing, doubled or out of turn cannot be opened.
 */
export class FrameSealer {
  /** Frames sealed so far. */
  count = 0;
  #key: CryptoKey;
  #use: Uint8Array<ArrayBuffer>;

  /**
   * @param key used by nothing else
   * @param use what the frames are for; both sides must mean the same
   */
  constructor(key: CryptoKey, use: string) {
    this.#key = key;
    this.#use = new TextEncoder().encode(use);
  }

  /** @throws {RangeError} when the key has sealed all that it may */
  async seal(content: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    const algorithm = algorithmOf(this.count++, this.#use);
    return new Uint8Array(await crypto.subtle.encrypt(algorithm, this.#key, content));
  }
}

/** Opens what a `FrameSealer` with the same key has sealed, in the same order. */
export class FrameOpener {
  /** Frames that came so far. */
  count = 0;
  #key: CryptoKey;
  #use: Uint8Array<ArrayBuffer>;

  constructor(key: CryptoKey, use: string) {
    this.#key = key;
    this.#use = new TextEncoder().encode(use);
  }

  /** @returns undefined when it is not the next frame of the other side */
  async open(frame: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (frame.length < tagLength || frame.length > mostLinkMessage || this.count >= mostFrames)
      return undefined;
    const algorithm = algorithmOf(this.count++, this.#use);
    try {
      return new Uint8Array(await crypto.subtle.decrypt(algorithm, this.#key, frame));
    } catch {
      return undefined;
    }
  }
}

/** The number of the frame as 96 bits, big-endian. */
function algorithmOf(count: number, additionalData: Uint8Array<ArrayBuffer>): AesGcmParams {
  if (count >= mostFrames) throw new RangeError('a key must not seal so many frames');
  const iv = new Uint8Array(12);
  new DataView(iv.buffer).setUint32(8, count);
  return { name: 'AES-GCM', iv, additionalData, tagLength: tagLength * 8 };
}
