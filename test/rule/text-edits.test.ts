import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { oneAfterAnother, textEdits } from '../../src/rule/text-edits.ts';

const seed = 20260119;

const done = (before: string, after: string): string =>
  oneAfterAnother(textEdits(before, after)).reduce(
    (text, { at, remove, insert }) => text.slice(0, at) + insert + text.slice(at + remove),
    before,
  );

test('what stays of a phrase is not replaced', () => {
  expect(textEdits('员工应当守时，不得迟到。', '员工必须守时，不得迟到、早退。')).toEqual([
    { at: 2, before: '应当', after: '必须' },
    { at: 11, before: '', after: '、早退' },
  ]);
  expect(textEdits('甲上下', '甲东下')).toEqual([{ at: 1, before: '上', after: '东' }]);
  expect(textEdits('守时', '守时')).toEqual([]);
});

test('done one after another, edits make one text the other, and no letter is cut', () => {
  const text = fc.array(fc.constantFrom('员', '工', '应当', '，', '守', '𠮷', '𠮶', '\n', 'a'), {
    maxLength: 20,
  });
  const run = fc.property(text, text, (one, other) => {
    const [before, after] = [one.join(''), other.join('')];
    expect(done(before, after)).toBe(after);
    for (const edit of textEdits(before, after)) {
      expect(edit.before.isWellFormed() && edit.after.isWellFormed()).toBe(true);
      expect(edit.before).not.toBe(edit.after);
    }
  });
  fc.assert(run, { numRuns: 500, seed });
});
