import * as fc from 'fast-check';
import { compareTexts } from '../../src/rule/compare-texts.ts';
import {
  textOfSide,
  type Comparison,
  type ComparisonRow,
  type ParsedEdition,
} from '../../src/rule/comparison.ts';
import { numberToNumeral } from '../../src/rule/numeral.ts';
import { parseText } from '../../src/rule/parse-text.ts';
import { preambleOf } from '../../src/rule/heading-rows.ts';

export const editionOf = (text: string): ParsedEdition => ({ text, parsed: parseText(text) });

/** An edition of numbered articles; what begins with 第N章 stays a heading. */
export function articles(...bodies: string[]): ParsedEdition {
  let number = 0;
  const lines = bodies.map((body) =>
    /^(?:第.+[章节] |附件|——)/.test(body)
      ? body.replace(/^——/, '')
      : `第${numberToNumeral(++number)}条 ${body}`,
  );
  return editionOf(lines.join('\n\n'));
}

/** Seven articles that have nothing to do with each other. */
export const seven = [
  '为了规范灯塔的值守，制定本办法。',
  '守塔人每晚日落前点亮主灯，日出后熄灭，不得擅离塔顶。',
  '雾天应当每隔两分钟鸣笛一次，并在航海日志上记下起止时刻。',
  '来访船员可以在底层客房借宿三夜，离开时打扫干净。',
  '燃油由港务科按季配送，存放于北侧油库，钥匙由两人分别保管。',
  '损坏透镜、玻璃罩的，照价赔偿；故意损坏的，调离岗位。',
  '本办法自公布之日起施行。',
] as const;

/** A row in short: kind, marks, old and new addresses. */
export const inShort = ({ of, kind, moved, renumbered, before, after }: ComparisonRow): string =>
  [
    of === 'unit' ? kind : `${of} ${kind}`,
    ...(moved ? ['moved'] : []),
    ...(renumbered ? ['renumbered'] : []),
    `${before.map((one) => one.address || one.label).join('+')}>${after.map((one) => one.address || one.label).join('+')}`,
  ].join(' ');

export const compared = (before: ParsedEdition, after: ParsedEdition): string[] =>
  compareTexts(before, after).rows.map(inShort);

/** What does not hold of any comparison, in words: each unit once on its side, pieces that give both texts back. */
export function wrongIn(comparison: Comparison, before: ParsedEdition, after: ParsedEdition): string[] {
  const wrong: string[] = [];
  for (const [side, { text, parsed }] of [
    ['before', before],
    ['after', after],
  ] as const) {
    const seen: Record<string, number[]> = { unit: [], heading: [], preamble: [] };
    for (const row of comparison.rows) {
      const indexes = row[side].map((one) => one.index);
      seen[row.of]!.push(...indexes);
      const expected =
        row.of === 'unit'
          ? indexes.map((index) => text.slice(parsed.units[index]!.bodyStart, parsed.units[index]!.end))
          : row.of === 'heading'
            ? indexes.map((index) => parsed.outline[index]!.title)
            : indexes.map(() => preambleOf({ text, parsed }));
      if (textOfSide(row, side) !== expected.join('\n\n')) wrong.push(`${side} text of ${inShort(row)}`);
      if (row[side].some((one, at) => one.length !== expected[at]!.length))
        wrong.push(`length in ${inShort(row)}`);
      if (indexes.some((one, at) => at > 0 && one <= indexes[at - 1]!))
        wrong.push(`order in ${inShort(row)}`);
    }
    const isWhole = parsed.units[0]?.kind === 'whole';
    for (const [of, count] of [
      ['unit', parsed.units.length],
      ['heading', isWhole ? 0 : parsed.outline.length],
    ] as const) {
      const sorted = [...seen[of]!].sort((a, b) => a - b);
      if (sorted.length !== count || sorted.some((one, at) => one !== at))
        wrong.push(`${of}s of ${side}: ${sorted.join(' ')}`);
    }
    if (seen['preamble']!.length !== (preambleOf({ text, parsed }) === '' ? 0 : 1))
      wrong.push(`preamble of ${side}`);
  }
  const news = comparison.rows.flatMap((row) => (row.of === 'unit' && row.kind !== 'split' ? row.after : []));
  const chiefs = news.map((one) => one.index);
  if (chiefs.some((one, at) => at > 0 && one <= chiefs[at - 1]!)) wrong.push('rows are not in the new order');
  for (const { kind, before: old, after: now } of comparison.rows) {
    const fits = {
      same: old.length === 1 && now.length === 1,
      changed: old.length === 1 && now.length === 1,
      split: old.length === 1 && now.length > 1,
      merged: old.length > 1 && now.length === 1,
      inserted: old.length === 0 && now.length === 1,
      deleted: old.length === 1 && now.length === 0,
    }[kind];
    if (!fits) wrong.push(`${kind} with ${old.length} and ${now.length}`);
  }
  return wrong;
}

const sentence = fc
  .array(fc.constantFrom(...'山水木石金火土云雨风雪花鸟虫鱼车马舟桥路灯塔港油库值守钥匙客房船员日夜笛雾'), {
    minLength: 8,
    maxLength: 30,
  })
  .map((characters) => `${characters.join('')}。`);

/** Articles of different words. */
export const someBodies = fc.uniqueArray(sentence, { minLength: 1, maxLength: 14 });
