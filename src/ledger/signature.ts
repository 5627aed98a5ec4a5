import { fromBase64url, toBase64url } from './base64url.ts';
import type { Alg } from './entry.ts';
import { signedBytes } from './entry-bytes.ts';

/** One way of signing. To add another (Ed25519, SM2), give it a tag in `Alg` and a line in `schemes`. */
interface Scheme {
  key: EcKeyGenParams;
  sign: EcdsaParams;
}

const schemes: Record<Alg, Scheme> = {
  ES256: { key: { name: 'ECDSA', namedCurve: 'P-256' }, sign: { name: 'ECDSA', hash: 'SHA-256' } },
};

export function isAlg(value: unknown): value is Alg {
  return typeof value === 'string' && Object.hasOwn(schemes, value);
}

/** A pair of keys of a device. The private one cannot be taken out of the browser unless it was made to be. */
export interface DeviceKeys {
  alg: Alg;
  /** Public key, base64url of the uncompressed point. */
  key: string;
  privateKey: CryptoKey;
}

/** @param extractable only for the key of a recovery file, which must be written down */
export async function makeKeys(extractable = false): Promise<DeviceKeys> {
  const alg = 'ES256';
  const pair = await crypto.subtle.generateKey(schemes[alg].key, extractable, ['sign', 'verify']);
  const key = toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
  return { alg, key, privateKey: pair.privateKey };
}

/** Signs the body of an entry. */
export async function sign(keys: DeviceKeys, body: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return await signBytes(keys, signedBytes(body));
}

/** @param bytes with a purpose before them, so that nothing signed is ever taken for something else */
export async function signBytes(
  { alg, privateKey }: DeviceKeys,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.sign(schemes[alg].sign, privateKey, bytes));
}

/** Takes a public key in; undefined when it is none. */
export async function importPublicKey(alg: Alg, key: string): Promise<CryptoKey | undefined> {
  const raw = fromBase64url(key);
  // Engines differ in which other notations of a point they take; all must take the same.
  if (raw?.length !== 65 || raw[0] !== 4) return undefined;
  try {
    return await crypto.subtle.importKey('raw', raw, schemes[alg].key, false, ['verify']);
  } catch {
    return undefined;
  }
}

export async function verify(
  alg: Alg,
  publicKey: CryptoKey,
  body: Uint8Array,
  sig: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  return await verifyBytes(alg, publicKey, signedBytes(body), sig);
}

/** @param bytes with their purpose before them, see `signBytes` */
export async function verifyBytes(
  alg: Alg,
  publicKey: CryptoKey,
  bytes: Uint8Array<ArrayBuffer>,
  sig: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  return await crypto.subtle.verify(schemes[alg].sign, publicKey, sig, bytes);
}

/**
 * Takes in a private key that was written down; it cannot be taken out again.
 *
 * @param pkcs8 as the key was exported (RFC 5208)
 * @throws {DOMException} when it is none
 */
export async function importPrivateKey(alg: Alg, pkcs8: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return await crypto.subtle.importKey('pkcs8', pkcs8, schemes[alg].key, false, ['sign']);
}
