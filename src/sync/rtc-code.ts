import { fromBase64url, toBase64url } from '../ledger/base64url.ts';
import { digest } from '../ledger/digest.ts';
import { sameBytes } from '../ledger/same-bytes.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { candidateBytes, readCandidate, type RtcCandidate, writeCandidate } from './rtc-candidate.ts';
import { readDescription, type RtcDescription, writeDescription } from './rtc-description.ts';
import { unlessBad } from './unless-bad.ts';

/** All that one side says of itself, in one piece. */
export interface RtcWhole {
  description: RtcDescription;
  candidates: RtcCandidate[];
}

/** In characters. Most codes have 106, with one name of multicast DNS in them. */
export const mostRtcCode = 140;

/** What fits into these characters: three bytes into four. */
const mostBytes = (mostRtcCode / 4) * 3;
const kinds = { offer: 1, answer: 2 } as const;
const checkLength = 4;

/**
 * How two browsers are connected where there is no network but the one between them, and nobody who passes anything on:
 * a person carries a code there, by chat or by showing it, and another one back. It is base64url of
 *
 *     u8 kind · description · places, at least one · 4 bytes of a hash
 *
 * and the hash of an answer is over the offer too, so that an answer to another offer is found out at once.
 */
export function writeOffer(whole: RtcWhole): string {
  return write(kinds.offer, whole, '');
}

/** @param offer the code that is answered */
export function writeAnswer(whole: RtcWhole, offer: string): string {
  return write(kinds.answer, whole, plain(offer));
}

/** @returns undefined for everything that is no offer, or one with a slip */
export function readOffer(code: string): RtcWhole | undefined {
  return read(kinds.offer, code, '');
}

/** @returns undefined for everything that is no answer to this offer, or one with a slip */
export function readAnswer(code: string, offer: string): RtcWhole | undefined {
  return read(kinds.answer, code, plain(offer));
}

/**
 * What somebody pasted, to tell them when it is the other one of the two.
 *
 * @returns undefined for everything that is neither. The check of an answer needs the offer, and is not made here.
 */
export function rtcCodeKind(code: string): keyof typeof kinds | undefined {
  if (readOffer(code) !== undefined) return 'offer';
  const bytes = bytesOf(code);
  return bytes?.[0] === kinds.answer && wholeIn(bytes) !== undefined ? 'answer' : undefined;
}

/** Are these the same code, as people carry them? */
export const sameRtcCode = (a: string, b: string): boolean => plain(a) === plain(b);

function write(kind: number, { description, candidates }: RtcWhole, offer: string): string {
  const writer = new ByteWriter().u8(kind);
  writeDescription(writer, description);
  // What takes little room goes first: those are real addresses, which are also worth the most.
  const sorted = [...candidates].sort((a, b) => candidateBytes(a) - candidateBytes(b));
  for (const candidate of sorted)
    if (writer.length + candidateBytes(candidate) + checkLength <= mostBytes)
      writeCandidate(writer, candidate);
  const body = writer.take();
  return toBase64url(writer.bytes(checkOf(body, offer)).take());
}

function read(kind: number, code: string, offer: string): RtcWhole | undefined {
  const bytes = bytesOf(code);
  if (bytes?.[0] !== kind) return undefined;
  const body = bytes.subarray(0, -checkLength);
  return sameBytes(bytes.subarray(-checkLength), checkOf(body, offer)) ? wholeIn(bytes) : undefined;
}

/** With the kind before it and the hash behind it. */
function bytesOf(code: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = code.length > 2 * mostRtcCode ? undefined : fromBase64url(plain(code));
  return bytes === undefined || bytes.length > mostBytes || bytes.length < checkLength ? undefined : bytes;
}

function wholeIn(bytes: Uint8Array<ArrayBuffer>): RtcWhole | undefined {
  return unlessBad(() => {
    const reader = new ByteReader(bytes.subarray(1, -checkLength));
    const description = readDescription(reader);
    const candidates = [readCandidate(reader)];
    while (reader.left > 0) candidates.push(readCandidate(reader));
    return { description, candidates };
  });
}

const checkOf = (body: Uint8Array, offer: string): Uint8Array =>
  digest('guiju/rtc-code/1', Uint8Array.of(body.length), body, new TextEncoder().encode(offer)).slice(
    0,
    checkLength,
  );

/** A code as it comes out of a message: perhaps in several lines, perhaps with characters that nobody sees. */
const plain = (code: string): string => code.replaceAll(/[\s\p{Cf}]/gu, '');
