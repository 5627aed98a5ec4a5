import { pointLength } from '../../ledger/agreement-keys.ts';
import { digest } from '../../ledger/digest.ts';
import { joined } from '../joined.ts';

/**
 * What is said in clear while two devices pair:
 *
 *     joiner → admin   u8 version · 16 invitation · 32 commitment to the last of these
 *     admin → joiner   u8 version · 65 ephemeral point · 16 nonce
 *     joiner → admin   65 ephemeral point · 16 nonce · then what is sealed
 */
export const pairingVersion = 1;

const idLength = 16;
const nonceLength = 16;
export const shareLength = pointLength + nonceLength;

/** An ephemeral point and a nonce. */
export function newShare(point: Uint8Array): Uint8Array<ArrayBuffer> {
  return joined(point, crypto.getRandomValues(new Uint8Array(nonceLength)));
}

export function pointIn(share: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return share.slice(0, pointLength);
}

export function commitmentTo(share: Uint8Array): Uint8Array<ArrayBuffer> {
  return digest('guiju/pairing-commitment/1', share);
}

export function firstHello(invitation: Uint8Array, commitment: Uint8Array): Uint8Array<ArrayBuffer> {
  return joined(Uint8Array.of(pairingVersion), invitation, commitment);
}

/** @returns undefined when it is none */
export function readFirstHello(
  hello: Uint8Array<ArrayBuffer>,
): { invitation: Uint8Array<ArrayBuffer>; commitment: Uint8Array<ArrayBuffer> } | undefined {
  if (hello.length !== 1 + idLength + 32) return undefined;
  return { invitation: hello.slice(1, 1 + idLength), commitment: hello.slice(1 + idLength) };
}

export function secondHello(share: Uint8Array): Uint8Array<ArrayBuffer> {
  return joined(Uint8Array.of(pairingVersion), share);
}

/** @returns the share; undefined when it is none */
export function readSecondHello(hello: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  return hello.length === 1 + shareLength ? hello.slice(1) : undefined;
}
