import { describe, expect, test } from 'vitest';
import { compareTexts } from '../../src/rule/compare-texts.ts';
import { articles, compared, editionOf, seven } from './some-editions.ts';

const [one, two, three, four, five, six, last] = seven;
const old = articles(...seven);

describe('one change', () => {
  test('nothing: every row is the same', () => {
    const comparison = compareTexts(old, articles(...seven));
    expect(
      comparison.rows.every(({ kind, moved, renumbered }) => kind === 'same' && !moved && !renumbered),
    ).toBe(true);
    expect(comparison.counts).toEqual({
      same: 7,
      changed: 0,
      split: 0,
      merged: 0,
      inserted: 0,
      deleted: 0,
      moved: 0,
      renumbered: 0,
    });
    expect(comparison.otherChanges).toBe(0);
  });

  test('changed: only the words that differ are marked', () => {
    const { rows } = compareTexts(
      old,
      articles(one, two, three, four.replace('三夜', '五夜'), five, six, last),
    );
    expect(rows[3]).toMatchObject({ kind: 'changed', renumbered: false });
    expect(rows[3]!.pieces).toEqual([
      { kind: 'same', text: '来访船员可以在底层客房借宿' },
      { kind: 'deleted', text: '三夜' },
      { kind: 'inserted', text: '五夜' },
      { kind: 'same', text: '，离开时打扫干净。' },
    ]);
  });

  test('inserted: what follows is renumbered and the same', () => {
    const added = '每年汛期前检修一次避雷针。';
    expect(compared(old, articles(one, two, added, three, four, five, six, last))).toEqual([
      'same a1>a1',
      'same a2>a2',
      'inserted >a3',
      'same renumbered a3>a4',
      'same renumbered a4>a5',
      'same renumbered a5>a6',
      'same renumbered a6>a7',
      'same renumbered a7>a8',
    ]);
  });

  test('deleted: stands where it stood', () => {
    expect(compared(old, articles(one, two, four, five, six, last))).toEqual([
      'same a1>a1',
      'same a2>a2',
      'deleted a3>',
      'same renumbered a4>a3',
      'same renumbered a5>a4',
      'same renumbered a6>a5',
      'same renumbered a7>a6',
    ]);
  });

  test('deleted at the beginning, and all of it', () => {
    expect(compared(old, articles(two, three, four, five, six, last))[0]).toBe('deleted a1>');
    expect(compared(articles(one, two), editionOf(''))).toEqual(['deleted a1>', 'deleted a2>']);
    expect(compared(editionOf(''), articles(one, two))).toEqual(['inserted >a1', 'inserted >a2']);
  });

  test('deleted beside one that moved away: stays with those that stayed', () => {
    const gone = '每年汛期前检修一次避雷针。';
    const rows = compared(
      articles(one, two, three, four, five, six, gone, last),
      articles(one, six, two, three, four, five, last),
    );
    expect(rows.slice(-3)).toEqual(['same renumbered a5>a6', 'deleted a7>', 'same renumbered a8>a7']);
  });

  test('moved: only the article that left its neighbours', () => {
    expect(compared(old, articles(one, six, two, three, four, five, last))).toEqual([
      'same a1>a1',
      'same moved renumbered a6>a2',
      'same renumbered a2>a3',
      'same renumbered a3>a4',
      'same renumbered a4>a5',
      'same renumbered a5>a6',
      'same a7>a7',
    ]);
  });

  test('moved and changed is still the same article', () => {
    const changed = six.replace('调离岗位', '解除聘用');
    expect(compared(old, articles(one, changed, two, three, four, five, last))).toContain(
      'changed moved renumbered a6>a2',
    );
  });

  test('split: one article became two', () => {
    const [first, second] = five.split('，存放于');
    const rows = compared(
      old,
      articles(one, two, three, four, `${first}。`, `油料存放于${second}`, six, last),
    );
    expect(rows).toContain('split a5>a5+a6');
    expect(rows).toContain('same renumbered a6>a7');
  });

  test('merged: two articles became one', () => {
    const { rows } = compareTexts(old, articles(one, two, `${three}\n\n${four}`, five, six, last));
    expect(rows[2]).toMatchObject({
      kind: 'merged',
      before: [{ address: 'a3' }, { address: 'a4' }],
      after: [{ address: 'a3' }],
    });
    expect(rows[2]!.pieces).toEqual([{ kind: 'same', text: `${three}\n\n${four}` }]);
  });

  test('a caption counts as words of the article', () => {
    const [before, after] = ['点灯', '照明'].map((caption) =>
      editionOf(`第一条 【${caption}】${two}\n\n第二条 【鸣笛】${three}`),
    );
    expect(compared(before!, after!)).toEqual(['changed a1>a1', 'same a2>a2']);
  });
});

