import { describe, expect, test } from 'vitest';
import { findings, marked, type Given } from './check-input.ts';
import { textOf } from './some-text.ts';

const kinds = /^(effect-|trial-|expiry-)/;
const ending = (sentence: string): string => textOf('第一条 灯亮。', '第二条 灯灭。', `第三条 ${sentence}`);
const stated: Given = { effectiveOn: '2026-04-01', effectiveFrom: 'metadata', publishedOn: '2026-02-20' };
const kindsOf = (sentence: string, given: Given): string[] =>
  marked(ending(sentence), kinds, given).map(([kind]) => kind);

describe('the beginning', () => {
  test('the clause and the metadata do not agree', () => {
    const text = ending('灯光另定。本办法自2026年3月1日起施行。');
    expect(findings(text, stated).filter(({ kind }) => kinds.test(kind))).toEqual([
      {
        kind: 'effect-differs',
        at: 'a3',
        label: '第三条',
        start: text.indexOf('本办法自'),
        end: text.length - 1,
        detail: { clause: '2026-03-01', stated: '2026-04-01' },
        weight: 'error',
      },
    ]);
  });

  test.each([
    ['they agree', '本办法自2026年4月1日起施行。', {}],
    [
      'an amended text states the day of its first edition',
      '本办法自2019年1月1日起施行。',
      { amended: true },
    ],
    ['the day was only guessed', '本办法自2026年3月1日起施行。', { effectiveFrom: 'date' as const }],
    ['another day is no clause', '1997年7月1日至本办法生效之日的灯不换。自2026年4月1日起施行。', {}],
    ['published on that day', '本办法自印发之日起施行。', { publishedOn: '2026-04-01' }],
  ])('%s', (_, sentence, given) => {
    expect(kindsOf(sentence, { ...stated, ...given })).toEqual([]);
  });

  test('a later clause in an amended text is a fault', () => {
    expect(kindsOf('本办法自2026年5月1日起施行。', { ...stated, amended: true })).toEqual(['effect-differs']);
  });

  test('in force from publication, but another day is stated', () => {
    expect(kindsOf('本办法自发布之日起施行。', stated)).toEqual(['effect-not-publication']);
  });

  test.each([
    ['an own text that says nowhere when', {}, 'error'],
    ['only the metadata say it', stated, 'advice'],
    ['a text received from others', { kind: 'forwarded' as const }, 'advice'],
  ])('no clause: %s', (_, given, weight) => {
    expect(findings(ending('灯坏。'), given).filter(({ kind }) => kinds.test(kind))).toEqual([
      { kind: 'effect-missing', at: '', label: '', start: 0, end: 0, weight },
    ]);
  });

  test.each(['本办法自1985年度起施行。', '本办法公布后施行。', '施行日期由办公室另行通知。'])(
    '%s says it somehow',
    (sentence) => {
      expect(kindsOf(sentence, {})).toEqual([]);
    },
  );

  test('of several volumes only the last says it', () => {
    expect(kindsOf('灯坏。', { part: '第一编' })).toEqual([]);
  });
});

describe('the end', () => {
  const clause = '本办法自2026年4月1日起施行。';

  test.each([{ title: '灯光管理暂行办法' }, { title: '灯光管理办法（试行）' }, { trial: true }])(
    'a trial without an end: %j',
    (given) => {
      expect(kindsOf(clause, { ...stated, ...given })).toEqual(['trial-without-end']);
      expect(kindsOf(clause, { ...stated, ...given, expiresOn: '2028-03-31' })).toEqual([]);
      expect(kindsOf('本办法自2026年4月1日起施行，有效期2年。', { ...stated, ...given })).toEqual([]);
    },
  );

  test('the end lies before the beginning', () => {
    expect(kindsOf(clause, { ...stated, expiresOn: '2026-03-31' })).toEqual(['expiry-before-effect']);
    expect(kindsOf('本办法自2026年4月1日起施行，有效期至2025年12月31日。', stated)).toEqual([
      'expiry-before-effect',
    ]);
    expect(kindsOf(clause, { ...stated, expiresOn: '2026-04-01' })).toEqual([]);
  });
});

test('an amended text may state the day of one of its editions, and no other', () => {
  const given = { ...stated, begun: ['2020-01-01', '2024-03-01'] };
  expect(kindsOf('本办法自2024年3月1日起施行。', given)).toEqual([]);
  expect(kindsOf('本办法自2024年4月1日起施行。', given)).toEqual(['effect-differs']);
});
