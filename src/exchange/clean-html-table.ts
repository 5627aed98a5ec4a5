import type { HtmlElement } from './clean-html.ts';

/** More is no table of a rule. */
const most = { rows: 2000, columns: 40 };

const childrenOf = (node: HtmlElement, tags: readonly string[]): HtmlElement[] =>
  node.children.filter(
    (child): child is HtmlElement => typeof child !== 'string' && tags.includes(child.tag),
  );

function rowsOf(table: HtmlElement): HtmlElement[] {
  return table.children.flatMap((child) =>
    typeof child === 'string'
      ? []
      : child.tag === 'tr'
        ? [child]
        : ['tbody', 'thead', 'tfoot'].includes(child.tag)
          ? childrenOf(child, ['tr'])
          : [],
  );
}

function hasTable(node: HtmlElement, depth = 0): boolean {
  return (
    depth < 40 &&
    node.children.some(
      (child) => typeof child !== 'string' && (child.tag === 'table' || hasTable(child, depth + 1)),
    )
  );
}

function span(cell: HtmlElement, name: 'colspan' | 'rowspan', bound: number): number {
  const value = Number.parseInt(cell.attributes[name] ?? '1', 10);
  return Number.isFinite(value) ? Math.max(1, Math.min(value, bound)) : 1;
}

/**
 * A table in Markdown. What spans several cells stands in the first of them, and the others stay empty.
 *
 * @param wordsOf a cell in one line
 * @returns undefined for a table that only arranges other things, empty for one without words
 */
export function tableRows(table: HtmlElement, wordsOf: (cell: HtmlElement) => string): string | undefined {
  const rows = rowsOf(table);
  const cells = rows.map((row) => childrenOf(row, ['td', 'th']));
  if (rows.length > most.rows || cells.every((row) => row.length <= 1) || hasTable(table)) return undefined;
  const grid: (string | undefined)[][] = rows.map(() => []);
  for (const [at, row] of cells.entries()) {
    let column = 0;
    for (const cell of row) {
      while (grid[at]![column] !== undefined) column += 1;
      if (column >= most.columns) break;
      const across = span(cell, 'colspan', most.columns - column);
      const down = span(cell, 'rowspan', rows.length - at);
      for (let y = at; y < at + down; y++) for (let x = column; x < column + across; x++) grid[y]![x] ??= '';
      grid[at]![column] = wordsOf(cell);
      column += across;
    }
  }
  const filled = grid.filter((row) => row.some((cell) => cell !== undefined && cell !== ''));
  if (filled.length === 0) return '';
  const width = Math.max(...filled.map((row) => row.findLastIndex((cell) => !!cell) + 1));
  const line = (row: readonly (string | undefined)[]): string =>
    `| ${Array.from({ length: width }, (_, column) => row[column] ?? '').join(' | ')} |`;
  const [head, ...body] = filled;
  // The head is drawn bold by itself.
  const plainHead = head!.map((cell) => cell?.replace(/^\*\*(.*)\*\*$/, '$1'));
  return [line(plainHead), `|${' --- |'.repeat(width)}`, ...body.map(line)].join('\n');
}
