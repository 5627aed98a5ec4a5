import { createHmac, hash } from 'node:crypto';
import type { Random } from '../random.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What a key stands for. */
interface Held {
  secret?: Uint8Array;
  /** Public point, in hexadecimal. */
  point?: string;
}

/**
 * Stands for the browser's cryptography in a run: all chance comes from the seed, and every answer is there at once, so
 * that the same seed gives the same bytes in the same order. It models what is relied on and nothing else:
 *
 * - a signature fits only the key and the bytes that it was made of (a keyed hash; who verifies looks up the secret that
 *   belongs to a public key);
 * - two who know a secret and the other's public key, and nobody else, come to the same shared secret;
 * - what was sealed opens only with the same key, number and purpose, and not when a bit has changed. It is not hidden:
 *   nobody in a run looks.
 *
 * Hashes are what they are.
 */
export class SimCrypto {
  #random: Random;
  #held = new WeakMap<object, Held>();
  #secrets = new Map<string, Uint8Array>();
  /** Hash of everything that was signed, and the public point of the key: by chance nobody signs the same twice. */
  readonly signedBy = new Map<string, string>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** Puts it in the place of the platform's; returns what puts that back. */
  install(): () => void {
    const before = Object.getOwnPropertyDescriptor(globalThis, 'crypto')!;
    Object.defineProperty(globalThis, 'crypto', { value: this, configurable: true });
    return () => Object.defineProperty(globalThis, 'crypto', before);
  }

  getRandomValues<T extends ArrayBufferView>(view: T): T {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    bytes.set(this.#random.bytes(bytes.length));
    return view;
  }

  randomUUID(): string {
    return hex(this.#random.bytes(16)).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  readonly subtle = {
    digest: async (_: string, data: Bytes): Promise<ArrayBuffer> => sha(data).buffer,

    generateKey: async (): Promise<{ privateKey: CryptoKey; publicKey: CryptoKey }> => {
      const secret = this.#random.bytes(32);
      const point = `04${hex(sha('x', secret))}${hex(sha('y', secret))}`;
      this.#secrets.set(point, secret);
      return { privateKey: this.#key({ secret, point }), publicKey: this.#key({ point }) };
    },

    exportKey: async (_: 'raw', key: CryptoKey): Promise<ArrayBuffer> =>
      Uint8Array.from(Buffer.from(this.#of(key).point!, 'hex')).buffer,

    importKey: async (_: 'raw', data: Bytes, algorithm: string | { name: string }): Promise<CryptoKey> => {
      if (algorithm === 'HKDF') return this.#key({ secret: data.slice() });
      const point = hex(data);
      if (!this.#secrets.has(point)) throw new DOMException('not on the curve', 'DataError');
      return this.#key({ point });
    },

    sign: async (_: object, key: CryptoKey, data: Bytes): Promise<ArrayBuffer> => {
      const { secret, point } = this.#of(key);
      this.signedBy.set(hash('sha256', data, 'hex'), point!);
      return signature(secret!, data).buffer;
    },

    verify: async (_: object, key: CryptoKey, sig: Bytes, data: Bytes): Promise<boolean> =>
      hex(signature(this.#secrets.get(this.#of(key).point!)!, data)) === hex(sig),

    deriveBits: async (
      algorithm: { name: string; public?: CryptoKey } & Partial<HkdfParams>,
      key: CryptoKey,
      bits: number,
    ): Promise<ArrayBuffer> => {
      const { secret, point } = this.#of(key);
      if (algorithm.public === undefined) return hkdf(secret!, algorithm as HkdfParams, bits / 8).buffer;
      const other = this.#of(algorithm.public).point!;
      const both = [point!, other].sort();
      return sha('shared', ...both.map((one) => this.#secrets.get(one)!)).buffer;
    },

    deriveKey: async (algorithm: HkdfParams, key: CryptoKey): Promise<CryptoKey> =>
      this.#key({ secret: hkdf(this.#of(key).secret!, algorithm, 32) }),

    encrypt: async (algorithm: AesGcmParams, key: CryptoKey, data: Bytes): Promise<ArrayBuffer> => {
      const sealed = new Uint8Array(data.length + tagLength);
      sealed.set(data);
      sealed.set(tag(this.#of(key).secret!, algorithm, data), data.length);
      return sealed.buffer;
    },

    decrypt: async (algorithm: AesGcmParams, key: CryptoKey, sealed: Bytes): Promise<ArrayBuffer> => {
      const data = sealed.slice(0, Math.max(0, sealed.length - tagLength));
      if (hex(tag(this.#of(key).secret!, algorithm, data)) !== hex(sealed.slice(data.length)))
        throw new DOMException('it cannot be opened', 'OperationError');
      return data.buffer;
    },
  };

  #key(held: Held): CryptoKey {
    const key = Object.create(CryptoKey.prototype) as CryptoKey;
    this.#held.set(key, held);
    return key;
  }

  #of(key: CryptoKey): Held {
    return this.#held.get(key)!;
  }
}

const tagLength = 16;

function tag(secret: Uint8Array, { iv, additionalData }: AesGcmParams, data: Uint8Array): Uint8Array {
  return sha('seal', secret, iv as Bytes, additionalData as Bytes, data).subarray(0, tagLength);
}

function signature(secret: Uint8Array, data: Uint8Array): Bytes {
  const half = sha('sign', secret, data);
  const both = new Uint8Array(64);
  both.set(half);
  both.set(sha('sign again', half), 32);
  return both;
}

function hkdf(secret: Uint8Array, { salt, info }: HkdfParams, length: number): Bytes {
  const key = createHmac('sha256', salt as Bytes)
    .update(secret)
    .digest();
  return sha('derive', key, info as Bytes).slice(0, length);
}

function sha(...parts: readonly (string | Uint8Array)[]): Bytes {
  const data = parts.length === 1 ? parts[0]! : Buffer.concat(parts.map(asBytes));
  return new Uint8Array(hash('sha256', data, 'buffer'));
}

const asBytes = (part: string | Uint8Array): Uint8Array =>
  typeof part === 'string' ? Buffer.from(part) : part;

const hex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
