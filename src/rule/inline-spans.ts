import type { Citation } from './citation.ts';
import { inlineMarks } from './inline-marks.ts';
import type { Span } from './reading-blocks.ts';

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
  for (const { kind, start, end, from, to, address } of inlineMarks(text)) {
    if (start > at) pieces.push({ start: at, end: start, style: {} });
    at = end;
    const href = address === undefined ? undefined : safeHref(address);
    pieces.push({
      start: from,
      end: to,
      style: {
        ...(kind === 'strong' && { strong: true }),
        ...(kind === 'em' && { em: true }),
        ...(kind === 'code' && { code: true }),
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
