import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostFindings } from '../../src/rule/check-finding.ts';
import { normaliseText } from '../../src/rule/normalise-text.ts';
import { findings } from './check-input.ts';
import { anyText, textOf } from './some-text.ts';

const sound = textOf(
  '第一章 总则',
  '第一条 为了节约用电，制定本办法。',
  '第二条 本办法所称走廊灯，是指走廊里的灯。',
  '第二章 开灯',
  '第三条 值班员应当：',
  '（一）夜里开走廊灯；',
  '（二）白天关走廊灯。',
  '前款第二项规定的走廊灯，阴天不关。',
  '第四条 违反本办法第三条第一款规定的，补登记。',
  '第三章 附则',
  '第五条 本办法由办公室负责解释。',
  '第六条 本办法自2026年4月1日起施行。',
);

test('a sound text has no finding', () => {
  expect(findings(sound, { effectiveOn: '2026-04-01', effectiveFrom: 'metadata' })).toEqual([]);
});

test('findings come in the order of the text', () => {
  const text = sound
    .replace('第四条', '第七条')
    .replace('第三条第一款', '第四十条')
    .replace('制定本办法', '制定本规定');
  const found = findings(text);
  expect(found.map(({ kind }) => kind)).toEqual(['self-name', 'number-gap', 'article-missing']);
  expect(found.map(({ start }) => start)).toEqual(found.map(({ start }) => start).sort((a, b) => a - b));
});

test('an amending text is not held to its own numbers and names', () => {
  const title = '关于修改《灯光管理办法》的决定';
  const text = textOf('第七条 依照本规定第四十条，前款改为后款。', '第九条 自2026年4月1日起施行。');
  expect(findings(text, { title, kind: 'law' })).toEqual([]);
  expect(findings(text, { kind: 'law' }).length).toBeGreaterThan(3);
});

test('of one kind two hundred are enough', () => {
  const text = textOf(...Array.from({ length: 500 }, (_, i) => `第${2 * i + 1}条 依照本规定办理。`));
  const found = findings(text);
  for (const kind of ['number-gap', 'self-name']) {
    expect(found.filter((one) => one.kind === kind)).toHaveLength(mostFindings);
  }
});

test('a text that says one thing a hundred thousand times', () => {
  const lines = (line: string): string => `第一条 甲：\n\n${line.repeat(100_000)}`;
  for (const line of [
    '本办法第四十条第三款、第九项，',
    '第九款规定',
    '（三）前项规定\n\n',
    '《甲乙规定》第四条',
    '“本规定《',
  ]) {
    expect(findings(lines(line)).length).toBeLessThanOrEqual(3 * mostFindings);
  }
});

test('any text: no error, and every finding marks characters of it', () => {
  const given = fc.record({
    kind: fc.constantFrom('rule' as const, 'code' as const, 'forwarded' as const, 'law' as const),
    title: fc.constantFrom('灯光办法', '灯光制度（试行）', '', '灯光法修正案'),
    amended: fc.boolean(),
  });
  fc.assert(
    fc.property(anyText, given, (raw, one) => {
      const text = normaliseText(raw);
      const found = findings(text, one);
      for (const { start, end } of found) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
      expect(structuredClone(found)).toEqual(found);
    }),
    { numRuns: 500 },
  );
});
