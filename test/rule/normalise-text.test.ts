import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseText } from '../../src/rule/normalise-text.ts';
import { withoutRadicals } from '../../src/rule/radicals.ts';
import { anyText } from './some-text.ts';

test('applying it twice changes nothing', () => {
  fc.assert(
    fc.property(anyText, (raw) => {
      const text = normaliseText(raw);
      expect(normaliseText(text)).toBe(text);
    }),
    { seed: 41, numRuns: 1000 },
  );
});

test('nothing but space, invisible characters and radicals is touched', () => {
  const bare = (text: string): string =>
    text.replaceAll(/[\s\u200b-\u200f\u2060\ufeff\u00ad\u0000-\u001f\u007f]/g, '');
  fc.assert(
    fc.property(anyText, (raw) => {
      expect(bare(normaliseText(raw))).toBe(bare(withoutRadicals(raw)));
    }),
    { seed: 42, numRuns: 500 },
  );
});

test.each([
  ['radicals as PDF programs write them', '⼈⺠⾏政⽅⾯、⻓⻔⻅⻚、⼾⼝', '人民行政方面、长门见页、户口'],
  ['no-break space', '第一条\u00a0开灯。', '第一条 开灯。'],
  ['full-width space and indent', '　　第一条　开灯。', '第一条 开灯。'],
  ['several kinds of space', '第一条 \u2002\u3000\t开灯。', '第一条 开灯。'],
  ['characters of no width', '\ufeff第\u200b一\u2060条 开\u00ad灯。', '第一条 开灯。'],
  ['control characters', '第一条 开\u0000灯\u0007。', '第一条 开灯。'],
  ['widths stay', '（Ａ）１２，３:(b)', '（Ａ）１２，３:(b)'],
  ['compatibility characters stay', '㈠①℃㎡ﬁ', '㈠①℃㎡ﬁ'],
  ['Unix line ends', '甲。\r\n乙。\r丙。\u2028丁。', '甲。\n\n乙。\n\n丙。\n\n丁。'],
  ['one blank line', '甲。\n\n\n \n乙。\n', '甲。\n\n乙。'],
])('%s', (_, raw, text) => {
  expect(normaliseText(raw)).toBe(text);
});

test('lines of a table, quote or list stay together, and nested lists keep their indent', () => {
  const text = '| 灯 |\n|---|\n| 顶灯 |\n\n> 甲\n> 乙\n\n- 丙\n  - 丁';
  expect(normaliseText(text)).toBe(text);
});

describe('wrapped lines', () => {
  const torn = [
    '第一条 为了节约用电，使全体人员养成随手关灯的好习惯',
    '并在下班以后由最后离开的人检查门窗和各种电器的开关',
    '，制定本办法。',
    '第二条 走廊留一盏灯。',
  ];

  test('are joined up to the end of the sentence', () => {
    expect(normaliseText(torn.join('\n'))).toBe(torn.slice(0, 3).join('') + '\n\n' + torn[3]);
  });

  test('are joined again after the kind of line end changed', () => {
    expect(normaliseText(torn.join('\r\n'))).toBe(normaliseText(torn.join('\n')));
  });

  test.each(['（一）甲', '第三条 甲', '一、甲', '1.甲', '| 甲', '- 甲', '# 甲', '附件', '第一章 总则'])(
    'but never with a line that opens something: %s',
    (line) => {
      const [first] = torn;
      expect(normaliseText(`${first}\n${line}`)).toBe(`${first}\n\n${line}`);
    },
  );

  test('but not with what an author put on a line of its own', () => {
    const title = '关于印发机关节约用电和随手关灯管理办法的通知';
    const lines = [
      title,
      '各科室：',
      `现将办法印发，${'请各科室认真学习并逐条落实，'.repeat(4)}有事联系综合科。`,
    ];
    expect(normaliseText(lines.join('\n'))).toBe(lines.join('\n\n'));
  });
});
