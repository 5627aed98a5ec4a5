import { describe, expect, test } from 'vitest';
import { compareTexts } from '../../src/rule/compare-texts.ts';
import { articles, compared, editionOf, seven } from './some-editions.ts';

const [one, two, three, four, five, six, last] = seven;
const old = articles(...seven);

describe('other styles', () => {
  test('一、 paragraphs', () => {
    const numbered = (...bodies: string[]) =>
      editionOf(bodies.map((body, at) => `${'一二三四五六七八'[at]}、${body}`).join('\n\n'));
    const before = numbered(...seven);
    expect(before.parsed.style).toBe('numbered');
    expect(compared(before, numbered(one, two, four.replace('三夜', '五夜'), five, six, last))).toEqual([
      'same n1>n1',
      'same n2>n2',
      'deleted n3>',
      'changed renumbered n4>n3',
      'same renumbered n5>n4',
      'same renumbered n6>n5',
      'same renumbered n7>n6',
    ]);
  });

  test('headings without numbers', () => {
    const before = editionOf(`# 点灯\n\n${two}\n\n# 鸣笛\n\n${three}\n\n# 借宿\n\n${four}`);
    const after = editionOf(`# 鸣笛\n\n${three}\n\n# 借宿\n\n${four.replace('三夜', '五夜')}`);
    expect(compared(before, after)).toEqual([
      'heading deleted >',
      'deleted s1>',
      'heading same >',
      'same s2>s1',
      'heading same >',
      'changed s3>s2',
    ]);
  });

  test('a text without any structure is compared by words', () => {
    const [before, after] = [editionOf(two), editionOf(two.replace('每晚', '每日'))];
    const { rows } = compareTexts(before, after);
    expect(rows).toHaveLength(1);
    expect(rows[0]!.pieces.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'same 守塔人',
      'deleted 每晚',
      'inserted 每日',
      'same 日落前点亮主灯，日出后熄灭，不得擅离塔顶。',
    ]);
  });

  test('from 一、 paragraphs to articles', () => {
    const before = editionOf([one, two, three].map((body, at) => `${'一二三'[at]}、${body}`).join('\n\n'));
    expect(compared(before, articles(one, two, three))).toEqual(['same n1>a1', 'same n2>a2', 'same n3>a3']);
  });

  test('annexes with tables', () => {
    const table = '| 器材 | 数量 |\n| --- | --- |\n| 透镜 | 2 |\n| 汽笛 | 1 |';
    const before = articles(...seven, `附件1 器材清单\n\n${table}`);
    const changed = articles(...seven, `附件1 器材清单\n\n${table.replace('| 2 |', '| 3 |')}`);
    const comparison = compareTexts(before, changed);
    expect(comparison.rows.at(-1)).toMatchObject({ kind: 'changed', level: 'annex' });
    expect(comparison.rows.at(-1)!.pieces.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'deleted', text: '2' },
      { kind: 'inserted', text: '3' },
    ]);
    expect(compared(before, articles(...seven, `附件1 物资清单\n\n${table}`)).at(-1)).toBe('changed x1>x1');
    expect(compared(before, articles(...seven, `附件2 器材清单\n\n${table}`)).at(-1)).toBe(
      'same renumbered x1>x1',
    );
    expect(compared(before, old).at(-1)).toBe('deleted x1>');
  });
});
