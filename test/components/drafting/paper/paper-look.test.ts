import { afterEach, expect, test, vi } from 'vitest';
import { inlineCases } from '../../../rule/inline-cases.ts';
import { SomePaper } from './some-paper.ts';

afterEach(() => document.body.replaceChildren());

const text = [
  '# 灯光办法',
  '## 第一章 总则',
  '第一条 为了**节电**，制定本办法。',
  '周末也关。',
  '（一）走廊；',
  '> 旧文',
  '第二条　',
].join('\n\n');

test('marks are hidden, lines look as on the published page, blank lines are only a distance', () => {
  const paper = new SomePaper(text);
  expect(paper.lines.filter(([classes]) => classes !== 'paper-gap')).toEqual([
    ['paper-title', '灯光办法'],
    ['paper-heading paper-chapter', '第一章 总则'],
    ['paper-article', '第一条 为了节电，制定本办法。'],
    ['paper-paragraph', '周末也关。'],
    ['paper-item', '（一）走廊；'],
    ['paper-quote', '旧文'],
    ['paper-article paper-proposed', '第二条　'],
  ]);
  expect(paper.lines.filter(([classes]) => classes === 'paper-gap')).toHaveLength(6);
  expect(paper.home.querySelector('.paper-article strong')!.textContent).toBe('节电');
  expect(paper.home.querySelector('.paper-number')!.textContent).toBe('第一章');
  const article = paper.home.querySelector('.paper-paragraph')!;
  expect(getComputedStyle(article).textIndent).toBe('36px');
  expect(getComputedStyle(paper.view.contentDOM).width).toBe(
    `${Math.min(36 * 18, Math.floor(paper.home.clientWidth / 18) * 18)}px`,
  );
});

test('on the line of the caret the marks are shown, in the editor that is written in', async () => {
  const paper = new SomePaper(text.replace('为了', '为‸了'));
  await vi.waitFor(() => expect(paper.lines[4]![1]).toBe('第一条 为了**节电**，制定本办法。'));
  expect(paper.lines[0]![1]).toBe('灯光办法');
  await paper.keys('{ArrowUp}');
  await vi.waitFor(() => expect(paper.lines[2]![1]).toBe('## 第一章 总则'));
  expect(paper.lines[4]![1]).toBe('第一条 为了节电，制定本办法。');
  paper.view.contentDOM.blur();
  await vi.waitFor(() => expect(paper.lines[2]![1]).toBe('第一章 总则'));
});

test('nothing is drawn anew while an input method composes, and all is when it ends', async () => {
  const paper = new SomePaper('# 灯光办法\n\n‸\n\n第一条　甲。');
  await paper.composing('di');
  const before = paper.lines.map(([classes]) => classes);
  // What is composed would be a heading, were it looked at.
  await paper.composing('第二章 灯');
  paper.view.dispatch({ changes: { from: 4, insert: '新' } });
  expect(paper.view.compositionStarted).toBe(true);
  expect(paper.lines.map(([classes]) => classes)).toEqual(before);
  expect(before).toEqual(['paper-title', 'paper-gap', 'paper-empty', 'paper-gap', 'paper-article']);
  await paper.compose([], '第二章 灯');
  await vi.waitFor(() => expect(paper.lines[2]).toEqual(['paper-heading paper-chapter', '第二章 灯']));
  expect(paper.lines[0]).toEqual(['paper-title', '灯光新办法']);
});

test('a table is cells beside each other in even columns', () => {
  const paper = new SomePaper('| 甲 | 长长的一列 |\n| --- | --- |\n| 丙 | **丁** |\n\n后文');
  const rows = [...paper.home.querySelectorAll('.paper-row:not(.paper-table-rule)')].map((row) =>
    [...row.querySelectorAll<HTMLElement>('.paper-cell')].map((cell) => [
      cell.textContent.trim(),
      cell.offsetLeft,
      cell.offsetWidth,
    ]),
  );
  expect(rows).toHaveLength(2);
  expect(rows[0]!.map(([words]) => words)).toEqual(['甲', '长长的一列']);
  expect(rows[1]!.map(([words]) => words)).toEqual(['丙', '丁']);
  expect(rows[0]!.map(([, ...place]) => place)).toEqual(rows[1]!.map(([, ...place]) => place));
  expect(paper.home.querySelector<HTMLElement>('.paper-table-rule')!.offsetHeight).toBe(0);
});

const styles: Record<string, string> = { STRONG: 'strong', EM: 'em', CODE: 'code' };

/** Each stretch of a line with how it looks, as the browser has it. */
function stretches(line: Node, style = ''): [string, string][] {
  return [...line.childNodes].flatMap((node): [string, string][] => {
    if (node instanceof Text) return [[node.data, style]];
    if (!(node instanceof HTMLElement)) return [];
    return stretches(node, styles[node.tagName] ?? (node.classList.contains('paper-link') ? 'link' : style));
  });
}

/** A sign that was made an ordinary one has no look of its own; neighbours that look alike are one. */
function joined(pieces: readonly (readonly [string, string])[]): [string, string][] {
  const found: [string, string][] = [];
  for (const [text, style] of pieces) {
    const look = style === 'escape' ? '' : style;
    const last = found.at(-1);
    if (last?.[1] === look) last[0] += text;
    else found.push([text, look]);
  }
  return found;
}

test.each(inlineCases)('%s is drawn in the editor as on the page', (written, drawn) => {
  // Not at its head, where some of the signs would make the line a list.
  const paper = new SomePaper(`文${written}`);
  const line = paper.home.querySelector('.cm-line')!;
  expect(joined(stretches(line))).toEqual(joined([['文', ''], ...drawn]));
});
