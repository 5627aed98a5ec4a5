import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase64url, toBase64url } from '../ledger/base64url.ts';
import { BadEntry } from '../ledger/bad-entry.ts';
import { canonicalBytes, canonicalJson } from '../ledger/canonical-json.ts';
import { digest } from '../ledger/digest.ts';
import type { Device } from '../ledger/roster.ts';
import { sameBytes } from '../ledger/same-bytes.ts';
import * as shape from '../ledger/shape.ts';
import { type DeviceKeys, importPublicKey, signBytes, verifyBytes } from '../ledger/signature.ts';
import { longestSlip, type OpinionSlip, readSlip } from './opinion-slip.ts';

/** A slip as it travels, before it is sealed for editors. */
export interface SignedSlip {
  slip: OpinionSlip;
  /** Shows that whoever wrote it had the copy, and so was asked: HMAC-SHA-256 (RFC 2104) under the copy's key. */
  proof: string;
  /** Who signed; absent without a name. */
  signed?: { device: string; sig: string };
}

/** Slips come in steps of so many bytes, so that their length says little of what is in them. */
const step = 1024;

/**
 * @param key of the copy
 * @param signer with which device it is signed; undefined without a name
 * @throws {RangeError} when it is longer than anybody would take
 */
export async function writeSignedSlip(
  slip: OpinionSlip,
  key: Uint8Array,
  signer: { device: string; keys: DeviceKeys } | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const sig = signer && toBase64url(await signBytes(signer.keys, statementOf(slip)));
  const text = canonicalJson({
    slip,
    proof: toBase64url(proofOf(slip, key)),
    ...(signer !== undefined && { signed: { device: signer.device, sig } }),
  });
  if (text.length > longestSlip) throw new RangeError('a slip that is too long');
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array(Math.ceil(bytes.length / step) * step).fill(32);
  padded.set(bytes);
  return padded;
}

/** @returns undefined when it is none; whether it can be believed is asked of `wasAsked` and `isSignedBy` */
export function readSignedSlip(bytes: Uint8Array): SignedSlip | undefined {
  if (bytes.length > longestSlip * 3) return undefined;
  try {
    const from = shape.fields(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), 'slip');
    const signed = shape.maybe(from, 'signed', (all, key) => {
      const by = shape.fields(all[key], key);
      return { device: shape.device(by, 'device'), sig: shape.name(by, 'sig', 200) };
    });
    const slip = readSlip(from['slip']);
    // A name without a hand, or a hand without a name, is neither.
    if ((slip.from === undefined) !== (signed === undefined)) return undefined;
    return { slip, proof: shape.name(from, 'proof', 60), ...(signed !== undefined && { signed }) };
  } catch (cause) {
    if (cause instanceof BadEntry || cause instanceof SyntaxError || cause instanceof TypeError)
      return undefined;
    throw cause;
  }
}

/** Had whoever wrote this the copy? */
export function wasAsked({ slip, proof }: SignedSlip, key: Uint8Array): boolean {
  const given = fromBase64url(proof);
  return given !== undefined && sameBytes(given, proofOf(slip, key));
}

/** Did this device sign it, and is it its member's who is named? */
export async function isSignedBy(
  { slip, signed }: SignedSlip,
  device: Pick<Device, 'id' | 'member' | 'alg' | 'key'>,
): Promise<boolean> {
  if (signed?.device !== device.id || slip.from?.member !== device.member) return false;
  const key = await importPublicKey(device.alg, device.key);
  const sig = fromBase64url(signed.sig);
  return (
    key !== undefined && sig !== undefined && (await verifyBytes(device.alg, key, statementOf(slip), sig))
  );
}

function proofOf(slip: OpinionSlip, key: Uint8Array): Uint8Array {
  const own = digest('guiju/opinion-proof-key/1', key);
  return hmac(sha256, own, canonicalBytes(slip));
}

function statementOf(slip: OpinionSlip): Uint8Array<ArrayBuffer> {
  return digest('guiju/opinion-signature/1', canonicalBytes(slip));
}
