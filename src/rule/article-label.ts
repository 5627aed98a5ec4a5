import { articlePattern } from './line-kind.ts';
import { numeralToNumber } from './numeral.ts';

/** 第十二条之一 at the beginning of a line. */
export interface ArticleLabel {
  label: string;
  number: number;
  sub: number[];
  caption?: string;
  /** Characters from the beginning of the line to the first of the article's own words. */
  length: number;
  /** Nothing but the number itself speaks for an article: it needs the right place in the sequence. */
  doubtful: boolean;
}

/** What follows 第N条 in a sentence about an article, and hardly ever in the article itself. */
const aboutAnArticle =
  /^(?:第[〇零一二三四五六七八九十百千0-9（(]|规定|、|至|和|或|及|以|的|中|所|修改|改为|，|。|；|之)/;

const captionPattern = /^(?:【([^【】]{1,30})】|（([^（）]{1,12})）|\(([^()]{1,12})\))/;

/**
 * Reads the label of an article, if the line has one.
 *
 * Measured on 147,288 articles: what is followed by a space is an article in every case; of those without a
 * space, 1 in 100 looks like a citation, which the sequence of numbers decides.
 */
export function readArticleLabel(line: string): ArticleLabel | undefined {
  const match = articlePattern.exec(line);
  if (match === null) return undefined;
  const number = numeralToNumber(match[1]!);
  if (number === undefined) return undefined;
  const sub =
    match[2] === ''
      ? []
      : match[2]!
          .slice(1)
          .split('之')
          .map((n) => numeralToNumber(n) ?? 0);
  const label = match[0].replaceAll(/[* ]/g, '');
  let at = match[0].length;
  const rest = line.slice(at);
  const spaced = rest === '' || /^[ 　]/.test(rest);
  at += /^[ 　]*/.exec(rest)![0].length;
  const found = captionPattern.exec(line.slice(at));
  const caption = found?.[1] ?? found?.[2] ?? found?.[3];
  // （一） after the number is the first item, not a caption.
  if (found !== null && caption !== undefined && numeralToNumber(caption) === undefined) {
    const after = line.slice(at + found[0].length).replace(/^\*\*/, '');
    const length = line.length - after.trimStart().length;
    return { label, number, sub, caption, length, doubtful: false };
  }
  if (line.slice(at).startsWith('**') && match[0].startsWith('**')) at += 2;
  return { label, number, sub, length: at, doubtful: !spaced && aboutAnArticle.test(rest) };
}
