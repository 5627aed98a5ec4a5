import type { Citation } from './citation.ts';
import type { Span } from './reading-blocks.ts';

/**
 * `**bold**`, `*leaning*`, `` `code` ``, `[words](address)`. A closing mark needs no space or punctuation
 * around it, unlike CommonMark, whose rule leaves **《办法》**第三条 with its asterisks.
 */
const marks =
  /\*\*([^*\n]{1,2000})\*\*|\*([^*\s][^*\n]{0,500})\*|`([^`\n]{1,500})`|\[([^[\]\n]{1,300})\]\(([^()\s]{1,800})\)|\\([*_`[\]()#\\~|])/g;

/** An address that may be opened: web and mail. Everything else, as `javascript:`, is only words. */
export function safeHref(href: string): string | undefined {
  try {
    const { protocol } = new URL(href);
    return ['http:', 'https:', 'mailto:'].includes(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

interface Piece {
  start: number;
  end: number;
  style: Omit<Span, 'text' | 'citation'>;
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(marks)) {
    const { index } = match;
    if (index > at) pieces.push({ start: at, end: index, style: {} });
    at = index + match[0].length;
    const [, strong, em, code, words, address, escaped] = match;
    const inner = strong ?? em ?? code ?? words ?? escaped!;
    const start = index + (words !== undefined || escaped !== undefined ? 1 : strong === undefined ? 1 : 2);
    const href = address === undefined ? undefined : safeHref(address);
    pieces.push({
      start,
      end: start + inner.length,
      style: {
        ...(strong !== undefined && { strong: true }),
        ...(em !== undefined && { em: true }),
        ...(code !== undefined && { code: true }),
        ...(href !== undefined && { href }),
      },
    });
  }
  if (at < text.length) pieces.push({ start: at, end: text.length, style: {} });
  return pieces;
}

/**
 * A stretch of words as it is drawn: marks of Markdown become styles, citations become links.
 *
 * @param start offset of `text` in the whole text
 * @param citations those of the whole text, in order
 * @param first index of the first citation that may lie in this stretch
 */
export function inlineSpans(
  text: string,
  start: number,
  citations: readonly Citation[],
  first: number,
): Span[] {
  const spans: Span[] = [];
  let next = first;
  for (const piece of piecesOf(text)) {
    let at = piece.start;
    while (next < citations.length && citations[next]!.end - start <= at) next += 1;
    const push = (to: number, citation?: number): void => {
      if (to <= at) return;
      spans.push({ text: text.slice(at, to), ...piece.style, ...(citation !== undefined && { citation }) });
      at = to;
    };
    for (let index = next; index < citations.length; index++) {
      const one = citations[index]!;
      const from = one.start - start;
      const to = one.end - start;
      if (from >= piece.end) break;
      if (to <= at) continue;
      push(Math.max(from, piece.start));
      push(Math.min(to, piece.end), index);
    }
    push(piece.end);
  }
  return spans;
}
