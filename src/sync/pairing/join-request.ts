import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { hexToBytes } from '@noble/hashes/utils.js';
import { fromBase64url, toBase64url } from '../../ledger/base64url.ts';
import { canonicalBytes } from '../../ledger/canonical-json.ts';
import * as shape from '../../ledger/shape.ts';
import { importPublicKey, signBytes, verifyBytes } from '../../ledger/signature.ts';
import { purposeAnd } from '../channel/derive.ts';
import type { CodeParts } from '../invitation.ts';
import { type JoinerIntroduction, joinerIn, type JoinerKeys } from './introductions.ts';

/** Why a request file cannot be answered. Words for it are in the interface. */
export type RequestFault =
  | 'no-request'
  /** Written by a newer version of the app. */
  | 'version'
  /** Without the code, changed since, or for an invitation that is not known here. */
  | 'code';

export class BadRequest extends Error {
  override name = 'BadRequest';
  readonly fault: RequestFault;

  constructor(fault: RequestFault) {
    super(fault);
    this.fault = fault;
  }
}

/** A device that asks for admission by a file. */
export interface JoinRequest {
  /** Id of the invitation. */
  invitation: string;
  joiner: JoinerIntroduction;
}

const longest = 8192;
const kind = 'guiju-join-request';

/**
 * The file with which a device without network asks to be admitted: canonical JSON, authenticated with the code
 * (HMAC-SHA-256, RFC 2104) and signed by the device itself.
 */
export async function writeRequest(
  { keys, agreement, name }: JoinerKeys,
  code: CodeParts,
): Promise<Uint8Array<ArrayBuffer>> {
  const said = { alg: keys.alg, key: keys.key, agreementKey: agreement.key, name };
  const bytes = bytesToSeal(code.id, said);
  return fileOf(code.id, said, await signBytes(keys, bytes), macOf(code.key, bytes));
}

/**
 * Reads a request on the admin's device. Whether the invitation is still open is for the caller to check, who counts a
 * try too; and two people compare `requestDigits` of exactly these bytes.
 *
 * @param keyOf key of the invitation with this id; undefined when there is none
 * @throws {BadRequest}
 */
export async function readRequest(
  bytes: Uint8Array<ArrayBuffer>,
  keyOf: (invitation: string) => string | undefined,
): Promise<JoinRequest> {
  const { invitation, joiner, sig, mac } = readFields(bytes);
  const { device: _follows, ...said } = joiner;
  const sealed = bytesToSeal(invitation, said);
  const key = keyOf(invitation);
  if (key === undefined || !areSame(mac, macOf(key, sealed))) throw new BadRequest('code');
  const signer = await importPublicKey(joiner.alg, joiner.key);
  if (signer === undefined || !(await verifyBytes(joiner.alg, signer, sealed, sig)))
    throw new BadRequest('no-request');
  return { invitation, joiner };
}

function readFields(
  bytes: Uint8Array<ArrayBuffer>,
): JoinRequest & { sig: Uint8Array<ArrayBuffer>; mac: Uint8Array } {
  if (bytes.length > longest) throw new BadRequest('no-request');
  let from: shape.Fields;
  try {
    from = shape.fields(JSON.parse(new TextDecoder().decode(bytes)), 'request');
    shape.oneOf(from, 'file', [kind]);
  } catch {
    throw new BadRequest('no-request');
  }
  const { v } = from;
  if (typeof v === 'number' && v > 1) throw new BadRequest('version');
  try {
    const [invitation, joiner] = [shape.device(from, 'invitation'), joinerIn(from)];
    const sig = fromBase64url(shape.text(from, 'sig', 1000));
    const mac = fromBase64url(shape.text(from, 'mac', 100));
    if (v !== 1 || sig === undefined || mac === undefined) throw new BadRequest('no-request');
    // The digits are of the bytes, so there must be one way to write them.
    const { device: _follows, ...said } = joiner;
    if (!areSame(bytes, fileOf(invitation, said, sig, mac))) throw new BadRequest('no-request');
    return { invitation, joiner, sig, mac };
  } catch {
    throw new BadRequest('no-request');
  }
}

function fileOf(invitation: string, said: object, sig: Uint8Array, mac: Uint8Array): Uint8Array<ArrayBuffer> {
  const proofs = { sig: toBase64url(sig), mac: toBase64url(mac) };
  return canonicalBytes({ v: 1, file: kind, invitation, ...said, ...proofs });
}

function bytesToSeal(invitation: string, said: object): Uint8Array<ArrayBuffer> {
  return purposeAnd('guiju/join-request/1', canonicalBytes({ ...said, invitation }));
}

function macOf(key: string, bytes: Uint8Array): Uint8Array {
  return hmac(sha256, hexToBytes(key), bytes);
}

/** In the same time wherever they differ. */
function areSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.reduce((sum, byte, i) => sum | (byte ^ b[i]!), 0) === 0;
}
