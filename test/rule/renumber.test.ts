import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCitations } from '../../src/rule/find-citations.ts';
import { numberToNumeral as n } from '../../src/rule/numeral.ts';
import { parseText } from '../../src/rule/parse-text.ts';
import { renumber } from '../../src/rule/renumber.ts';
import { findings } from './check-input.ts';
import { textOf } from './some-text.ts';

function applied(text: string): string {
  let result = text;
  for (const { from, to, insert } of renumber(text).changes.toReversed())
    result = result.slice(0, from) + insert + result.slice(to);
  return result;
}
const moves = (text: string) => renumber(text).moved.map(({ before, after }) => `${before}→${after}`);
const mends = (text: string) => renumber(text).mended.map(({ before, after }) => `${before}→${after}`);
const unsure = (text: string) => renumber(text).unsure.map(({ before, reason }) => `${before} ${reason}`);

test('a text in order is left as it is', () => {
  const text = textOf(
    '# 灯光办法',
    '## 第一章 总则',
    '第一条 甲，依照第二条办理。',
    '第二条 （一）乙；',
    '（二）丙。',
  );
  expect(renumber(text)).toEqual({ changes: [], moved: [], mended: [], unsure: [] });
});

test('two colleagues who both added a fifth article: what follows moves, and what cites it follows', () => {
  const text = textOf(
    '# 灯光管理办法',
    '第一条 为了节电，制定本办法。',
    '第二条 依照本办法第四条第二款、第五条第（一）项和第三条至第五条办理。',
    '第三条 走廊的灯按前条办理。',
    '第三条 楼梯的灯。',
    '第四条 下班关灯。',
    '周末也关。',
    '第五条 下列灯不关：',
    '（一）应急灯；',
    '（二）机房的灯，适用《灯光管理办法》第四条，不适用《用电规定》第四条。',
  );
  expect(applied(text)).toBe(
    textOf(
      '# 灯光管理办法',
      '第一条 为了节电，制定本办法。',
      '第二条 依照本办法第五条第二款、第六条第（一）项和第三条至第六条办理。',
      '第三条 走廊的灯按前条办理。',
      '第四条 楼梯的灯。',
      '第五条 下班关灯。',
      '周末也关。',
      '第六条 下列灯不关：',
      '（一）应急灯；',
      '（二）机房的灯，适用《灯光管理办法》第五条，不适用《用电规定》第四条。',
    ),
  );
  expect(moves(text)).toEqual(['第三条→第四条', '第四条→第五条', '第五条→第六条']);
  expect(unsure(text)).toEqual(['第三条 double']);
});

test('an article was taken out: who cites it is told and not led to another', () => {
  const text = textOf('第一条 甲。', '第三条 依照第二条和第四条办理。', '第四条 乙。');
  expect(applied(text)).toBe(textOf('第一条 甲。', '第二条 依照第二条和第三条办理。', '第三条 乙。'));
  expect(unsure(text)).toEqual(['第二条 gone']);
});

test('第十二条之一 becomes an article like the others', () => {
  const text = textOf('第一条 甲。', '第一条之一 乙。', '第二条 依照第一条之一、第二条办理。');
  expect(applied(text)).toBe(textOf('第一条 甲。', '第二条 乙。', '第三条 依照第二条、第三条办理。'));
});

test('chapters begin anew in each part, sections in each chapter; their citations follow', () => {
  const text = textOf(
    '第一编 总',
    '第一章 甲',
    '第一条 依照本办法第三章和第三章第二节办理，不依照《用电规定》第三章、第四章。',
    '第三章 乙',
    '第一节 子',
    '第二条 一。',
    '第三节 丑',
    '第三条 本章第三节另有规定。',
    '第二编 分',
    '第一章 丙',
    '第四条 二。',
  );
  expect(moves(text)).toEqual(['第三章→第二章', '第三节→第二节']);
  expect(mends(text)).toEqual(['第三章→第二章', '第三章→第二章', '第三节→第二节']);
  expect(unsure(text)).toEqual(['第二节 gone']);
});

test('items and subitems count within their paragraph, and a list that goes on goes on', () => {
  const text = textOf(
    '第一条 包括：',
    '（一）甲：',
    '1. 子；',
    '3. 丑；',
    '（三）乙；',
    '前项的灯除外。',
    '（四）丙，见第一条第（三）项、第二款第四项。',
  );
  expect(moves(text)).toEqual(['3.→2.', '（三）→（二）', '（四）→（三）']);
  expect(mends(text)).toEqual(['第（三）项→第（二）项', '第四项→第三项']);
});

