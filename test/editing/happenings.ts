import * as fc from 'fast-check';
import type { Happening } from './partitions.ts';

const who = fc.integer({ min: 0, max: 2 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** Things that happen to one of three editors, most of them typing and meeting. */
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ who, does: fc.constant('type' as const), at: share }) },
  {
    weight: 2,
    arbitrary: fc.record({
      who,
      does: fc.constant('remove' as const),
      at: share,
      length: fc.double({ min: 0, max: 0.3, noNaN: true }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ who, does: fc.constant('meet' as const), other: who }) },
  {
    weight: 4,
    arbitrary: fc.record({
      who,
      does: fc.constantFrom('compose' as const, 'end' as const, 'flush' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      who,
      does: fc.constantFrom('stall calls' as const, 'stall answers' as const, 'go' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      who,
      does: fc.constantFrom(
        'save' as const,
        'fail' as const,
        'die' as const,
        'die answering' as const,
        'return' as const,
      ),
    }),
  },
);

/** Any number of them. A test that finds something among them looks for the fewest. */
export const happenings = fc.array(happening, { maxLength: 40, size: 'max' });

/** Many of them. */
export const manyHappenings = fc.noBias(fc.array(happening, { minLength: 20, maxLength: 80, size: 'max' }));
