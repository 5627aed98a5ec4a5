import type { Snippet } from './find.ts';
import { foldText, isBigram, termsOf } from './fold.ts';
import type { Query } from './query.ts';

/** Characters of a snippet: three lines on a desk, five on a phone. */
const longest = 120;

/** Where words of the query stand in a text: whole words first, else pairs of their characters. */
export function matchesIn(folded: string, query: Query): [number, number][] {
  const hit = new Uint8Array(folded.length);
  const mark = (word: string): boolean => {
    let found = false;
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + 1)) {
      hit.fill(1, at, at + word.length);
      found = true;
    }
    return found;
  };
  for (const word of [...query.phrases, ...query.words]) {
    if (mark(word) && query.style === 'keywords') continue;
    for (const term of termsOf(word)) {
      if (isBigram(term)) mark(String.fromCharCode(term >>> 16, term & 0xffff));
    }
  }
  const ranges: [number, number][] = [];
  for (let at = 0; at < hit.length; at++) {
    if (hit[at] === 0) continue;
    const start = at;
    while (at < hit.length && hit[at] === 1) at += 1;
    ranges.push([start, at]);
  }
  return ranges;
}

/** The words of a text on one line: what Markdown draws tables and emphasis with is not for reading. */
function flatten(text: string): string {
  return text
    .replaceAll(/^[ |:-]+$/gm, ' ')
    .replaceAll(/^#+ |\*\*/gm, '')
    .replaceAll(/[\s|]+/g, ' ')
    .trim();
}

/** The stretch of a text in which most of the query stands, with the matched characters. */
export function snippetOf(text: string, query: Query): Snippet {
  const flat = flatten(text);
  const matches = matchesIn(foldText(flat), query);
  let from = 0;
  if (flat.length > longest && matches.length > 0) {
    let best = -1;
    for (const [start] of matches) {
      const begin = Math.max(0, Math.min(start - 20, flat.length - longest));
      const covered = matches.reduce(
        (sum, [a, b]) => sum + (a >= begin && b <= begin + longest ? b - a : 0),
        0,
      );
      if (covered > best) {
        best = covered;
        from = begin;
      }
    }
    // Rather from the beginning of a sentence than from the middle of a word.
    const sentence = flat.slice(Math.max(0, from - 30), from + 20).search(/[。；](?=.)/);
    if (from > 0 && sentence !== -1) from = Math.min(from, Math.max(0, from - 30) + sentence + 1);
  }
  const to = Math.min(flat.length, from + longest);
  const before = from > 0 ? '…' : '';
  const shift = before.length - from;
  return {
    text: before + flat.slice(from, to) + (to < flat.length ? '…' : ''),
    marks: matches.filter(([a, b]) => a >= from && b <= to).map(([a, b]) => [a + shift, b + shift]),
  };
}