test('a number keeps the way in which it is written', () => {
  expect(moves(textOf('第1条 甲。', '第３条 乙。', '**第5条** 丙。', '### 第九条 丁。'))).toEqual([
    '第３条→第２条',
    '第5条→第3条',
    '第九条→第四条',
  ]);
  expect(moves(textOf('第一条 甲：', '① 子', '③ 丑'))).toEqual(['③→②']);
});

test('a heading without a number does not take that of the next line', () => {
  expect(moves(textOf('第一条 甲。', '附则', '第二章 乙', '第二条 丙。'))).toEqual(['第二章→第一章']);
});

test('a table of contents says the same as the headings', () => {
  const text = textOf(
    '目录',
    '第一章 总则',
    '第三章 附则',
    '第一章 总则',
    '第一条 甲。',
    '第三章 附则',
    '第二条 乙。',
  );
  expect(applied(text)).toBe(
    textOf('目录', '第一章 总则', '第二章 附则', '第一章 总则', '第一条 甲。', '第二章 附则', '第二条 乙。'),
  );
});

test('an annex counts by itself, and its bare citations are only pointed out', () => {
  const text = textOf(
    '第一条 甲。',
    '第三条 乙。',
    '附件1',
    '第一条 填表，见第三条。',
    '第五条 依照本办法第三条。',
  );
  expect(moves(text)).toEqual(['第三条→第二条']);
  expect(mends(text)).toEqual(['第三条→第二条']);
  expect(unsure(text)).toEqual(['第三条 annex']);
});

test('citations in tables are mended as well', () => {
  const text = textOf(
    '第一条 见下表。',
    '| 事项 | 依据 |\n| --- | --- |\n| 关灯 | 第三条 |',
    '第三条 关灯。',
  );
  expect(mends(text)).toEqual(['第三条→第二条']);
});

test('一、二、 of a text without articles', () => {
  expect(moves(textOf('一、甲。', '三、乙。', '四、丙，依照第三条。'))).toEqual(['三、→二、', '四、→三、']);
});

test('no citation goes astray: whatever the numbers were, each leads to the article that it led to', () => {
  const article = fc.record({
    skip: fc.integer({ min: 0, max: 2 }),
    cites: fc.array(fc.nat({ max: 11 }), { maxLength: 3 }),
    items: fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 4 }),
    chapter: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(article, { minLength: 2, maxLength: 12 }), (articles) => {
      let number = 0;
      const numbers = articles.map(({ skip }) => (number += 1 + skip));
      const text = textOf(
        '# 灯光办法',
        ...articles.flatMap(({ cites, items, chapter }, index) => {
          let item = 0;
          const cited = cites
            .filter((one) => one < numbers.length)
            .map((one) => `本办法第${n(numbers[one]!)}条`)
            .join('、');
          return [
            ...(chapter ? [`第${n(index * 2 + 1)}章 章${index}`] : []),
            `第${n(numbers[index]!)}条 条${index}${cited === '' ? '。' : `依照${cited}办理。`}`,
            ...items.map((skip, at) => `（${n((item += at === 0 ? 1 : 1 + skip))}）项${at}；`),
          ];
        }),
      );
      const after = applied(text);
      expect(applied(after)).toBe(after);
      expect(
        findings(after.slice(after.indexOf('\n'))).filter(({ kind }) => /number|item/.test(kind)),
      ).toEqual([]);
      // By their words: which article cites which.
      const links = (of: string): string[] => {
        const parsed = parseText(of);
        const name = (unit: number): string =>
          /条\d+/.exec(of.slice(parsed.units[unit]!.bodyStart))?.[0] ?? '';
        return findCitations(of, parsed).map(({ unit, place }) => {
          const at = parsed.units.findIndex((one) => one.number === place?.article?.number);
          return `${name(unit)}→${at === -1 ? '?' : name(at)}`;
        });
      };
      expect(links(after)).toEqual(links(text));
    }),
    { numRuns: 300 },
  );
});

test('real texts are in order, so nothing in them moves; with an article put in, all that follows does', () => {
  const folder = new URL('../../content/rules/', import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) {
    const text = readFileSync(new URL(name, folder), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '');
    expect(renumber(text).changes, name).toEqual([]);
    const articles = parseText(text).units.filter(({ kind }) => kind === 'article');
    if (articles.length === 0) continue;
    const doubled = text.replace(/\n第二条 /, '\n第二条 新添的一条。\n\n第二条 ');
    const { moved } = renumber(doubled);
    expect(moved.filter(({ kind }) => kind === 'article').length, name).toBe(articles.length - 1);
    expect(renumber(applied(doubled)).changes, name).toEqual([]);
  }
});
