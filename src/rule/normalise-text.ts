import { isHeadingLine, isMarkdownBlock, opensParagraph } from './line-kind.ts';
import { withoutRadicals } from './radicals.ts';

/** A wrapped line is about as long as the page is wide; shorter ones end where their author ended them. */
const shortestWrapped = 18;

/** One line: no invisible characters, one kind of space, no indent but that of nested lists. */
function cleanLine(line: string): string {
  const spaced = line.replaceAll(/[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]+| {2,}/g, ' ').trim();
  const nested = /^ {2,}(?=[-*+] )/.exec(line);
  return nested === null ? spaced : nested[0].slice(0, 8) + spaced;
}

/** Was `next` torn off `line` by a program that wraps lines? */
function isTorn(line: string, next: string): boolean {
  return (
    line.length >= shortestWrapped &&
    !/[。；：！？…”』」》）)|!?;:.]$/.test(line) &&
    !isHeadingLine(line) &&
    !isMarkdownBlock(line) &&
    /^[\p{Script=Han}，。；：、”』」》）]/u.test(next) &&
    !opensParagraph(next)
  );
}

/**
 * Text as it is stored, searched and compared: Unix line ends, no byte-order mark or zero-width characters,
 * characters instead of radicals, no indents, wrapped lines joined, one blank line between paragraphs.
 * Widths of letters and punctuation are left alone. Applying it twice changes nothing.
 */
export function normaliseText(raw: string): string {
  const lines = withoutRadicals(raw)
    .replaceAll(/\r\n?|\u2028|\u2029|\f|\v/g, '\n')
    .replaceAll(/[\u200b-\u200f\u2060\ufeff\u00ad\u0000-\u0008\u000e-\u001f\u007f]/g, '')
    .split('\n');
  const paragraphs: string[] = [];
  let parts: string[] = [];
  /** Lines of one table, quote or list stay together. */
  let block = false;
  const end = (): void => {
    if (parts.length > 0) paragraphs.push(parts.join(block ? '\n' : ''));
    parts = [];
    block = false;
  };
  for (const line of lines) {
    const clean = cleanLine(line);
    if (clean === '') {
      end();
      continue;
    }
    const isBlock = /^ *(?:\||>|[-*+] )/.test(clean);
    if (isBlock) {
      if (!block) end();
      block = true;
    } else if (block || parts.length === 0 || !isTorn(parts.at(-1)!, clean)) {
      end();
    }
    parts.push(clean);
  }
  end();
  return paragraphs.join('\n\n');
}
