import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCitations } from '../../src/rule/find-citations.ts';
import { normaliseText } from '../../src/rule/normalise-text.ts';
import { parseText } from '../../src/rule/parse-text.ts';
import { readingUnits } from '../../src/rule/reading-units.ts';
import { harmfulSpans, inconsistencies, wrongCitations } from './consistent.ts';
import { anyText, textOf } from './some-text.ts';

test('whatever the text: nothing is thrown or lost, and offsets, numbers and addresses agree', () => {
  fc.assert(
    fc.property(anyText, (raw) => {
      const text = normaliseText(raw);
      const parsed = parseText(text);
      const citations = findCitations(text, parsed);
      const { preamble, units } = readingUnits(parsed, citations);
      expect(inconsistencies(text, parsed)).toEqual([]);
      expect(wrongCitations(text, parsed, citations)).toEqual([]);
      expect(harmfulSpans([...preamble, ...units.flatMap((unit) => unit.blocks)])).toEqual([]);
    }),
    { seed: 31, numRuns: 1500 },
  );
});

test('it holds as well of a text that was not normalised before', () => {
  fc.assert(
    fc.property(anyText, (raw) => {
      const parsed = parseText(raw);
      expect(inconsistencies(raw, parsed)).toEqual([]);
      expect(wrongCitations(raw, parsed, findCitations(raw, parsed))).toEqual([]);
    }),
    { seed: 32, numRuns: 1000 },
  );
});

test('a unit is what stands between its offsets', () => {
  const text = textOf(
    '第一章 总则',
    '第一条 下班关灯。',
    '（一）先关大灯；',
    '第二章 附则',
    '第二条 即日起施行。',
  );
  const { units } = parseText(text);
  expect(units.map(({ start, end }) => text.slice(start, end))).toEqual([
    '第一条 下班关灯。\n\n（一）先关大灯；',
    '第二条 即日起施行。',
  ]);
  expect(units.map(({ bodyStart, end }) => text.slice(bodyStart, end).slice(0, 5))).toEqual([
    '下班关灯。',
    '即日起施行',
  ]);
});

test('an empty text has nothing, and says so', () => {
  expect(parseText('')).toEqual({
    style: 'plain',
    preamble: [],
    outline: [],
    units: [],
    abbreviations: [],
    warnings: [{ kind: 'empty', at: '', start: 0 }],
  });
});

test('ten thousand headings and ten thousand articles are read', () => {
  const text = Array.from({ length: 10_000 }, (_, i) => `## 第${i + 1}节 灯\n\n第${i + 1}条 关灯。`).join(
    '\n\n',
  );
  const parsed = parseText(text);
  expect([parsed.outline.length, parsed.units.length]).toEqual([10_000, 10_000]);
  expect(parsed.units.at(-1)).toMatchObject({ address: 'a10000', heading: 9999 });
  expect(parsed.warnings).toEqual([]);
});
