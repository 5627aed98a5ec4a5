import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanHtml, mostCleaned, type HtmlNode } from '../../src/exchange/clean-html.ts';
import { cleanPlain } from '../../src/exchange/clean-plain.ts';
import { b, el, p } from './some-html.ts';

const clean = (...nodes: HtmlNode[]): string => cleanHtml(el('body', {}, ...nodes))!.text;

/** A paragraph of Word whose number is drawn by its list. */
const listed = (label: string, words: string, font = 'Times New Roman'): HtmlNode =>
  el(
    'p',
    { class: 'MsoListParagraph', style: 'text-indent:0cm;mso-list:l0 level1 lfo1' },
    el(
      'span',
      { style: `font-family:${font}` },
      el('span', { style: 'mso-list:Ignore' }, label, el('span', {}, '\u00a0\u00a0 ')),
    ),
    words,
  );

test('numbers that Word draws by itself are kept, however their label is set', () => {
  expect(
    clean(
      listed('第一条', '为了节电，\n制定本办法。'),
      listed('（一）', '走廊；'),
      listed('一、', '总体要求'),
      listed('1.', '甲'),
      listed('·', '点', 'Symbol'),
      listed('Ø', '箭头', 'Wingdings'),
    ),
  ).toBe('第一条　为了节电，制定本办法。\n\n（一）走廊；\n\n一、总体要求\n\n1. 甲\n\n- 点\n- 箭头');
});

test('an empty paragraph with a number leaves it to nobody', () => {
  expect(clean(listed('第一条', ''), p('甲'))).toBe('甲');
});

test('where the number is not among the words, the style sheet says how it is counted', () => {
  const sheet = el(
    'style',
    {},
    '@list l1:level1 {mso-level-number-format:chinese-counting;mso-level-text:"第%1条";}\n' +
      '@list l1:level2 {mso-level-number-format:chinese-counting-thousand;mso-level-text:"（%2）";}\n' +
      '@list l2:level1 {mso-level-number-format:bullet;mso-level-text:\\F06C;}',
  );
  const line = (list: string, words: string): HtmlNode => el('p', { style: `mso-list:${list} lfo1` }, words);
  expect(
    cleanHtml(
      el(
        'html',
        {},
        el('head', {}, sheet),
        el(
          'body',
          {},
          line('l1 level1', '甲'),
          line('l1 level2', '子'),
          line('l1 level2', '丑'),
          line('l1 level1', '乙'),
          line('l1 level2', '寅'),
          line('l2 level1', '点'),
        ),
      ),
    )!.text,
  ).toBe('第一条　甲\n\n（一）子\n\n（二）丑\n\n第二条　乙\n\n（一）寅\n\n- 点');
});

test('lists of a page are numbered as the page draws them', () => {
  const li = (...words: HtmlNode[]): HtmlNode => el('li', {}, ...words);
  expect(
    clean(
      el('ol', { start: '3' }, li('甲', el('ol', {}, li('子'), li('丑'))), el('li', { value: '9' }, '乙')),
    ),
  ).toBe('3. 甲\n\n（1）子\n\n（2）丑\n\n9. 乙');
  expect(clean(el('ol', { style: 'list-style-type: cjk-ideographic' }, li('甲'), li('乙')))).toBe(
    '一、甲\n\n二、乙',
  );
  expect(clean(el('ul', {}, li('甲'), li(p('乙'), p('丙'))))).toBe('- 甲\n- 乙\n\n丙');
  expect(clean(el('ol', {}, li('（一）甲'), li('第二条 乙')))).toBe('（一）甲\n\n第二条　乙');
  expect(clean(el('ol', { type: 'a' }, li('甲')), el('ol', { style: 'list-style:none' }, li('乙')))).toBe(
    'a. 甲\n\n乙',
  );
});

test('bold is kept, but not for headings and numbers, which are drawn so by themselves', () => {
  expect(clean(p('根据', b('《办法》'), el('span', { style: 'font-weight:700' }, '第三条'), '办理'))).toBe(
    '根据**《办法》第三条**办理',
  );
  expect(clean(p(b('第一章　总则')))).toBe('## 第一章 总则');
  expect(clean(p(b('第一条 '), '下班'), p(b('第二条 全粗')))).toBe('第一条　下班\n\n第二条　**全粗**');
  expect(clean(p(b(' 粗 '), '不粗'))).toBe('**粗** 不粗');
  expect(clean(el('b', { style: 'font-weight:normal' }, p('网页的外壳')))).toBe('网页的外壳');
});

test('headings, and a title of Word', () => {
  expect(
    clean(
      el('p', { class: 'MsoTitle' }, '灯光办法'),
      el('h2', {}, '第一章 总则'),
      el('h3', {}, '第一条 甲'),
      el('h3', {}, '说明'),
    ),
  ).toBe('# 灯光办法\n\n## 第一章 总则\n\n第一条　甲\n\n### 说明');
});

