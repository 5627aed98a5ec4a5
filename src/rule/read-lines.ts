import { readArticleLabel, type ArticleLabel } from './article-label.ts';
import { readHeading, type HeadingLine } from './heading-line.ts';
import { decimalPattern, isAnnexLine, isHeadingLine, numberedPattern } from './line-kind.ts';
import { numeralToNumber } from './numeral.ts';
import { joinedArticles } from './joined-articles.ts';
import { linesOf, type Line } from './text-lines.ts';

/** What a line is, before it is known how the text as a whole counts. */
export type ReadLine = Line &
  (
    | { is: 'heading'; heading: HeadingLine }
    | { is: 'article'; article: ArticleLabel }
    | { is: 'annex' }
    /** Part of a table, quote, list or fence. */
    | { is: 'opaque' }
    | { is: 'text'; numbered?: number; decimal?: string }
  );

/** A longer line is no heading, even with `#`: the headings above a unit are kept with each unit. */
const longestMarked = 200;

/** Does this article come where a reader expects it after `last`? */
function isExpected(article: ArticleLabel, last: { number: number; sub: number[] }): boolean {
  if (article.sub.length > 0) return article.number === last.number;
  return article.number === last.number + 1;
}

/** Reads line by line what each is by itself and by the sequence of article numbers. */
export function readLines(text: string): ReadLine[] {
  const read: ReadLine[] = [];
  let last = { number: 0, sub: [] as number[] };
  let fenced = false;
  for (const line of linesOf(text)) {
    if (/^(?:```|~~~)/.test(line.text)) {
      fenced = !fenced;
      read.push({ ...line, is: 'opaque' });
      continue;
    }
    if (fenced || /^(?:\||>|[-*+] )/.test(line.text)) {
      read.push({ ...line, is: 'opaque' });
      continue;
    }
    if (/^<!--.*-->$/.test(line.text)) continue;
    const hashes = /^#{1,6}(?= )/.exec(line.text)?.[0].length ?? 0;
    const bare = hashes === 0 ? line.text : line.text.slice(hashes).trim();
    const article = readArticleLabel(bare);
    if (article !== undefined && (!article.doubtful || isExpected(article, last))) {
      const shift = line.text.length - bare.length;
      const [first, ...others] = joinedArticles(line, article.number);
      read.push({ ...first!, is: 'article', article: { ...article, length: article.length + shift } });
      last = article;
      for (const other of others) {
        const next = readArticleLabel(other.text)!;
        read.push({ ...other, is: 'article', article: next });
        last = next;
      }
    } else if (isAnnexLine(bare)) {
      read.push({ ...line, is: 'annex' });
    } else if ((hashes > 0 && bare.length <= longestMarked) || isHeadingLine(bare)) {
      read.push({ ...line, is: 'heading', heading: readHeading(bare, hashes) });
    } else {
      const numbered = numberedPattern.exec(line.text);
      const decimal = decimalPattern.exec(line.text);
      const number = numbered === null ? undefined : numeralToNumber(numbered[1]!);
      read.push({
        ...line,
        is: 'text',
        ...(number !== undefined && { numbered: number }),
        ...(decimal !== null && { decimal: decimal[1]! }),
      });
    }
  }
  return read;
}
