import { describe, expect, test } from 'vitest';
import { findCitations } from '../../src/rule/find-citations.ts';
import { safeHref } from '../../src/rule/inline-spans.ts';
import { markdownBlocks } from '../../src/rule/markdown-blocks.ts';
import { parseText } from '../../src/rule/parse-text.ts';
import { textOfUnit } from '../../src/rule/plain-text.ts';
import type { ReadingBlock, Span } from '../../src/rule/reading-blocks.ts';
import { readingUnits } from '../../src/rule/reading-units.ts';
import { harmfulSpans } from './consistent.ts';
import { textOf } from './some-text.ts';

function read(text: string) {
  const parsed = parseText(text);
  return readingUnits(parsed, findCitations(text, parsed));
}

const wordsOf = (blocks: ReadingBlock[]): string =>
  textOfUnit({ kind: 'whole', address: 'w1', label: '', heading: -1, blocks });

/** Spans of the first paragraph of an article with these words. */
function spans(words: string): Span[] {
  const [block] = read(textOf(`第一条 ${words}`, '第二条 完。')).units[0]!.blocks;
  return block?.kind === 'paragraph' ? block.spans : [];
}

describe('marks inside a line', () => {
  test.each<[string, Span[]]>([
    ['灯**要关**。', [{ text: '灯' }, { text: '要关', strong: true }, { text: '。' }]],
    ['**“关灯”**，人人有责。', [{ text: '“关灯”', strong: true }, { text: '，人人有责。' }]],
    ['要**（一）关灯**的。', [{ text: '要' }, { text: '（一）关灯', strong: true }, { text: '的。' }]],
    [
      '*关灯*`x<y`',
      [
        { text: '关灯', em: true },
        { text: 'x<y', code: true },
      ],
    ],
    ['[灯](https://a.cn/灯)', [{ text: '灯', href: 'https://a.cn/灯' }]],
    ['2 * 3 * 4', [{ text: '2 * 3 * 4' }]],
    ['\\*灯\\*', [{ text: '*' }, { text: '灯' }, { text: '*' }]],
    ['**没有结尾', [{ text: '**没有结尾' }]],
  ])('%s', (words, drawn) => {
    expect(spans(words)).toEqual(drawn);
  });

  test('a citation is a link, also when a part of it is bold', () => {
    expect(spans('见**《灯光办法》**第三条办理')).toEqual([
      { text: '见' },
      { text: '《灯光办法》', strong: true, citation: 0 },
      { text: '第三条', citation: 0 },
      { text: '办理' },
    ]);
  });

  test('each citation is drawn where it stands, in paragraphs, items and subitems', () => {
    const text = textOf(
      '第一条 见第二条：',
      '（一）见第三条：',
      '1.见第二条、第三条。',
      '第二条 甲。',
      '第三条 乙。',
    );
    const drawn: [string, number][] = [];
    const look = (one: Span[]): void => {
      for (const { text: words, citation } of one) if (citation !== undefined) drawn.push([words, citation]);
    };
    for (const block of read(text).units[0]!.blocks) {
      if (block.kind !== 'paragraph') continue;
      look(block.spans);
      for (const item of block.items) {
        look(item.spans);
        for (const sub of item.subitems) look(sub.spans);
      }
    }
    expect(drawn).toEqual([
      ['第二条', 0],
      ['第三条', 1],
      ['第二条', 2],
      ['第三条', 3],
    ]);
  });
});

describe('nothing that could do something comes through', () => {
  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">灯</a>',
    '&lt;b&gt;',
  ])('%s is only words, in a line, a table, a list and a quote', (words) => {
    expect(
      spans(words)
        .map(({ text }) => text)
        .join(''),
    ).toBe(words);
    for (const written of [`| 灯 |\n|---|\n| ${words} |`, `- ${words}`, `> ${words}`, words]) {
      const blocks = markdownBlocks(written);
      expect(harmfulSpans(blocks)).toEqual([]);
      expect(wordsOf(blocks)).toContain(words);
    }
  });

  test.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'file:///etc',
    'vbscript:x',
    '//a.cn',
    '/灯',
    'a12',
  ])('%j may not be opened', (href) => {
    expect(safeHref(href)).toBeUndefined();
    const shown = [...spans(`[灯](${href})`), ...harmfulSpans(markdownBlocks(`- [灯](${href})`))];
    expect(shown.filter((span) => span.href !== undefined)).toEqual([]);
  });

  test.each(['https://a.cn', 'http://a.cn/x?y=1', 'mailto:a@b.cn'])('%s may', (href) => {
    expect(safeHref(href)).toBe(href);
  });
});

describe('blocks that stay as they were written', () => {
  test('a table', () => {
    const [table] = markdownBlocks('| 灯 | 数 |\n|---|---|\n| **顶灯** | 2 |');
    expect(table).toEqual({
      kind: 'table',
      header: [[{ text: '灯' }], [{ text: '数' }]],
      rows: [[[{ text: '顶灯', strong: true }], [{ text: '2' }]]],
    });
    expect(wordsOf([table!])).toBe('灯\t数\n顶灯\t2');
  });

  test('marks in its cells count as they do in a line', () => {
    const [table] = markdownBlocks('| 要**（一）关**的 |\n|---|\n| `a` |');
    expect(table).toMatchObject({
      header: [[{ text: '要' }, { text: '（一）关', strong: true }, { text: '的' }]],
      rows: [[[{ text: 'a', code: true }]]],
    });
  });

  test('lists, quotes and code', () => {
    const blocks = markdownBlocks('1. 甲\n2. 乙\n\n> 丙\n>\n> - 丁\n\n```\n<b>戊\n```');
    expect(blocks.map(({ kind }) => kind)).toEqual(['list', 'quote', 'code']);
    expect(blocks[0]).toMatchObject({ ordered: true });
    expect(wordsOf(blocks)).toBe('甲\n乙\n丙\n丁\n<b>戊');
  });

  test('quotes in quotes end somewhere, and lose no word', () => {
    expect(markdownBlocks(`${'>'.repeat(40)} 灯`)).toEqual([{ kind: 'code', text: `${'>'.repeat(40)} 灯` }]);
    expect(wordsOf(markdownBlocks(`${'> '.repeat(10)} 灯`))).toContain('灯');
  });

  test('marks in marks end somewhere, and lose no word', () => {
    const nested = `- ${'**甲 _乙 '.repeat(12)}丙${'_**'.repeat(12)}`;
    expect(wordsOf(markdownBlocks(nested))).toContain('丙');
  });
});

test('a unit carries what its page needs', () => {
  const { preamble, units } = read(
    textOf('前言。', '# 灯', '第一条 【开】 甲。', '第二条 乙。', '附件 表', '丙。'),
  );
  expect(preamble).toHaveLength(1);
  expect(
    units.map(({ kind, address, label, caption, heading }) => [kind, address, label, caption, heading]),
  ).toEqual([
    ['article', 'a1', '第一条', '开', 0],
    ['article', 'a2', '第二条', undefined, 0],
    ['annex', 'x1', '附件 表', undefined, 0],
  ]);
  expect(units.map(textOfUnit)).toEqual(['甲。', '乙。', '丙。']);
});
