import { isHeadingLine, isMarkdownBlock, opensParagraph } from './line-kind.ts';
import { withoutRadicals } from './radicals.ts';

/** No page is narrower than this. */
const narrowestPage = 18;
/** A wrapped line fills the page but for a word; shorter ones end where their author ended them. */
const filled = 0.8;

/** One line: no invisible characters, one kind of space, no indent but that of nested lists. */
function cleanLine(line: string): string {
  const spaced = line.replaceAll(/[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+/g, ' ').trim();
  const nested = /^[-*+] /.test(spaced) ? /^ {2,}(?=[-*+] )/.exec(line) : null;
  return nested === null ? spaced : nested[0].slice(0, 8) + spaced;
}

/** In Chinese characters; Latin ones take half the room. */
function widthOf(line: string): number {
  let half = 0;
  for (let at = 0; at < line.length; at++) if (line.charCodeAt(at) < 0x100) half += 1;
  return line.length - half / 2;
}

/** How wide the page was that the lines were written on, as far as the longest of them tells. */
function pageOf(lines: readonly string[]): number {
  return lines.reduce(
    (page, line) => (isMarkdownBlock(line) ? page : Math.max(page, widthOf(line))),
    narrowestPage / filled,
  );
}

/** Was `next` torn off `line` by a program that wraps lines? */
function isTorn(line: string, next: string, page: number): boolean {
  return (
    widthOf(line) >= filled * page &&
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
    .split('\n')
    .map(cleanLine);
  const page = pageOf(lines);
  const paragraphs: string[] = [];
  let parts: string[] = [];
  /** Lines of one table, quote or list stay together. */
  let block = false;
  const end = (): void => {
    if (parts.length > 0) paragraphs.push(parts.join(block ? '\n' : ''));
    parts = [];
    block = false;
  };
  for (const clean of lines) {
    if (clean === '') {
      end();
      continue;
    }
    const isBlock = /^ *(?:\||>|[-*+] )/.test(clean);
    if (isBlock) {
      if (!block) end();
      block = true;
    } else if (block || parts.length === 0 || !isTorn(parts.at(-1)!, clean, page)) {
      end();
    }
    parts.push(clean);
  }
  end();
  return paragraphs.join('\n\n');
}
