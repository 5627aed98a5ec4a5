import { pointLength } from '../../ledger/agreement-keys.ts';
import { joined } from '../joined.ts';

/**
 * The first thing each side says, in clear; a stranger who listens sees random bytes and that something speaks.
 *
 *     caller     u8 version · u8 mode · 65 ephemeral point · 16 nonce
 *     answerer   u8 version           · 65 ephemeral point · 16 nonce
 */
export const channelVersion = 1;

/**
 * `unnamed`: the caller does not know who will answer, or has not heard of an agreement key of the device. Somebody who
 * knows the office's id and answers in its place learns who calls.
 * `named`: only the device that is called can find out who calls.
 */
export type Mode = 'unnamed' | 'named';

const modes: readonly Mode[] = ['unnamed', 'named'];
const nonceLength = 16;
const callerLength = 2 + pointLength + nonceLength;
const answererLength = 1 + pointLength + nonceLength;

export function callerHello(mode: Mode, point: Uint8Array): Uint8Array<ArrayBuffer> {
  return joined(Uint8Array.of(channelVersion, modes.indexOf(mode)), point, nonce());
}

export function answererHello(point: Uint8Array): Uint8Array<ArrayBuffer> {
  return joined(Uint8Array.of(channelVersion), point, nonce());
}

/** @returns undefined when it is none of this version */
export function readCallerHello(
  hello: Uint8Array<ArrayBuffer>,
): { mode: Mode; point: Uint8Array<ArrayBuffer> } | undefined {
  const mode = modes[hello[1] ?? -1];
  if (hello.length !== callerLength || hello[0] !== channelVersion || mode === undefined) return undefined;
  return { mode, point: hello.slice(2, 2 + pointLength) };
}

/** @returns the ephemeral point; undefined when it is none of this version */
export function readAnswererHello(hello: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  if (hello.length !== answererLength || hello[0] !== channelVersion) return undefined;
  return hello.slice(1, 1 + pointLength);
}

function nonce(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(nonceLength));
}
