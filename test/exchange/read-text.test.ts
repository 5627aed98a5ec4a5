import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readText } from '../../src/exchange/read-text.ts';
import { Refusal } from '../../src/exchange/refusal.ts';
import { parseText } from '../../src/rule/parse-text.ts';
import { inconsistencies } from '../rule/consistent.ts';
import { anyText } from '../rule/some-text.ts';

const body = '第一条 下班关灯。\n\n第二条 本办法自2020年6月1日起施行。';

test('a text as law collections lay it out', () => {
  const raw = `# 灯光办法\n\n2020年5月1日 办公会议通过\n2020年6月1日 施行\n<!-- INFO END -->\n\n## 第一章 总则\n\n${body}\n`;
  const { edition, warnings } = readText('后勤/灯光办法(2020-05-01).md', raw);
  expect(edition.content).toEqual({
    v: 1,
    title: '灯光办法',
    date: '2020-05-01',
    adoptedOn: '2020-05-01',
    effectiveOn: '2020-06-01',
    effectiveFrom: 'text',
    events: [
      { on: '2020-05-01', text: '办公会议通过' },
      { on: '2020-06-01', text: '施行' },
    ],
    text: `## 第一章 总则\n\n${body}`,
  });
  expect(edition.rule).toEqual({ kind: 'rule', category: '后勤' });
  expect([edition.articles, warnings]).toEqual([2, []]);
  expect(edition.units).toMatchObject([
    { address: 'a1', label: '第一条', path: '第一章 总则' },
    { address: 'a2', label: '第二条', path: '第一章 总则' },
  ]);
});

test('front matter before everything that can be guessed', () => {
  const raw = `---\n标题: 灯光管理办法\n类型: 规范\n类别: 用电\n试行: 否\n---\n# 灯光办法（试行）\n\n${body}`;
  const { content, rule } = readText('后勤/灯光(2020-05-01).md', raw).edition;
  expect(content).toMatchObject({ title: '灯光管理办法', text: body });
  expect(content.trial).toBeUndefined();
  expect(rule).toEqual({ kind: 'code', category: '用电' });
});

describe('the title', () => {
  test.each([
    ['stated', 'x.md', `# 灯光办法\n\n${body}`, '灯光办法'],
    ['a short first line', 'x.txt', `灯光办法\n${body}`, '灯光办法'],
    ['bold', 'x.md', `**灯光办法**\n\n${body}`, '灯光办法'],
    ['spaced', 'x.md', `# 灯光　 办法\n\n${body}`, '灯光 办法'],
    ['else the name of the file', '后勤/灯光办法（2020-05-01）.txt', body, '灯光办法'],
    ['a first sentence is none', '灯光办法.txt', `为了省电，立此规矩。\n${body}`, '灯光办法'],
    ['a chapter is none', '灯光办法.txt', `第一章 总则\n${body}`, '灯光办法'],
    ['without characters that nobody sees', 'x.md', `# 灯\u200b光办法⼈\n\n${body}`, '灯光办法人'],
    ['an empty one is none', '灯光办法.md', `# **\n\n${body}`, '灯光办法'],
    ['without any, the first words', '.md', body, '第一条 下班关灯。'],
  ])('%s', (_, path, raw, title) => {
    const { content } = readText(path, raw).edition;
    expect(content.title).toBe(title);
    expect(content.text.endsWith(body)).toBe(true);
  });
});

test('a title of many words is cut', () => {
  const { title } = readText('x.md', `# ${'灯 '.repeat(200)}\n\n${body}`).edition.content;
  expect(title).toBe('灯 '.repeat(75).trim());
});

test('on trial by its title', () => {
  expect(readText('灯光办法（试行）.txt', body).edition.content.trial).toBe(true);
});

test('what the text repeals, but for its own earlier edition', () => {
  const raw = `# 灯光办法\n\n第一条 甲。\n\n第二条 《灯光办法》《门窗办法》同时废止。`;
  expect(readText('x.md', raw).edition.repeals).toEqual(['门窗办法']);
});

test('warnings of the head and of the text', () => {
  const { warnings } = readText('x.md', `---\ncolour: red\n---\n# 灯\n\n第一条 甲。\n\n第三条 丙。`);
  expect(warnings).toEqual([
    { code: 'unknown-key', at: 'colour' },
    { code: 'gap', at: '第三条' },
  ]);
});

test.each([
  ['classified', '灯.md', `机密★1年\n${body}`],
  ['classified', '【秘密】灯.md', body],
  ['classified', '灯.md', `---\ntitle: 灯\n---\n绝\u200b密\n\n${body}`],
  ['classified', '灯.md', `⽬录\n秘\u2002\u00a0\u3000 \u2002\u2002密\n${body}`],
  ['no-body', '灯.md', '# 灯'],
  ['no-body', '灯.md', '---\ntitle: 灯\n---\n'],
  ['no-body', '灯.md', '\u200b\n'],
  ['front-matter', '灯.md', '---\n- 灯\n---\n灯'],
] as const)('%s: %s', (code, path, raw) => {
  expect(() => readText(path, raw)).toThrow(new Refusal(code));
});

test('anything is read whole or refused', () => {
  fc.assert(
    fc.property(fc.constantFrom('a.md', '灯/b(2020-01-01).txt', '.'), anyText, (path, raw) => {
      try {
        const { content, units, articles } = readText(path, raw).edition;
        expect(content.title).not.toBe('');
        const parsed = parseText(content.text);
        expect(inconsistencies(content.text, parsed)).toEqual([]);
        expect(units).toHaveLength(parsed.units.length);
        expect(articles).toBeLessThanOrEqual(units.length);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }),
    { seed: 64, numRuns: 600 },
  );
});