test('tables become Markdown; what only arranges is read through', () => {
  const td = (...words: HtmlNode[]): HtmlNode => el('td', {}, ...words);
  const tr = (...cells: HtmlNode[]): HtmlNode => el('tr', {}, ...cells);
  expect(
    clean(
      el(
        'table',
        {},
        el(
          'tbody',
          {},
          tr(el('td', { colspan: '2' }, p(b('事项'))), td('备|注')),
          tr(el('td', { rowspan: '2' }, '灯'), td(p('甲'), p('乙')), td()),
          tr(td('丙'), td(b('丁'))),
        ),
      ),
    ),
  ).toBe('| 事项 |  | 备\\|注 |\n| --- | --- | --- |\n| 灯 | 甲 乙 |  |\n|  | 丙 | **丁** |');
  expect(clean(el('table', {}, tr(td(p('甲'), p('乙')))), p('丙'))).toBe('甲\n\n乙\n\n丙');
  expect(clean(el('table', {}, tr(td('左'), td(el('table', {}, tr(td('甲'), td('乙')))))))).toBe(
    '左\n\n| 甲 | 乙 |\n| --- | --- |',
  );
});

test('what is no words is left out, and what a person may miss is counted', () => {
  expect(
    cleanHtml(
      el(
        'body',
        {},
        el('script', {}, 'alert(1)'),
        el('style', {}, 'p{color:red}'),
        p(
          '甲',
          el('img', { src: 'https://example.org/x.png' }),
          el('del', {}, '删去'),
          el('ins', {}, '加上'),
        ),
        el('div', { style: 'display:none' }, '看不见'),
        el('p', { style: 'mso-hide:all' }, '看不见'),
        el('div', { style: 'mso-element:comment-list' }, '批注'),
        el('iframe', {}, '框'),
        el('a', { href: 'javascript:alert(1)' }, '链接'),
      ),
    ),
  ).toEqual({ text: '甲加上\n\n链接', pictures: 1, deletions: 1 });
});

test('space: indents are stripped, wrapped source lines joined, line ends kept where they are meant', () => {
  expect(clean(p('　　缩进的\n  段落'), p('in two\nlines'), p('甲', el('br', {}), '乙'), p('\u00a0'))).toBe(
    '缩进的段落\n\nin two lines\n\n甲\n\n乙',
  );
  expect(clean(el('pre', {}, '甲\n乙'))).toBe('甲\n\n乙');
  expect(clean(p('隐\u0000\u200b\u202e形'))).toBe('隐形');
});

test('signs of Markdown among the words stay signs', () => {
  expect(clean(p('3*4*5 `x` \\ [甲](乙)'), p('# 井号'), p('|竖线'))).toBe(
    '3\\*4\\*5 \\`x\\` \\\\ \\[甲](乙)\n\n\\# 井号\n\n\\|竖线',
  );
});

test('more than a draft can hold is refused as a whole', () => {
  const many = Array.from({ length: mostCleaned.nodes + 1 }, () => '字');
  expect(cleanHtml({ tag: 'body', attributes: {}, children: many })).toBeUndefined();
  expect(cleanHtml(el('body', {}, '字'.repeat(mostCleaned.characters + 1)))).toBeUndefined();
});

test('depth and widths beyond all sense end in a text, and soon', () => {
  let deep: HtmlNode = '底';
  for (let i = 0; i < 5000; i++) deep = el('div', {}, deep);
  expect(clean(deep)).toBe('');
  const wide = el(
    'table',
    {},
    ...Array.from({ length: 1500 }, () =>
      el('tr', {}, el('td', { rowspan: '9999', colspan: '9999' }, '字'), el('td', {}, '字')),
    ),
  );
  expect(clean(wide).length).toBeGreaterThan(0);
});

test('plain text: several lines are paragraphs, one line is left alone', () => {
  expect(cleanPlain('　　第一条　甲。\r\n　　第二条　乙。\r\n')).toBe('第一条 甲。\n\n第二条 乙。');
  expect(cleanPlain('　　一行\u0000字 ')).toBe('一行字 ');
});

const words = fc.constantFrom(
  '第一条 甲',
  '（一）',
  '*',
  '\n',
  '\u00a0',
  '# ',
  '|',
  '<b>',
  '𠮷',
  '\u202e',
  '　　',
  '**',
  '`',
  '1. ',
  '',
);
const styles = fc.constantFrom(
  '',
  'mso-list:Ignore',
  'mso-list:l0 level1 lfo1',
  'font-weight:bold',
  'display:none',
  'list-style:none',
);
const tags = fc.constantFrom(
  'p',
  'div',
  'span',
  'b',
  'ol',
  'ul',
  'li',
  'table',
  'tr',
  'td',
  'h1',
  'pre',
  'br',
  'img',
  'del',
  'blockquote',
  'style',
);
const { node } = fc.letrec<{ node: HtmlNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 6, depthSize: 'small' },
    words,
    fc
      .tuple(tags, styles, fc.array(tie('node'), { maxLength: 4 }))
      .map(([tag, style, children]) => el(tag, style === '' ? {} : { style }, ...children)),
  ),
}));

test('whatever the page: plain lines come out, nothing invisible, no line of a table broken', () => {
  fc.assert(
    fc.property(node, (page) => {
      const { text } = cleanHtml(page)!;
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u200b\u202e\r]/);
      expect(text).not.toMatch(/\n{3}|^\n|\n$/);
      for (const line of text.split('\n')) {
        expect(line).not.toMatch(/^[\s\u3000]/);
        // A row is closed, as the page that is read wants it.
        if (line.startsWith('|')) expect(line).toMatch(/\|$/);
      }
    }),
    { numRuns: 2000 },
  );
});
