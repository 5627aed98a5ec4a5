import type { EditionContent } from '../../rule/edition.ts';
import { parseText } from '../../rule/parse-text.ts';
import type { Block, Heading, Item, Unit } from '../../rule/rule-text.ts';
import { node } from './page-node.ts';

/**
 * A text as nodes, set like a printed rule. Markdown beyond bold words and plain tables stands as it was written: a
 * proof shows the text, it does not dress it.
 *
 * @param tableName what a table is called for those who cannot see it
 */
export function drawText(content: EditionContent, tableName: string): HTMLElement {
  const { preamble, outline, units } = parseText(content.text);
  const article = node('article', 'text');
  article.lang = 'zh-CN';
  article.append(
    node('h2', 'rule-title', content.title, ...(content.part === undefined ? [] : [content.part])),
  );
  for (const { on, text } of content.events) article.append(node('p', 'event', `${chineseDay(on)} ${text}`));
  article.append(...preamble.map((block) => blockNode(block, tableName)));
  let next = 0;
  const headings = (before: number): void => {
    for (; next < outline.length && outline[next]!.firstUnit <= before; next++)
      article.append(headingNode(outline[next]!));
  };
  units.forEach((unit, at) => {
    headings(at);
    article.append(unitNode(unit, tableName));
  });
  headings(units.length);
  return article;
}

/** As it stands below the title of a printed rule, whatever language the page speaks. */
function chineseDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

function headingNode({ depth, label, title }: Heading): HTMLElement {
  const level = `h${Math.min(6, depth + 2)}` as 'h3';
  return node(level, 'heading', ...inline([label, title].filter(Boolean).join('\u3000')));
}

function unitNode({ label, caption, blocks }: Unit, tableName: string): HTMLElement {
  const made = node('div', 'unit');
  const name = label + (caption === undefined ? '' : `【${caption}】`);
  const [first, ...rest] = blocks.map((block) => blockNode(block, tableName));
  if (name !== '') {
    const strong = node('strong', 'label', name, '\u3000');
    // The number stands on the line of its first paragraph.
    const line = first?.matches('p, .paragraph') ? (first.querySelector('p') ?? first) : undefined;
    if (line === undefined) made.append(node('p', '', strong));
    else line.prepend(strong);
  }
  made.append(...(first === undefined ? [] : [first]), ...rest);
  return made;
}

function blockNode(block: Block, tableName: string): HTMLElement {
  if (block.kind === 'opaque') return opaqueNode(block.markdown, tableName);
  const line = node('p', '', ...inline(block.text));
  return block.items.length === 0 ? line : node('div', 'paragraph', line, itemsNode(block.items));
}

function itemsNode(items: readonly Item[]): HTMLElement {
  return node(
    'div',
    'items',
    ...items.flatMap(({ label, text, subitems }) => [
      node('p', '', label, ...inline(text)),
      ...(subitems.length > 0 ? [itemsNode(subitems)] : []),
    ]),
  );
}

function opaqueNode(markdown: string, tableName: string): HTMLElement {
  const lines = markdown.split('\n').filter((line) => line.trim() !== '');
  if (!lines.every((line) => line.trimStart().startsWith('|'))) return node('pre', '', markdown);
  const table = node('table', '');
  for (const line of lines) {
    if (/^[\s|:-]+$/.test(line)) continue;
    const cells = line
      .trim()
      .replace(/^\|/, '')
      .replace(/\|$/, '')
      .split('|')
      .map((cell) => node('td', '', ...inline(cell.trim())));
    table.append(node('tr', '', ...cells));
  }
  const frame = node('div', 'table', table);
  // Wider than the page, it must be movable by keyboard too.
  frame.tabIndex = 0;
  frame.setAttribute('role', 'region');
  frame.setAttribute('aria-label', tableName);
  return frame;
}

/** Words in which only what is bold differs. */
function inline(text: string): (Node | string)[] {
  return text.split(/\*\*([^*]+)\*\*/).map((part, i) => (i % 2 === 1 ? node('strong', '', part) : part));
}
