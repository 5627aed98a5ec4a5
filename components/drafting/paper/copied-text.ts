import { inlineMarks, writtenLine, type WrittenLine } from '../../../src/app/written-line.ts';
import { cellsOf, isRule } from './table-look.ts';

/** A line of a draft, and the stretch of it that is copied. */
export interface CopiedLine {
  text: string;
  from: number;
  to: number;
  /** Its signs are words. */
  isInFence: boolean;
}

/** What other programs get. */
export interface CopiedText {
  /** Without marks, a line for each paragraph and row. */
  plain: string;
  /** Headings, paragraphs, lists and tables, and what is bold. */
  html: string;
}

interface Block {
  plain: string;
  html: string;
  /** Blocks of the same kind after each other lie in one such element. */
  within?: 'table' | 'ul' | 'pre';
}

const opening = {
  table: '<table border="1" style="border-collapse:collapse">',
  ul: '<ul>',
  pre: '<pre>',
} as const;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The words of a stretch without the signs around them. */
function words(line: string, from: number, to: number): { plain: string; html: string } {
  let plain = '';
  let html = '';
  const add = (start: number, end: number, tag?: 'b' | 'i'): void => {
    const text = line.slice(Math.max(start, from), Math.min(end, to));
    if (start >= to || end <= from || text === '') return;
    plain += text;
    html += tag === undefined ? escaped(text) : `<${tag}>${escaped(text)}</${tag}>`;
  };
  let at = from;
  for (const mark of inlineMarks(line)) {
    add(at, mark.start);
    add(mark.from, mark.to, { strong: 'b' as const, em: 'i' as const }[mark.kind as string]);
    at = mark.end;
  }
  add(at, line.length);
  return { plain, html };
}

function row({ text, from, to }: CopiedLine): Block {
  const cells = cellsOf(text).map((cell) => words(text, Math.max(cell.from, from), Math.min(cell.to, to)));
  return {
    plain: cells.map(({ plain }) => plain.trim().replaceAll('\t', ' ')).join('\t'),
    html: `<tr>${cells.map(({ html }) => `<td>${html.trim()}</td>`).join('')}</tr>`,
    within: 'table',
  };
}

/** The element of a heading: the title of the whole is the first, chapters are the second. */
function headingTag({ kind, level, signs }: WrittenLine, text: string): string | undefined {
  const depth = text.slice(0, signs).replaceAll(/[^#]/g, '').length;
  if (kind === 'title') return 'h1';
  if (kind === 'heading') return `h${depth > 1 ? depth : level === 'section' ? 3 : 2}`;
  return kind === 'annex' && depth > 0 ? `h${depth}` : undefined;
}

function block(line: CopiedLine): Block | undefined {
  const { text, from, to, isInFence } = line;
  const written = writtenLine(text);
  if (isInFence) {
    if (written.kind === 'fence') return undefined;
    const plain = text.slice(from, to);
    return { plain, html: `${escaped(plain)}\n`, within: 'pre' };
  }
  if (written.kind === 'empty' || (written.kind === 'row' && isRule(text))) return undefined;
  if (written.kind === 'row') return row(line);
  const { plain, html } = words(text, Math.max(from, written.signs), to);
  if (plain.trim() === '') return undefined;
  // The end of a heading is no heading.
  const isWhole = from <= written.signs;
  if (isWhole && written.kind === 'bullet')
    return { plain: `• ${plain}`, html: `<li>${html}</li>`, within: 'ul' };
  if (isWhole && written.kind === 'quote') return { plain, html: `<blockquote><p>${html}</p></blockquote>` };
  const tag = (isWhole && headingTag(written, text)) || 'p';
  return { plain, html: `<${tag}>${html}</${tag}>` };
}

/** Some words from the middle of a line or of a cell, which are no paragraph; undefined where they are more. */
function fewWords({ text, from, to, isInFence }: CopiedLine): CopiedText | undefined {
  if (isInFence) {
    const plain = text.slice(from, to);
    return { plain, html: escaped(plain) };
  }
  const { kind, signs } = writtenLine(text);
  if (kind === 'row') {
    const cell = cellsOf(text).find((one) => from >= one.from && to <= one.to);
    return cell && words(text, from, to);
  }
  return from <= signs && to >= text.trimEnd().length ? undefined : words(text, Math.max(from, signs), to);
}

/** What was copied from a draft, as the published page reads. */
export function copiedText(lines: readonly CopiedLine[]): CopiedText {
  const few = lines.length === 1 ? fewWords(lines[0]!) : undefined;
  if (few !== undefined) return few;
  const blocks = lines.map(block).filter((one) => one !== undefined);
  let html = '';
  let within: Block['within'];
  for (const one of blocks) {
    if (one.within !== within) {
      if (within !== undefined) html += `</${within}>`;
      if (one.within !== undefined) html += opening[one.within];
    }
    ({ within } = one);
    html += one.html;
  }
  if (within !== undefined) html += `</${within}>`;
  return { plain: blocks.map(({ plain }) => plain).join('\n'), html };
}
