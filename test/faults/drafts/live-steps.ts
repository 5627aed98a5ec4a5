import * as fc from 'fast-check';

/** Something that happens to one of three devices on which a draft is open; numbers are taken by what is there. */
export interface LiveStep {
  does:
    | 'type'
    | 'erase'
    /** The last edit is asked for once more, as by a page that has not heard the answer. */
    | 'again'
    | 'pass'
    /** The disk takes its time; and no longer; and finds no space, once. */
    | 'busy'
    | 'go'
    | 'full'
    | 'cut power'
    /** What was told letter by letter arrives; or two bases are compared. */
    | 'hear'
    | 'compare'
    /** Somebody who has the draft makes a change that no program of ours makes. */
    | 'harm';
  who: number;
  other: number;
  at: number;
}

const weights: [does: LiveStep['does'], weight: number][] = [
  ['type', 8],
  ['erase', 1],
  ['again', 2],
  ['pass', 8],
  ['busy', 3],
  ['go', 4],
  ['full', 1],
  ['cut power', 2],
  ['hear', 3],
  ['compare', 3],
  ['harm', 3],
];

const step: fc.Arbitrary<LiveStep> = fc.oneof(
  ...weights.map(([does, weight]) => ({
    arbitrary: fc.record({
      does: fc.constant(does),
      who: fc.nat(2),
      other: fc.nat(2),
      at: fc.nat(9999),
    }),
    weight,
  })),
);

export const liveSteps = fc.array(step, { minLength: 10, maxLength: 60, size: 'max' });
