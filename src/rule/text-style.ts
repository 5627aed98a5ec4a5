import type { ReadLine } from './read-lines.ts';
import type { TextStyle } from './rule-text.ts';

/** How the text as a whole counts; decided once, because 一、 is a unit in one text and a heading in another. */
export function textStyle(lines: readonly ReadLine[]): TextStyle {
  const articles = lines.filter((line) => line.is === 'article').length;
  const numbered = lines.flatMap((line) =>
    line.is === 'text' && line.numbered !== undefined ? [line.numbered] : [],
  );
  if (articles >= 2 || (articles === 1 && numbered.length < 2)) return 'articles';
  if (numbered.length >= 2 && numbered[0] === 1) return 'numbered';
  const decimals = lines.flatMap((line) =>
    line.is === 'text' && line.decimal !== undefined ? [line.decimal] : [],
  );
  const tops = decimals.filter((decimal) => !decimal.includes('.'));
  const headings = lines.filter((line) => line.is === 'heading').length;
  if (headings >= 2) return 'sections';
  if (tops.length >= 2 && tops[0] === '1') return 'decimal';
  return headings === 1 ? 'sections' : 'plain';
}
