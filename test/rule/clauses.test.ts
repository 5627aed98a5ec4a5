import { describe, expect, test } from 'vitest';
import { effectiveClause, expiryClause, repealClause } from '../../src/rule/clauses.ts';
import { parseText } from '../../src/rule/parse-text.ts';
import { textOf } from './some-text.ts';

/** A text that ends with this sentence. */
const ending = (sentence: string): string => textOf('第一条 甲。', '第二条 乙。', `第三条 ${sentence}`);

describe('effect', () => {
  const clause = (text: string) => effectiveClause(text, parseText(text));

  test.each([
    ['本办法自2026年3月1日起施行。', '2026-03-01'],
    ['本办法从二〇二六年三月一日开始执行。', '2026-03-01'],
    ['本办法于2026年3月1日正式施行。', '2026-03-01'],
    ['本办法自2026年3月1日起试行，有效期2年。', '2026-03-01'],
    ['本办法自2026年3月1日起施行。2019年1月1日起施行的旧办法同时废止。', '2026-03-01'],
  ])('%s', (sentence, on) => {
    expect(clause(ending(sentence))).toMatchObject(sentence.includes('2019') ? {} : { on });
  });

  test.each(['公布', '发布', '印发', '颁布'])('自%s之日起施行', (word) => {
    expect(clause(ending(`本办法自${word}之日起施行。`))).toEqual({ fromPublication: true });
  });

  test('other dates are no effect', () => {
    expect(clause(ending('2026年3月1日以前的灯不换。'))).toBeUndefined();
    expect(clause('')).toBeUndefined();
  });

  test('it stands before an annex', () => {
    expect(
      clause(textOf(ending('本办法自2026年3月1日起施行。'), '附件 登记表', '甲。', '乙。', '丙。')),
    ).toEqual({
      on: '2026-03-01',
    });
  });

  test('it stands before an annex with chapters of its own', () => {
    const annex = [
      '附件 守则',
      '第一章 甲',
      '第一条 子。',
      '第二章 乙',
      '第二条 丑。',
      '第三章 丙',
      '第三条 寅。',
    ];
    expect(clause(textOf(ending('本办法自2026年3月1日起施行。'), ...annex))).toEqual({ on: '2026-03-01' });
  });
});

describe('repeal', () => {
  const repealed = (sentence: string) => {
    const text = ending(sentence);
    return repealClause(text, parseText(text));
  };

  test.each([
    ['《灯光办法》同时废止。', ['灯光办法']],
    [
      '2019年印发的《灯光办法（试行）》（办〔2019〕3号）和《门窗规定》同时废止。',
      ['灯光办法（试行）', '门窗规定'],
    ],
    ['《灯光办法》即行废止；《门窗规定》停止执行。', ['灯光办法']],
    ['本办法自公布之日起施行，《灯光办法》同时失效。', ['灯光办法']],
    ['按照《规章规定》的要求清理。', []],
    ['根据《规章规定》，《灯光办法》同时废止。', ['灯光办法']],
    ['《灯光办法》第三条同时废止。', []],
    ['《灯光办法》中关于走廊的规定同时废止。', []],
    ['《灯光办法》与本办法不一致的，同时废止。', []],
  ])('%s', (sentence, titles) => {
    expect(repealed(sentence)).toEqual(titles);
  });
});

describe('term', () => {
  const expiry = (sentence: string, from?: string) => {
    const text = ending(sentence);
    return expiryClause(text, parseText(text), from);
  };

  test.each([
    ['本办法自2024年1月1日起施行，有效期至2028年12月31日。', '2028-12-31'],
    ['本办法自2024年1月1日起施行，有效期3年。', '2026-12-31'],
    ['本办法自2024年1月1日起施行，有效期为五年。', '2028-12-31'],
    ['本办法有效期两年。', '2025-12-31'],
    ['本办法有效期十五年。', '2038-12-31'],
    ['试行期一年。', '2024-12-31'],
  ])('%s', (sentence, day) => {
    expect(expiry(sentence, '2024-01-01')).toBe(day);
  });

  test('years need a beginning, and a leap day has one', () => {
    expect(expiry('本办法有效期两年。')).toBeUndefined();
    expect(expiry('本办法有效期一年。', '2024-02-29')).toBe('2025-02-28');
  });

  test.each(['通行证有效期一年。', '许可有效期至2028年12月31日。', '本办法有效期一百年。', '长期有效。'])(
    '%s ends no text',
    (sentence) => {
      expect(expiry(sentence, '2024-01-01')).toBeUndefined();
    },
  );
});
