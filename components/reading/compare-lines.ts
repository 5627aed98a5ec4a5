import type { Piece } from '../../src/rule/comparison.ts';
import '../style/compare.css';

export type Side = 'before' | 'after';

/** One printed line of a comparison: a paragraph of one edition, or of both laid over each other. */
export interface CompareLine {
  /** Units whose text begins with this line: which side, which of its places. */
  starts: { side: Side; at: number }[];
  pieces: Piece[];
}

/** Stands for a break between paragraphs where nothing but the break came or went. */
export const breakMark = '¶';

/** Between the texts of two units of one side stands an empty line. */
const gap = 2;

/**
 * Lays the pieces of a row out in paragraphs.
 *
 * @param lengths how many characters each place of a side has, as `ComparedPlace.length` says
 * @param only the paragraphs of one edition; both laid over each other when it is not given
 */
export function compareLines(
  pieces: readonly Piece[],
  lengths: Record<Side, readonly number[]>,
  only?: Side,
): CompareLine[] {
  const shown: readonly Side[] = only === undefined ? ['before', 'after'] : [only];
  const at = { before: 0, after: 0 };
  const begins = { before: startsOf(lengths.before), after: startsOf(lengths.after) };
  let line: CompareLine = { starts: shown.flatMap((side) => startsAt(begins[side], 0, side)), pieces: [] };
  const lines = [line];
  for (const { kind, text } of pieces) {
    const sides = shown.filter((side) => kind === 'same' || (kind === 'deleted') === (side === 'before'));
    if (sides.length === 0) continue;
    const ended = line;
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) {
        line = { starts: [], pieces: [] };
        lines.push(line);
        for (const side of sides) {
          at[side] += 1;
          line.starts.push(...startsAt(begins[side], at[side], side));
        }
      }
      if (part !== '') line.pieces.push({ kind, text: part });
      for (const side of sides) at[side] += part.length;
    }
    const onlyBreak = kind !== 'same' && text.includes('\n') && text.trim() === '';
    if (onlyBreak && line.starts.length === 0) ended.pieces.push({ kind, text: breakMark });
  }
  return lines.filter((one) => one.starts.length > 0 || one.pieces.length > 0);
}

/** Offset → which place begins there. */
function startsOf(lengths: readonly number[]): Map<number, number> {
  const starts = new Map<number, number>();
  let offset = 0;
  for (const [index, length] of lengths.entries()) {
    starts.set(offset, index);
    offset += length + gap;
  }
  return starts;
}

function startsAt(begins: ReadonlyMap<number, number>, offset: number, side: Side): CompareLine['starts'] {
  const at = begins.get(offset);
  return at === undefined ? [] : [{ side, at }];
}
