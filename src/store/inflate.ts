import { Inflate } from 'fflate';
import { DamagedDocument } from './damaged-document.ts';

/**
 * Unpacks deflated bytes (RFC 1951), and stops as soon as there are more than there may be.
 *
 * @param most bytes that may come out
 * @throws {DamagedDocument} when there would be more, or the bytes are not deflated
 */
export function inflate(packed: Uint8Array, most: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate((part) => {
    length += part.length;
    if (length > most) throw new DamagedDocument('it unpacks to more than it may');
    parts.push(part.slice());
  });
  try {
    // A byte can become a thousand: only little is given at a time.
    for (let at = 0; at < packed.length; at += perPush)
      stream.push(packed.subarray(at, at + perPush), at + perPush >= packed.length);
  } catch (cause) {
    if (cause instanceof DamagedDocument) throw cause;
    throw new DamagedDocument('bytes that cannot be unpacked', { cause });
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const perPush = 1024;
