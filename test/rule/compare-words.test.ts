import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareWords } from '../../src/rule/compare-words.ts';
import { textOfSide } from '../../src/rule/comparison.ts';
import { anyText } from './some-text.ts';

/** [-gone-] {+new+} */
const marked = (before: string, after: string): string =>
  compareWords(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'deleted' ? `[-${text}-]` : `{+${text}+}`))
    .join('');

test.each([
  ['a word', '每周召开会议。', '每周召开会演。', '每周召开[-会议-]{+会演+}。'],
  ['an insertion', '照价赔偿。', '照价赔偿，并书面检查。', '照价赔偿{+，并书面检查+}。'],
  [
    'a clause',
    '日落前点灯，值班至日出，不得离开。',
    '日落前点灯，不得离开。',
    '日落前点灯，[-值班至日出，-]不得离开。',
  ],
  [
    'a number',
    '处三百元以上五百元以下罚款。',
    '处六百元以上九百元以下罚款。',
    '处[-三百元-]{+六百元+}以上[-五百元-]{+九百元+}以下罚款。',
  ],
  [
    'a paragraph',
    '甲地守塔。\n\n乙地守港。',
    '甲地守塔。\n\n丙地守库。\n\n乙地守港。',
    '甲地守塔。\n\n{+丙地守库。\n\n+}乙地守港。',
  ],
  [
    'a paragraph that became two',
    '甲地守塔。乙地守港。',
    '甲地守塔。\n\n乙地守港。',
    '甲地守塔。{+\n\n+}乙地守港。',
  ],
  ['nothing', '甲。', '甲。', '甲。'],
  ['all', '', '甲。', '{+甲。+}'],
])('%s', (_, before, after, expected) => {
  expect(marked(before, after)).toBe(expected);
});

test('a rewritten sentence is not shredded by the few characters that stayed', () => {
  const pieces = compareWords('对守塔人员的考勤记录进行核对，', '为灯塔上的油料与备件建立台账，');
  expect(pieces.filter(({ kind }) => kind === 'same').map(({ text }) => text)).not.toContain('的');
  expect(pieces.length).toBeLessThanOrEqual(4);
});

test('a line break is never given up as an island', () => {
  const pieces = compareWords('守塔人值夜\n油料入库', '来访船员借宿\n\n透镜照价赔偿');
  expect(pieces.some(({ kind, text }) => kind === 'same' && text === '\n')).toBe(true);
});

test('pieces give both texts back, none is empty, and kinds take turns', () => {
  const characters = fc
    .array(fc.constantFrom(...'的塔灯守，。\n （一）😀\ud800 a'), { maxLength: 60 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(fc.oneof(characters, anyText), fc.oneof(characters, anyText), (before, after) => {
      const pieces = compareWords(before, after);
      expect(textOfSide({ pieces }, 'before')).toBe(before);
      expect(textOfSide({ pieces }, 'after')).toBe(after);
      for (const [at, { kind, text }] of pieces.entries()) {
        expect(text).not.toBe('');
        expect(kind).not.toBe(pieces[at - 1]?.kind);
        if (kind === 'deleted') expect(pieces[at - 1]?.kind).not.toBe('inserted');
      }
    }),
    { numRuns: 400 },
  );
});

test('without a budget it gets coarser and stays true', () => {
  const [before, after] = ['甲灯三盏，乙灯五盏。', '甲灯四盏，乙灯五盏。'];
  const clauses = compareWords(before, after, { words: 0, steps: 1000 });
  expect(clauses.map(({ text }) => text)).toEqual(['甲灯三盏，', '甲灯四盏，', '乙灯五盏。']);
  const nothing = compareWords(before, after, { words: 0, steps: 0 });
  expect(nothing.map(({ text }) => text)).toEqual([before, after]);
});

test('the budget goes down with the work', () => {
  const budget = { words: 1000, steps: 1000 };
  compareWords('甲灯三盏，乙灯五盏。', '甲灯四盏，乙灯五盏。', budget);
  expect(budget.words).toBe(990);
  expect(budget.steps).toBeLessThan(1000);
});