describe('numbers of articles inside articles', () => {
  const cites = (number: string): string => `违反本办法第${number}条规定的，扣发当月津贴。`;
  const added = '每年汛期前检修一次避雷针。';

  test('that follow a renumbering leave the article the same', () => {
    const before = articles(one, two, three, cites('三'), last);
    const after = articles(one, added, two, three, cites('四'), last);
    expect(compared(before, after)).toContain('same renumbered a4>a5');
  });

  test('of other texts stay as they are', () => {
    const both = (number: string): string =>
      `违反本办法第${number}条或者《航标条例》第九条规定的，扣发当月津贴。`;
    const before = articles(one, two, three, both('三'), last);
    const after = articles(one, added, two, three, both('四'), last);
    expect(compared(before, after)).toContain('same renumbered a4>a5');
  });

  test('that lead elsewhere are a change', () => {
    const before = articles(one, two, three, cites('三'), last);
    expect(compared(before, articles(one, added, two, three, cites('三'), last))).toContain(
      'same renumbered a4>a5',
    );
    expect(compared(before, articles(one, added, two, three, cites('二'), last))).toContain(
      'changed renumbered a4>a5',
    );
    expect(compared(before, articles(one, two, three, cites('二'), last))).toContain('changed a4>a4');
  });
});

describe('headings and preamble', () => {
  const chapters = (first: string, second: string, ...moved: string[]) =>
    articles(`第一章 ${first}`, one, two, three, ...moved, `第二章 ${second}`, four, five, six, last);

  test('a heading that is worded anew is a row of its own', () => {
    const comparison = compareTexts(chapters('总则', '油料与财物'), chapters('总则', '物料'));
    expect(comparison.rows[0]).toMatchObject({ of: 'heading', kind: 'same', level: 'chapter' });
    expect(comparison.rows[4]).toMatchObject({
      of: 'heading',
      kind: 'changed',
      before: [{ label: '第二章' }],
    });
    expect(comparison.counts).toMatchObject({ same: 7, moved: 0 });
    expect(comparison.otherChanges).toBe(1);
  });

  test('an article under another heading has moved, though its neighbours are the same', () => {
    const before = articles('第一章 总则', one, two, three, '第二章 其他', four, five, six, last);
    const after = articles('第一章 总则', one, two, three, four, '第二章 其他', five, six, last);
    expect(compared(before, after)).toEqual([
      'heading same 第一章>第一章',
      'same a1>a1',
      'same a2>a2',
      'same a3>a3',
      'same moved a4>a4',
      'heading same 第二章>第二章',
      'same a5>a5',
      'same a6>a6',
      'same a7>a7',
    ]);
  });

  test('new headings move nothing', () => {
    const before = articles('第一章 总则', one, two, three, four, '第二章 其他', five, six, last);
    const after = articles(
      '第一章 总则',
      one,
      two,
      '第一节 值守',
      three,
      four,
      '第二章 其他',
      five,
      six,
      last,
    );
    const rows = compared(before, after);
    expect(rows).toContain('heading inserted >第一节');
    expect(rows.filter((row) => row.includes('moved'))).toEqual([]);
    expect(compared(old, after).filter((row) => row.includes('moved'))).toEqual([]);
  });

  test('a chapter with a new number', () => {
    const before = articles('第一章 总则', one, two, '第二章 其他', five, six, last);
    const after = articles(
      '第一章 总则',
      one,
      two,
      '第二章 值班',
      three,
      four,
      '第三章 其他',
      five,
      six,
      last,
    );
    const rows = compared(before, after);
    expect(rows).toContain('heading inserted >第二章');
    expect(rows).toContain('heading same renumbered 第二章>第三章');
  });

  test('the preamble', () => {
    const [before, after] = ['各科室：', '各科室、各灯塔：'].map((preamble) =>
      articles(`——${preamble}`, ...seven),
    );
    const comparison = compareTexts(before!, after!);
    expect(comparison.rows[0]).toMatchObject({ of: 'preamble', kind: 'changed' });
    expect(comparison.otherChanges).toBe(1);
    expect(compareTexts(old, after!).rows[0]).toMatchObject({ of: 'preamble', kind: 'inserted' });
  });
});
