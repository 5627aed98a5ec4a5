import { SharedRoot } from '../channel/derive.ts';
import { tagLength } from '../channel/frame-cipher.ts';

/** Bytes of a key that seals one thing for each use. */
export const contentKeyLength = 32;

export function newContentKey(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(contentKeyLength));
}

/**
 * Seals one thing with AES-256-GCM (NIST SP 800-38D), under a key that is derived for this use and what it is bound to.
 *
 * @param transcript hash of what it belongs to; with the same key, use and transcript nothing else may ever be sealed
 */
export async function sealOnce(
  key: Uint8Array<ArrayBuffer>,
  transcript: Uint8Array<ArrayBuffer>,
  use: string,
  content: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const derived = await (await SharedRoot.of(key)).key(transcript, use, 'encrypt');
  return new Uint8Array(await crypto.subtle.encrypt(cipher, derived, content));
}

/** @returns undefined when it was not sealed so */
export async function openOnce(
  key: Uint8Array<ArrayBuffer>,
  transcript: Uint8Array<ArrayBuffer>,
  use: string,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (key.length !== contentKeyLength || sealed.length < tagLength) return undefined;
  const derived = await (await SharedRoot.of(key)).key(transcript, use, 'decrypt');
  try {
    return new Uint8Array(await crypto.subtle.decrypt(cipher, derived, sealed));
  } catch {
    return undefined;
  }
}

/** Every derived key seals once: its first and only nonce. */
const cipher: AesGcmParams = { name: 'AES-GCM', iv: new Uint8Array(12), tagLength: tagLength * 8 };
