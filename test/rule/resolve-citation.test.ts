import { describe, expect, test } from 'vitest';
import type { CitableRule, TitleBase } from '../../src/rule/citation.ts';
import { findCitations } from '../../src/rule/find-citations.ts';
import { parseText } from '../../src/rule/parse-text.ts';
import { resolveCitation } from '../../src/rule/resolve-citation.ts';
import { shortTitleKeys } from '../../src/rule/title-key.ts';
import { textOf } from './some-text.ts';

function rule(
  id: string,
  ...editions: [hash: string, from: string | undefined, text: string][]
): CitableRule {
  return {
    id,
    editions: editions.map(([hash, from, text]) => {
      const units = new Set(parseText(text).units.map((unit) => unit.address));
      return { hash, ...(from !== undefined && { from }), has: (address) => units.has(address) };
    }),
  };
}

const two = textOf('第一条 甲。', '第二条 乙。');
const three = textOf(two, '第三条 丙。');
const rules: Record<string, CitableRule[]> = {
  灯光管理办法: [rule('light', ['new', '2022-01-01', three], ['old', '2018-06-01', two])],
  中华人民共和国门窗法: [rule('door', ['door', '2020-01-01', three])],
  桌椅规定: [rule('desk', ['desk', undefined, textOf('一、甲。', '二、乙。', '三、丙。')])],
  长办法: [
    rule('volume1', ['v1', '2020-01-01', two]),
    rule('volume2', ['v2', '2020-01-01', textOf('第三条 丙。', '第四条 丁。')]),
  ],
};
const base: TitleBase = {
  byTitleKey: (key) =>
    Object.entries(rules)
      .filter(([title]) => shortTitleKeys(title).includes(key))
      .flatMap(([, found]) => found),
};

/** Where the citations of a sentence lead: rule, edition, address. */
function resolve(sentence: string, day?: string, volumeOf?: string): (string | undefined)[] {
  const text = textOf('第一条 甲。', `第二条 ${sentence}。`, '第三条 丙。');
  const parsed = parseText(text);
  const own = new Set(parsed.units.map((unit) => unit.address));
  const from = {
    rule: 'own',
    edition: 'this',
    ...(day !== undefined && { day }),
    ...(volumeOf !== undefined && { volumeOf }),
    has: (a: string) => own.has(a),
  };
  return findCitations(text, parsed).map((citation) => {
    const target = resolveCitation(citation, from, base);
    if (target === undefined) return undefined;
    const { rule, edition, address, toAddress } = target;
    return [rule, edition, address, toAddress].filter(Boolean).join(' ');
  });
}

describe('in the edition in force on the day of the citing text', () => {
  test.each([
    ['2018-05-31', 'light old a2'],
    ['2018-06-01', 'light old a2'],
    ['2021-12-31', 'light old a2'],
    ['2022-01-01', 'light new a2'],
    [undefined, 'light new a2'],
  ])('%s', (day, target) => {
    expect(resolve('依照《灯光管理办法》第二条', day)).toEqual([target]);
  });

  test('an article that only another edition has is not there', () => {
    expect(resolve('依照《灯光管理办法》第三条', '2019-01-01')).toEqual([undefined]);
    expect(resolve('依照《灯光管理办法》第三条', '2023-01-01')).toEqual(['light new a3']);
  });
});

test.each([
  ['见《灯光管理办法》', 'light new'],
  ['见《 灯光管理办法 》（试行）第二条', 'light new a2'],
  ['见《灯光管理办法（试行）》第二条', 'light new a2'],
  ['见《门窗法》第三条第二款第一项', 'door door a3.p2.i1'],
  ['见《中华人民共和国门窗法》第三条第一项', 'door door a3.p1.i1'],
  ['违反门窗法第三条', 'door door a3'],
  ['违反中华人民共和国门窗法第三条', 'door door a3'],
  ['见《门窗法》第一条至第三条', 'door door a1 a3'],
  ['见《桌椅规定》第三条', 'desk desk n3'],
  ['见《长办法》第四条', 'volume2 v2 a4'],
  ['依照第三条', 'own this a3'],
  ['依照本办法第三条', 'own this a3'],
])('%s', (sentence, target) => {
  expect(resolve(sentence)).toEqual([target]);
});

test.each([
  '见《宿舍办法》第一条',
  '见《宿舍登记证》',
  '见《门窗法》第九条',
  '违反宿舍条例第一条',
  '依照第九条',
  '依照第三条之一',
])('%s leads out of the base', (sentence) => {
  expect(resolve(sentence)).toEqual([undefined]);
});

test('of a text in volumes, 本办法 is also what stands in the others', () => {
  expect(resolve('依照本办法第四条', undefined, '长办法')).toEqual(['volume2 v2 a4']);
  expect(resolve('依照本办法第三条', undefined, '长办法')).toEqual(['own this a3']);
  expect(resolve('依照本办法第四条')).toEqual([undefined]);
});
