import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amendingDecision } from '../../src/rule/amending-decision.ts';
import { compareTexts } from '../../src/rule/compare-texts.ts';
import { textOfSide, type ParsedEdition } from '../../src/rule/comparison.ts';
import { articles, editionOf, seven } from './some-editions.ts';
import { anyText } from './some-text.ts';

const [one, two, three, four, five, six, last] = seven;
const old = articles(...seven);

/** The numbered points of a decision. */
function points(before: ParsedEdition, after: ParsedEdition): string[] {
  const all = amendingDecision(compareTexts(before, after), { title: '灯塔值守办法' });
  return all.slice(2, -2);
}

describe('the frame', () => {
  const after = articles(one, two, three, four.replace('三夜', '五夜'), five, six, last);

  test('title, maker, day', () => {
    const options = { title: '灯塔值守办法', by: '港务局', effectiveOn: '2031-04-01' };
    expect(amendingDecision(compareTexts(old, after), options)).toEqual([
      '关于修改《灯塔值守办法》的决定',
      '港务局决定对《灯塔值守办法》作如下修改：',
      '一、将第四条中的“三夜”修改为“五夜”。',
      '本决定自2031年4月1日起施行。',
      '《灯塔值守办法》根据本决定作相应修改，重新公布。',
    ]);
  });

  test('what is not said, and a title within the title', () => {
    const decision = amendingDecision(compareTexts(old, after), { title: '关于施行《航标规程》的规定' });
    expect(decision[0]).toBe('关于修改《关于施行〈航标规程〉的规定》的决定');
    expect(decision[1]).toMatch(/^本单位决定/);
    expect(decision.at(-2)).toBe('本决定自公布之日起施行。');
  });

  test('nothing to decide', () => {
    expect(amendingDecision(compareTexts(old, articles(...seven)), { title: '甲' })).toEqual([]);
  });

  test('renumbering alone is said at the end', () => {
    const decision = amendingDecision(compareTexts(old, articles(two, three, four, five, six, last)), {
      title: '甲',
    });
    expect(decision.slice(2)).toEqual([
      '一、删去第一条。',
      '本决定自公布之日起施行。',
      '《甲》根据本决定作相应修改并对条文顺序作相应调整，重新公布。',
    ]);
  });
});

describe('whole articles', () => {
  test('inserted, one and several', () => {
    const [a, b] = ['每年汛期前检修一次避雷针。', '旗语手册置于瞭望台右侧抽屉。'];
    expect(points(old, articles(one, two, a, three, four, five, six, last))).toEqual([
      `一、增加一条，作为第三条：“${a}”`,
    ]);
    expect(points(old, articles(one, two, a, b, three, four, five, six, last))).toEqual([
      `一、增加两条，作为第三条、第四条：“第三条　${a}”`,
      `“第四条　${b}”`,
    ]);
  });

  test('deleted, one after the other', () => {
    expect(points(old, articles(one, four, five, last))).toEqual([
      '一、删去第二条、第三条。',
      '二、删去第六条。',
    ]);
  });

  test('rewritten, with another number, in several paragraphs, with quotation marks', () => {
    const rewritten =
      '雾笛称为“老牛”，大雾天每隔一分钟鸣响一次。\n\n鸣响起止时刻、能见度和值守人姓名，一并记入航海日志。';
    expect(
      points(old, articles(one, '每年汛期前检修一次避雷针。', two, rewritten, four, five, six, last)).slice(
        1,
      ),
    ).toEqual([
      '二、将第三条改为第四条，修改为：“雾笛称为‘老牛’，大雾天每隔一分钟鸣响一次。',
      '“鸣响起止时刻、能见度和值守人姓名，一并记入航海日志。”',
    ]);
  });

  test('moved, split, merged', () => {
    expect(points(old, articles(one, six, two, three, four, five, last))).toEqual([
      '一、将第六条改为第二条。',
    ]);
    const [oil, store] = five.split('，存放于');
    expect(points(old, articles(one, two, three, four, `${oil}。`, `油料存放于${store}`, six, last))).toEqual(
      [
        `一、将第五条分为两条，作为第五条、第六条，修改为：“第五条　${oil}。”`,
        `“第六条　油料存放于${store}”`,
      ],
    );
    expect(points(old, articles(one, two, `${three}\n\n${four}`, five, six, last))).toEqual([
      `一、将第三条、第四条合并，作为第三条，修改为：“${three}`,
      `“${four}”`,
    ]);
  });

  test('to another chapter', () => {
    const before = articles('第一章 总则', one, two, three, '第二章 其他', four, five, six, last);
    const after = articles('第一章 总则', one, two, three, four, '第二章 其他', five, six, last);
    expect(points(before, after)).toEqual(['一、将第四条移至第一章。']);
  });

  test('一、 paragraphs are spoken of as articles, annexes by their number', () => {
    const numbered = (...bodies: string[]) =>
      editionOf(bodies.map((body, at) => `${'一二三四五六七'[at]}、${body}`).join('\n\n'));
    expect(
      points(numbered(...seven), numbered(one, two, three, four.replace('三夜', '五夜'), five, six, last)),
    ).toEqual(['一、将第四条中的“三夜”修改为“五夜”。']);
    const annex = (row: string) =>
      articles(...seven, `附件1 器材清单\n\n| 器材 | 数量 |\n| --- | --- |\n${row}`);
    expect(points(annex('| 透镜 | 2 |'), annex('| 透镜 | 3 |'))).toEqual([
      '一、将附件1替换为本决定所附附件1。',
    ]);
  });
});

