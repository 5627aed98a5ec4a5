import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { deviceId } from '../../ledger/device-id.ts';
import { importPublicKey, signBytes, verifyBytes } from '../../ledger/signature.ts';
import { joined } from '../joined.ts';
import { purposeAnd } from './derive.ts';
import type { Identity } from './identity.ts';
import type { Side } from './two-ways.ts';

/** Bytes of a device id, and the longest signature that any way of signing is expected to have. */
const idLength = 16;
const longestSignature = 512;

/** In the place of a device that the signer does not name. */
export const nobody = new Uint8Array(idLength);

/** A device's id as bytes. */
export function idBytes(device: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hexToBytes(device));
}

/**
 * How a device shows who it is: its id, and a signature over its part, everything said before, itself and the other
 * side. Nobody can use it for another conversation, another part, another signer or another partner.
 *
 * @param seen hash of everything said before
 * @param other id of the device at the other end, as the signer knows it
 */
export async function show(
  { keys }: Pick<Identity, 'keys'>,
  side: Side,
  seen: Uint8Array,
  other: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const own = idBytes(deviceId(keys.alg, keys.key));
  return joined(own, await signBytes(keys, statement(side, seen, own, other)));
}

/**
 * Checks what the other side showed.
 *
 * @param by the side that showed it
 * @returns its device id; undefined when it is no device of the office, or does not hold its key
 */
export async function readShown(
  identity: Pick<Identity, 'device'>,
  shown: Uint8Array<ArrayBuffer>,
  by: Side,
  seen: Uint8Array,
  other: Uint8Array,
): Promise<string | undefined> {
  if (shown.length <= idLength || shown.length > idLength + longestSignature) return undefined;
  const id = shown.slice(0, idLength);
  const device = bytesToHex(id);
  const known = identity.device(device);
  if (known === undefined || deviceId(known.alg, known.key) !== device) return undefined;
  const key = await importPublicKey(known.alg, known.key);
  if (key === undefined) return undefined;
  const isRight = await verifyBytes(known.alg, key, statement(by, seen, id, other), shown.slice(idLength));
  return isRight ? device : undefined;
}

/** In the place of what the answerer shows: the caller is a device that was revoked. */
export const revokedWord = Uint8Array.of(1);

export function isRevokedWord(shown: Uint8Array): boolean {
  return shown.length === 1 && shown[0] === revokedWord[0];
}

function statement(
  side: Side,
  seen: Uint8Array,
  signer: Uint8Array,
  other: Uint8Array,
): Uint8Array<ArrayBuffer> {
  return purposeAnd(`guiju/channel-${side}/1`, seen, signer, other);
}
