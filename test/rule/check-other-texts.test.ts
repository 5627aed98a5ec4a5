import { expect, test } from 'vitest';
import { findings, marked } from './check-input.ts';
import { textOf } from './some-text.ts';

const kinds = /^other-/;
const text = textOf(
  '第一条 依照《用电办法》第三十条和《用水条例》办理。',
  '第二条 再依照《用水条例》办理，凭《用水许可证》。',
);

test('what the base has is no finding, and what it was not asked is none', () => {
  expect(marked(text, kinds)).toEqual([]);
  const base = { '《用电办法》第三十条': { found: true }, '《用水条例》': { found: true } };
  expect(marked(text, kinds, { base })).toEqual([]);
});

test('the text is there, the article is not', () => {
  const base = { '《用电办法》第三十条': { found: false, title: '用电办法（试行）' } };
  expect(findings(text, { base }).filter(({ kind }) => kinds.test(kind))).toEqual([
    {
      kind: 'other-place-missing',
      at: 'a1',
      label: '第一条',
      start: text.indexOf('《用电'),
      end: text.indexOf('和《'),
      detail: { title: '用电办法（试行）', cited: '《用电办法》第三十条' },
      weight: 'error',
    },
  ]);
});

test('outside the base: advice, once for each title, and not of certificates', () => {
  const base = {
    '《用水条例》': { found: false, outside: true },
    '《用水许可证》': { found: false, outside: true },
  };
  expect(findings(text, { base }).filter(({ kind }) => kinds.test(kind))).toMatchObject([
    { kind: 'other-outside', label: '第一条', weight: 'advice', detail: { title: '用水条例' } },
  ]);
});

test('a repealed text may be cited only by what repeals it', () => {
  const base = { '《用电办法》': { found: true, repealed: true } };
  const cites = textOf('第一条 依照《用电办法》办理。', '第二条 完。');
  expect(marked(cites, kinds, { base })).toEqual([['other-repealed', '第一条', '《用电办法》']]);
  const ends = textOf(
    '第一条 依照《用电办法》装的灯照旧。',
    '第二条 本办法自2026年3月1日起施行。《用电办法》同时废止。',
  );
  expect(marked(ends, kinds, { base })).toEqual([]);
});

test('a text that is ended need not be in the base', () => {
  const base = { '《用电办法》': { found: false, outside: true } };
  expect(
    marked(textOf('第一条 灯亮。', '第二条 《用电办法》（2019年印发）同时废止。'), kinds, { base }),
  ).toEqual([]);
});
