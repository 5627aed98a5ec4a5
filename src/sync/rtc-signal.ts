import { unlessBad } from './unless-bad.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { readCandidate, type RtcCandidate, writeCandidate } from './rtc-candidate.ts';
import { readDescription, type RtcDescription, writeDescription } from './rtc-description.ts';

/**
 * What two browsers tell each other, by any way, until they are connected: each describes itself once, then says where
 * it can be reached, as it finds that out.
 */
export type RtcSignal = { description: RtcDescription } | { candidate: RtcCandidate };

const kinds = { description: 1, candidate: 2 } as const;

/** In bytes. A description is the longest. */
export const mostSignal = 1 + 2 + 32 + 72;

/** Places one device may name in one call: more than all its addresses. */
export const mostCandidates = 16;

export function writeSignal(signal: RtcSignal): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter();
  if ('description' in signal) writeDescription(writer.u8(kinds.description), signal.description);
  else writeCandidate(writer.u8(kinds.candidate), signal.candidate);
  return writer.take();
}

/** @returns undefined for everything that is no signal */
export function readSignal(bytes: Uint8Array<ArrayBuffer>): RtcSignal | undefined {
  if (bytes.length > mostSignal) return undefined;
  return unlessBad(() => {
    const reader = new ByteReader(bytes);
    const kind = reader.u8();
    const signal =
      kind === kinds.description
        ? { description: readDescription(reader) }
        : kind === kinds.candidate
          ? { candidate: readCandidate(reader) }
          : undefined;
    reader.end();
    return signal;
  });
}
