import { describe, expect, test } from 'vitest';
import { cited, textOf } from './some-text.ts';

/** Citations of one sentence in a text with enough articles. */
function found(sentence: string) {
  return cited(textOf('第一条 开灯。', `第二条 ${sentence}`, '第三条 关灯。'));
}

describe('of the text itself', () => {
  test.each([
    ['依照本办法第三条办理', '本办法第三条', 'a3'],
    ['依照本条例第三条第二款办理', '本条例第三条第二款', 'a3.p2'],
    ['依照本法第三条第一款第二项办理', '本法第三条第一款第二项', 'a3.p1.i2'],
    ['依照本规定第三条第（二）项办理', '本规定第三条第（二）项', 'a3.i2'],
    ['依照本守则第三条第(二)项第1目办理', '本守则第三条第(二)项第1目', 'a3.i2.s1'],
    ['依照本章第三条办理', '本章第三条', 'a3'],
    ['依照第三条办理', '第三条', 'a3'],
    ['依照第3条办理', '第3条', 'a3'],
    ['依照第３条办理', '第３条', 'a3'],
    ['依照第三条之一办理', '第三条之一', 'a3-1'],
    ['依照第一百零二条之二之一办理', '第一百零二条之二之一', 'a102-2-1'],
    ['按照规定第三条的灯办理', '第三条', 'a3'],
  ])('%s', (sentence, words, place) => {
    expect(found(sentence)).toEqual([[words, place, '']]);
  });

  test.each(['第一批灯', '第二次会议', '违反本办法规定的', '第（一）批', '第三款产品', '第一百页'])(
    '%s is no citation',
    (sentence) => {
      expect(found(sentence)).toEqual([]);
    },
  );

  test('the number of an article is not its own citation', () => {
    expect(cited(textOf('第一条 甲。', '第二条 乙。'))).toEqual([]);
  });
});

describe('lists and ranges', () => {
  test.each<[string, [string, string, string][]]>([
    [
      '依照第一条、第三条和第五条',
      [
        ['第一条', 'a1', ''],
        ['第三条', 'a3', ''],
        ['第五条', 'a5', ''],
      ],
    ],
    [
      '依照第一条或者第三条',
      [
        ['第一条', 'a1', ''],
        ['第三条', 'a3', ''],
      ],
    ],
    [
      '依照第一条，以及第三条',
      [
        ['第一条', 'a1', ''],
        ['第三条', 'a3', ''],
      ],
    ],
    [
      '依照第三条第一款、第三款',
      [
        ['第三条第一款', 'a3.p1', ''],
        ['第三款', 'a3.p3', ''],
      ],
    ],
    [
      '依照第三条第二款第一项、第四项',
      [
        ['第三条第二款第一项', 'a3.p2.i1', ''],
        ['第四项', 'a3.p2.i4', ''],
      ],
    ],
    [
      '依照第三条第（一）项及第（二）项',
      [
        ['第三条第（一）项', 'a3.i1', ''],
        ['第（二）项', 'a3.i2', ''],
      ],
    ],
    [
      '依照第三条第一款第二项、第三款',
      [
        ['第三条第一款第二项', 'a3.p1.i2', ''],
        ['第三款', 'a3.p3', ''],
      ],
    ],
    ['依照第三条至第五条', [['第三条至第五条', 'a3–a5', '']]],
    ['依照第三条第一项到第三项', [['第三条第一项到第三项', 'a3.i1–a3.i3', '']]],
    [
      '依照第三条、第五条至第七条',
      [
        ['第三条', 'a3', ''],
        ['第五条至第七条', 'a5–a7', ''],
      ],
    ],
    [
      '依照《灯光办法》第三条、第四条',
      [
        ['《灯光办法》第三条', 'a3', '灯光办法'],
        ['第四条', 'a4', '灯光办法'],
      ],
    ],
    [
      '依照《灯光办法》第三条第一款和《门窗办法》第四条、第五条',
      [
        ['《灯光办法》第三条第一款', 'a3.p1', '灯光办法'],
        ['《门窗办法》第四条', 'a4', '门窗办法'],
        ['第五条', 'a5', '门窗办法'],
      ],
    ],
  ])('%s', (sentence, citations) => {
    expect(found(sentence)).toEqual(citations);
  });

  test('another sentence inherits nothing', () => {
    expect(found('依照《灯光办法》第三条。依照第四条')).toEqual([
      ['《灯光办法》第三条', 'a3', '灯光办法'],
      ['第四条', 'a4', ''],
    ]);
  });
});

