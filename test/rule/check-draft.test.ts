import { expect, test } from 'vitest';
import { checkDraft, readDraft } from '../../src/rule/check-draft.ts';
import { titleOfDraft, withoutTitle } from '../../src/rule/draft-title.ts';

test('places are those of the draft with its title, and the title is no heading of the body', () => {
  const text = '# 灯光办法\n\n第一条　依照本办法第九条办理。\n\n第二条　本规定自2026年1月1日起施行。';
  const found = checkDraft(readDraft(text), 'rule').filter(({ end }) => end > 0);
  expect(found.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
    ['article-missing', '本办法第九条'],
    ['self-name', '本规定'],
  ]);
});

test('what the base says of other texts is told as well', () => {
  const draft = readDraft('# 灯光办法\n\n第一条　根据《用电规定》，制定本办法。');
  const found = checkDraft(draft, 'rule', () => ({ found: false, outside: true }));
  expect(found.map(({ kind }) => kind)).toContain('other-outside');
});

test('the title of a draft', () => {
  expect(titleOfDraft('\n# **灯光办法** \n第一条')).toBe('灯光办法');
  expect(titleOfDraft('第一条\n# 灯光办法')).toBeUndefined();
  expect(titleOfDraft('#  \n')).toBeUndefined();
  expect(withoutTitle('# 灯\n第一条')).toBe('   \n第一条');
  expect(withoutTitle('第一条')).toBe('第一条');
});
