import { addressBytes } from '../sync/address-bytes.ts';

/** The first bytes of every STUN message after type and length (RFC 8489, section 5). */
const cookie = 0x2112_a442;
const headLength = 20;
const bindingRequest = 0x0001;
const bindingSuccess = 0x0101;
const xorMappedAddress = 0x0020;

/**
 * The answer to a STUN binding request (RFC 8489, sections 5 and 14.2): from which address it came.
 *
 * It has at most 44 bytes for a request of at least 20. With the heads of UDP and IP, which both have, that is 1.4
 * times as much on the wire: a request with a false sender makes nobody's flood worth the while.
 *
 * @param request a datagram, as it came
 * @returns undefined for everything that is no binding request
 */
export function stunAnswer(request: Uint8Array, address: string, port: number): Uint8Array | undefined {
  if (request.length < headLength) return undefined;
  const view = new DataView(request.buffer, request.byteOffset, request.length);
  const isWhole = view.getUint16(2) === request.length - headLength && request.length % 4 === 0;
  if (view.getUint16(0) !== bindingRequest || !isWhole || view.getUint32(4) !== cookie) return undefined;
  const host = addressBytes(address);
  if (host === undefined) return undefined;
  const answer = new Uint8Array(headLength + 8 + host.length);
  const out = new DataView(answer.buffer);
  out.setUint16(0, bindingSuccess);
  out.setUint16(2, answer.length - headLength);
  answer.set(request.subarray(4, headLength), 4);
  out.setUint16(headLength, xorMappedAddress);
  out.setUint16(headLength + 2, 4 + host.length);
  out.setUint8(headLength + 5, host.length === 4 ? 1 : 2);
  out.setUint16(headLength + 6, port ^ (cookie >>> 16));
  // The cookie and the transaction id stand next to each other, as the mask of an address.
  for (const [at, byte] of host.entries()) answer[headLength + 8 + at] = byte ^ request[4 + at]!;
  return answer;
}
