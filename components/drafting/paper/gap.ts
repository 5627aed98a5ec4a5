import type { Line, Text } from '@codemirror/state';

/** In a longer row of blank lines nothing is skipped. */
const longestRow = 200;

const isBlank = (text: string): boolean => text.trim() === '';

/**
 * Is this blank line only the distance between two paragraphs? Of several in a row every other one is, so that an empty
 * paragraph in which one is about to write has its distance on both sides.
 */
export function isGap(doc: Text, line: Line): boolean {
  if (line.length > 0 || line.number === 1 || line.number === doc.lines) return false;
  let before = 0;
  while (before < longestRow && line.number - before > 1 && isBlank(doc.line(line.number - before - 1).text))
    before += 1;
  return before < longestRow && before < line.number - 1 && before % 2 === 0;
}
