import { expect, test } from 'vitest';
import { draftBody } from '../../src/rule/draft-body.ts';
import { titleOfDraft, withoutTitle } from '../../src/rule/draft-title.ts';

test.each<[string, string, string | undefined]>([
  ['a title after an empty line', '\n# **灯光办法** \n第一条', '灯光办法'],
  ['a heading that is closed', '# 灯光办法 ##\n第一条', '灯光办法'],
  ['a name that ends with the mark', '# 编程语言 C#\n第一条', '编程语言 C#'],
  ['a tab after the mark', '#\t灯光办法\r\n第一条', '灯光办法'],
  ['a heading further down', '第一条\n# 灯光办法', undefined],
  ['a heading without words', '#  \n', undefined],
  ['a heading of marks alone', '# ##\n第一条', undefined],
  ['a heading of a lower level', '## 第一章\n', undefined],
  ['a line that no title is as long as', `# ${'长'.repeat(151)}\n第一条`, undefined],
  ['a whole text in one line', `# ${'长'.repeat(200_000)}`, undefined],
])('%s', (_, text, title) => {
  expect(titleOfDraft(text)).toBe(title);
  const { title: named, written } = draftBody(text, '无题');
  expect(named).toBe(title ?? '无题');
  // Both ways take the same away, and nothing but the title.
  expect(withoutTitle(text)).toHaveLength(text.length);
  expect(withoutTitle(text).trim()).toBe(written.trim());
  expect(written.trim().startsWith('第一条')).toBe(title !== undefined || text.startsWith('第一条'));
});

test('every place of a text without its title is the place in the draft', () => {
  expect(withoutTitle('# 灯\n第一条')).toBe('   \n第一条');
  expect(withoutTitle('第一条')).toBe('第一条');
});
