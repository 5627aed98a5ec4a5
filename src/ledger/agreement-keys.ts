import { fromBase64url, toBase64url } from './base64url.ts';

/** How two devices agree on a secret: ECDH over P-256 (SEC 1, 3.3.1; FIPS 186-5 for the curve). Others may follow. */
export type AgreementAlg = 'ECDH-P256';

/** A pair of keys with which a device agrees on secrets with others. */
export interface AgreementKeys {
  alg: AgreementAlg;
  /** Public key, base64url of the uncompressed point. */
  key: string;
  privateKey: CryptoKey;
}

const curve: EcKeyImportParams = { name: 'ECDH', namedCurve: 'P-256' };

/** @param extractable only where keys can be kept in no other way than as bytes */
export async function makeAgreementKeys(extractable = false): Promise<AgreementKeys> {
  const pair = await crypto.subtle.generateKey(curve, extractable, ['deriveBits']);
  const key = toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
  return { alg: 'ECDH-P256', key, privateKey: pair.privateKey };
}

/** Length of an uncompressed point, in bytes. */
export const pointLength = 65;

/**
 * The bytes of a public key; undefined when it is not written in the one way that everybody takes. Whether the point
 * lies on the curve shows when a secret is agreed on.
 */
export function pointOf(key: string): Uint8Array<ArrayBuffer> | undefined {
  if (key.length !== 87) return undefined;
  const point = fromBase64url(key);
  if (point?.length !== pointLength || point[0] !== 4 || toBase64url(point) !== key) return undefined;
  return point;
}

/**
 * The secret of 32 bytes that both sides come to: the x-coordinate, which must go through a key derivation before it
 * is used.
 *
 * @param point of the other side, uncompressed
 * @returns undefined when the point is none of the curve
 */
export async function sharedSecret(
  { privateKey }: Pick<AgreementKeys, 'privateKey'>,
  point: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  // Engines differ in which other notations of a point they take; all must take the same.
  if (point.length !== pointLength || point[0] !== 4) return undefined;
  let other: CryptoKey;
  try {
    other = await crypto.subtle.importKey('raw', point, curve, false, []);
  } catch {
    return undefined;
  }
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, privateKey, 256));
}