describe('parts of an article', () => {
  const change = (body: string, changed: string): string[] =>
    points(articles(one, body, three, last), articles(one, changed, three, last));

  test('phrases', () => {
    expect(change(two, two.replace('每晚', '每日'))).toEqual(['一、将第二条中的“每晚”修改为“每日”。']);
    expect(change(two, two.replace('熄灭，', '熄灭并上锁，'))).toEqual([
      '一、在第二条中的“熄灭”后增加“并上锁”。',
    ]);
    expect(change(two, two.replace('，不得擅离塔顶', ''))).toEqual(['一、删去第二条中的“，不得擅离塔顶”。']);
    const twice = '夜班每班六小时，值守人签到；换班时值守人签退。';
    expect(change(twice, twice.replaceAll('值守人', '守塔人'))).toEqual([
      '一、将第二条中的“值守”修改为“守塔”。',
    ]);
  });

  test('a phrase that stands twice and changes once is made clear by what surrounds it', () => {
    const body = '主灯每晚检查一次，副灯每晚检查一次。';
    expect(change(body, body.replace('副灯每晚', '副灯每周'))).toEqual([
      '一、将第二条中的“副灯每晚”修改为“副灯每周”。',
    ]);
  });

  test('with another number', () => {
    const added = '每年汛期前检修一次避雷针。';
    const after = articles(
      one,
      added,
      two.replace('每晚', '每日'),
      three,
      four,
      five,
      six.replace('照价赔偿；', ''),
      last,
    );
    expect(points(old, after).slice(1)).toEqual([
      '二、将第二条改为第三条，其中的“每晚”修改为“每日”。',
      '三、将第六条改为第七条，删去其中的“照价赔偿；”。',
    ]);
  });

  test('no single characters', () => {
    const body = '津贴的发放由港务科办理，每月五日前送达值守人本人签收。';
    expect(change(body, body.replace('五日', '八日')).join('')).toMatch(/“.{2,}”修改为“.{2,}”/);
    expect(change(body, body.replace('津贴', '津贴（含夜班津贴）'))).toEqual([
      '一、在第二条中的“津贴”后增加“（含夜班津贴）”。',
    ]);
  });

  test('widths of marks and spaces are no amendment', () => {
    const marks = (body: string): string => body.replace('、', '､').replace('；', ';');
    expect(points(old, articles(one, marks(six), two, three, four, five, last))).toEqual([
      '一、将第六条改为第二条。',
    ]);
    expect(change('灯油（煤油）每季领取：一次。', '灯油(煤油)每季领取: 一次。')).toEqual([]);
  });

  const [first, second, third] = [
    two,
    '交接班须当面清点器材，双方签字。',
    '病假由科长另行派人顶替，不扣津贴。',
  ];
  const body = [first, second, third].join('\n\n');

  test('a paragraph added, deleted, changed', () => {
    const added = '值守期间禁止饮酒、钓鱼和会客。';
    expect(change(body, [first, added, second, third].join('\n\n'))).toEqual([
      `一、在第二条中增加一款，作为第二款：“${added}”`,
    ]);
    expect(change(body, [first, third].join('\n\n'))).toEqual(['一、删去第二条第二款。']);
    const rewritten = '接班人逐件核对透镜、汽笛和油料，签字后方可离岗。';
    expect(change(body, [first, rewritten, third].join('\n\n'))).toEqual([
      `一、将第二条第二款修改为：“${rewritten}”`,
    ]);
    expect(change(body, [first, added, rewritten, third].join('\n\n')).join('')).toContain('修改为：');
  });

  test('two paragraphs at once, with another number', () => {
    const added = '值守期间禁止饮酒、钓鱼和会客。';
    const before = articles(one, three, body, last);
    const after = articles(one, three, four, [second, third, added].join('\n\n'), last);
    expect(points(before, after).slice(1)).toEqual([
      '二、将第三条改为第四条，删去第一款。',
      `增加一款，作为第三款：“${added}”`,
    ]);
  });
});

test('headings', () => {
  const before = articles('第一章 总则', one, two, '第二章 油料', four, five, six, last);
  expect(points(before, articles('第一章 通则', one, two, '第二章 油料', four, five, six, last))).toEqual([
    '一、将第一章章名修改为“通则”。',
  ]);
  expect(points(before, articles('第一章 总则', one, two, four, five, six, last))[0]).toBe(
    '一、删去第二章章名。',
  );
  const inserted = articles(
    '第一章 总则',
    one,
    two,
    '第二章 雾笛',
    three,
    '第三章 油料',
    four,
    five,
    six,
    last,
  );
  expect(points(before, inserted)).toEqual([
    '一、增加一章，作为第二章，章名为“雾笛”。',
    `二、增加一条，作为第三条：“${three}”`,
  ]);
});

test('any two texts: every quotation is closed, and no point is empty', () => {
  fc.assert(
    fc.property(anyText, anyText, (a, b) => {
      const comparison = compareTexts(editionOf(a), editionOf(b));
      const decision = amendingDecision(comparison, { title: '甲' });
      expect(decision.every((paragraph) => paragraph.trim() !== '')).toBe(true);
      if (comparison.rows.every((row) => row.kind === 'same' && !row.moved && !row.renumbered))
        expect(decision).toEqual([]);
      expect(comparison.rows.map((row) => textOfSide(row, 'after')).join('').length).toBeLessThanOrEqual(
        b.length,
      );
    }),
    { numRuns: 200 },
  );
});
