import { bytesToHex } from '@noble/hashes/utils.js';
import { canonicalBytes } from '../ledger/canonical-json.ts';
import { digest } from '../ledger/digest.ts';
import { localDay } from '../rule/local-day.ts';
import type { Day } from '../rule/validity.ts';
import { type OpinionDecision, standingDecisions } from './opinion-decision.ts';
import type { Opinion, OpinionSlip } from './opinion-slip.ts';

/** A slip as editors have it. */
export interface TakenSlip {
  /** Hash of what it came in. */
  hash: string;
  slip: OpinionSlip;
  /** Day on which it came to the editor's device that opened it: noon there, in milliseconds since 1970. */
  arrived: number;
  /** It came in a file from somebody without the app: what they are called there, and which editor took it in. */
  carried?: { name: string; by: string };
}

/** Too late: by its own word, or since it came after the last day and says to be of before. */
export type Lateness = 'written' | 'arrived';

export interface OpinionLine {
  key: string;
  opinion: Opinion;
  from: OpinionSlip['from'];
  carried?: TakenSlip['carried'];
  late?: Lateness;
  /** What stands; more than one when editors decided apart. */
  decisions: OpinionDecision[];
  /** Its words were changed after it was decided. */
  isChanged: boolean;
}

/** @param slip id of the slip */
export function opinionKey(slip: string, opinion: string): string {
  return `${slip}-${opinion}`;
}

/** What a decision was about. */
export function opinionHash(opinion: Opinion): string {
  return bytesToHex(digest('guiju/opinion/1', canonicalBytes(opinion)).subarray(0, 16));
}

/** Of each slip the one that counts: the highest turn; of two with the same the one with the lower hash. */
export function newestSlips(taken: readonly TakenSlip[]): TakenSlip[] {
  const newest = new Map<string, TakenSlip>();
  for (const one of taken) {
    // Who takes the id of somebody else's slip does not take its place.
    const name = `${one.slip.id} ${one.slip.from?.member ?? ''} ${one.slip.from?.unit ?? ''} ${one.carried?.name ?? ''}`;
    const known = newest.get(name);
    const isLater =
      known === undefined ||
      one.slip.turn > known.slip.turn ||
      (one.slip.turn === known.slip.turn && one.hash < known.hash);
    if (isLater) newest.set(name, one);
  }
  return [...newest.values()].sort((a, b) => (a.hash < b.hash ? -1 : 1));
}

export function latenessOf({ slip, arrived }: TakenSlip, closes: Day): Lateness | undefined {
  if (slip.on > closes) return 'written';
  return localDay(arrived) > closes ? 'arrived' : undefined;
}

/**
 * Every opinion that counts, in the order of the text, those about the whole last.
 *
 * @param places addresses of the copy in their order
 */
export function opinionLines(
  taken: readonly TakenSlip[],
  decided: readonly OpinionDecision[],
  { places, closes }: { places: readonly string[]; closes: Day },
): OpinionLine[] {
  const standing = standingDecisions(decided);
  const order = new Map(places.map((address, at) => [address, at]));
  const lines = newestSlips(taken).flatMap((one) =>
    one.slip.opinions.map((opinion): OpinionLine => {
      const key = opinionKey(one.slip.id, opinion.id);
      const decisions = standing.get(key) ?? [];
      const late = latenessOf(one, closes);
      const hash = opinionHash(opinion);
      return {
        key,
        opinion,
        from: one.slip.from,
        ...(one.carried !== undefined && { carried: one.carried }),
        ...(late !== undefined && { late }),
        decisions,
        isChanged: decisions.length > 0 && decisions.every(({ about }) => about !== hash),
      };
    }),
  );
  const at = ({ opinion }: OpinionLine): number => order.get(opinion.address) ?? places.length;
  return lines.sort((a, b) => at(a) - at(b) || (a.key < b.key ? -1 : 1));
}
