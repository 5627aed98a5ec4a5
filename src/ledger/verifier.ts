import { p256 } from '@noble/curves/nist.js';
import { fromBase64url } from './base64url.ts';
import type { Alg } from './entry.ts';
import { importPublicKey, verifyBytes } from './signature.ts';

/**
 * Does a signature fit?
 *
 * @param key public key, base64url of the uncompressed point
 * @param bytes what was signed, with its purpose before it
 */
export type Verifier = (
  alg: Alg,
  key: string,
  bytes: Uint8Array<ArrayBuffer>,
  sig: Uint8Array<ArrayBuffer>,
) => Promise<boolean>;

/** The browser's own, or where a page is not given it, ours. */
export function someVerifier(): Verifier {
  // Some browsers keep it from pages that were opened from a file, whatever the types say.
  const { subtle } = (globalThis.crypto ?? {}) as Partial<Crypto>;
  return subtle === undefined ? ownVerifier() : browserVerifier();
}

/** WebCrypto; keys are taken in once. */
export function browserVerifier(): Verifier {
  const keys = new Map<string, ReturnType<typeof importPublicKey>>();
  return async (alg, key, bytes, sig) => {
    if (pointOf(key) === undefined || sig.length !== 64) return false;
    const known = keys.get(key) ?? importPublicKey(alg, key);
    keys.set(key, known);
    const publicKey = await known;
    return publicKey !== undefined && (await verifyBytes(alg, publicKey, bytes, sig));
  };
}

/** In plain JavaScript, slower by a hundred times: ECDSA over P-256 with SHA-256 (FIPS 186-5). */
export function ownVerifier(): Verifier {
  return (_alg, key, bytes, sig) => {
    const point = pointOf(key);
    if (point === undefined || sig.length !== 64) return Promise.resolve(false);
    try {
      return Promise.resolve(p256.verify(sig, bytes, point, { lowS: false }));
    } catch {
      return Promise.resolve(false);
    }
  };
}

/** Engines differ in which other notations of a point they take; this one all of them do. */
function pointOf(key: string): Uint8Array | undefined {
  const raw = fromBase64url(key);
  return raw?.length === 65 && raw[0] === 4 ? raw : undefined;
}
