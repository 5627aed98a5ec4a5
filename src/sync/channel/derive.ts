import { utf8ToBytes } from '@noble/hashes/utils.js';
import { joined } from '../joined.ts';

/** What `digest` hashes, for what is to be signed or sealed. */
export function purposeAnd(purpose: string, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return joined(utf8ToBytes(`${purpose}\0`), ...parts);
}

/** What two sides agreed on, from which they derive (HKDF with SHA-256, RFC 5869). It cannot be taken out again. */
export class SharedRoot {
  #root: CryptoKey;

  private constructor(root: CryptoKey) {
    this.#root = root;
  }

  /** @param parts secrets of fixed length */
  static async of(...parts: readonly Uint8Array<ArrayBuffer>[]): Promise<SharedRoot> {
    const secret = joined(...parts);
    const root = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey', 'deriveBits']);
    secret.fill(0);
    return new SharedRoot(root);
  }

  /**
   * A key for AES-256-GCM.
   *
   * @param transcript hash of all that both sides must have seen alike
   * @param use who seals with it, and what
   */
  async key(
    transcript: Uint8Array<ArrayBuffer>,
    use: string,
    usage: 'encrypt' | 'decrypt',
  ): Promise<CryptoKey> {
    const wanted: AesKeyGenParams = { name: 'AES-GCM', length: 256 };
    return await crypto.subtle.deriveKey(hkdf(transcript, use), this.#root, wanted, false, [usage]);
  }

  /** Bytes that both sides may look at. */
  async bytes(
    transcript: Uint8Array<ArrayBuffer>,
    use: string,
    length: number,
  ): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await crypto.subtle.deriveBits(hkdf(transcript, use), this.#root, length * 8));
  }
}

function hkdf(salt: Uint8Array<ArrayBuffer>, use: string): HkdfParams {
  return { name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode(use) };
}
