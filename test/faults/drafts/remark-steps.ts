import * as fc from 'fast-check';

/** Something that happens on one of three devices; numbers are taken by what is there. */
export interface RemarkStep {
  does:
    | 'insert'
    | 'delete'
    | 'replace'
    | 'move'
    | 'remark'
    | 'propose'
    | 'accept'
    | 'reply'
    | 'rule'
    | 'part'
    | 'meet';
  who: number;
  at: number;
  length: number;
}

const stepOf = (does: RemarkStep['does'], longest = 5): fc.Arbitrary<RemarkStep> =>
  fc.record({
    does: fc.constant(does),
    who: fc.nat(2),
    at: fc.nat(9999),
    length: fc.integer({ min: 1, max: longest }),
  });

const weighted = (isMoving: boolean): fc.Arbitrary<RemarkStep> =>
  fc.oneof(
    { arbitrary: stepOf('insert'), weight: 4 },
    { arbitrary: stepOf('delete', 12), weight: 4 },
    { arbitrary: stepOf('replace', 8), weight: 3 },
    { arbitrary: stepOf('move', 8), weight: isMoving ? 2 : 0 },
    { arbitrary: stepOf('remark', 6), weight: 4 },
    { arbitrary: stepOf('propose', 6), weight: 3 },
    { arbitrary: stepOf('accept'), weight: 3 },
    { arbitrary: stepOf('reply'), weight: 1 },
    { arbitrary: stepOf('rule'), weight: 1 },
    { arbitrary: stepOf('part'), weight: 1 },
    { arbitrary: stepOf('meet'), weight: 2 },
  );

/**
 * What three people do to a draft and say about it, on lines that come and go.
 *
 * @param isMoving words are cut and pasted as well, so that the same letter may stand there twice
 */
export const remarkSteps = (isMoving: boolean): fc.Arbitrary<RemarkStep[]> =>
  fc.array(weighted(isMoving), { minLength: 6, maxLength: 30, size: 'max' });
