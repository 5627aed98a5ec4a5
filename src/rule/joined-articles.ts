import { numeralCharacters as N, numeralToNumber } from './numeral.ts';
import type { Line } from './text-lines.ts';

/**
 * Takes apart a line in which several articles were run together: 第一条 …。 第二条 …。
 * Only the very next number after a full stop counts, so that no citation is taken for an article.
 *
 * @param line begins with article `number`
 */
export function joinedArticles(line: Line, number: number): Line[] {
  const joint = new RegExp(`[。；] ?(?=第([${N}]{1,12})条 )`, 'g');
  const lines: Line[] = [];
  let from = 0;
  let expected = number + 1;
  for (const match of line.text.matchAll(joint)) {
    if (numeralToNumber(match[1]!) !== expected) continue;
    expected += 1;
    const cut = match.index + match[0].length;
    lines.push(part(line, from, cut));
    from = cut;
  }
  lines.push(part(line, from, line.text.length));
  return lines;
}

function part(line: Line, from: number, to: number): Line {
  const text = line.text.slice(from, to).trimEnd();
  return { text, start: line.start + from, end: line.start + from + text.length };
}