describe('titles', () => {
  test.each<[string, string, string, string]>([
    ['见《灯光办法》', '《灯光办法》', '', '灯光办法'],
    ['见《灯光办法》第三条第二款', '《灯光办法》第三条第二款', 'a3.p2', '灯光办法'],
    ['见《灯光办法》（2018年修正）第三条', '《灯光办法》（2018年修正）第三条', 'a3', '灯光办法'],
    ['见《灯光办法》(试行)第三条', '《灯光办法》(试行)第三条', 'a3', '灯光办法'],
    ['见《灯光办法》中第三条', '《灯光办法》中第三条', 'a3', '灯光办法'],
    ['见《灯光办法》的第三条', '《灯光办法》的第三条', 'a3', '灯光办法'],
    ['见**《灯光办法》**第三条', '《灯光办法》**第三条', 'a3', '灯光办法'],
    [
      '见《关于〈灯光办法〉的解释》第三条',
      '《关于〈灯光办法〉的解释》第三条',
      'a3',
      '关于〈灯光办法〉的解释',
    ],
    [
      '见《关于《灯光办法》的解释》第三条',
      '《关于《灯光办法》的解释》第三条',
      'a3',
      '关于《灯光办法》的解释',
    ],
  ])('%s', (sentence, words, place, title) => {
    expect(found(sentence)).toEqual([[words, place, title]]);
  });

  test('a title that is never closed is none', () => {
    expect(found(`见《${'灯'.repeat(200)}，依照第三条`)).toEqual([['第三条', 'a3', '']]);
  });

  test('a title without marks is told as the words before it', () => {
    expect(found('依照灯光管理办法第三条')).toEqual([['第三条', 'a3', '…依照灯光管理办法']]);
    expect(found('违反刑法第三条、第四条')).toEqual([
      ['第三条', 'a3', '…违反刑法'],
      ['第四条', 'a4', '…违反刑法'],
    ]);
  });
});

describe('abbreviations', () => {
  const definition =
    '第一条 依照《机关灯光管理办法》（以下简称《办法》）和《门窗条例》（以下简称门窗规矩）。';

  test('hold for the rest of the text', () => {
    const text = textOf(definition, '第二条 依照《办法》第三条、第四条和门窗规矩第五条办理。');
    expect(cited(text).slice(-3)).toEqual([
      ['《办法》第三条', 'a3', '机关灯光管理办法'],
      ['第四条', 'a4', '机关灯光管理办法'],
      ['门窗规矩第五条', 'a5', '门窗条例'],
    ]);
  });

  test('do not hold before they are given', () => {
    const text = textOf('第一条 依照门窗规矩第五条办理。', definition.replace('第一条', '第二条'));
    expect(cited(text)[0]).toEqual(['第五条', 'a5', '']);
  });
});

test('a paragraph or item alone is meant only where the article has it', () => {
  const text = textOf(
    '第一条 依照第二款。依照第三款。',
    '依照第二款第（一）项。依照第二款第（二）项：',
    '（一）甲；',
  );
  expect(cited(text)).toEqual([
    ['第二款', 'a1.p2', ''],
    ['第二款第（一）项', 'a1.p2.i1', ''],
  ]);
});

test('an amendment speaks of the text that it amends', () => {
  const text = textOf(
    '会议决定对《灯光办法》作如下修改：',
    '一、第三条修改为：',
    '“第三条 下班关灯。”',
    '二、第五条第二款修改为：',
    '“走廊留一盏。”',
    '三、删去第七条。',
  );
  expect(cited(text).filter(([words]) => words !== '《灯光办法》')).toEqual([
    ['第三条', 'a3', '灯光办法'],
    ['第三条', 'a3', '灯光办法'],
    ['第五条第二款', 'a5.p2', '灯光办法'],
    ['第七条', 'a7', '灯光办法'],
  ]);
});

test('what an amendment quotes speaks of the amended text as 本办法; 本决定 is the amendment itself', () => {
  const text = textOf(
    '会议决定对《灯光办法》作如下修改：',
    '一、第三条修改为：',
    '“第三条 违反本办法第四条的，报告。”',
    '二、删去第七条。',
    '三、本决定第一条即日起施行。',
  );
  expect(cited(text).filter(([words]) => words.startsWith('本'))).toEqual([
    ['本办法第四条', 'a4', '灯光办法'],
    ['本决定第一条', 'a1', ''],
  ]);
});
