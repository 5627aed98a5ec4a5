import { readArticleLabel } from '../rule/article-label.ts';
import {
  isHeadingLine,
  itemPattern,
  numberedPattern,
  subitemPattern,
  headingPattern,
} from '../rule/line-kind.ts';
import { numberToNumeral, numeralToNumber } from '../rule/numeral.ts';
import { numeralStyle, writeNumeral } from '../rule/numbered-labels.ts';

/** Lines above the one in which is written, the nearest first; asked only as far as is needed. */
export type LinesAbove = Iterable<string>;

/** No one looks further up for the number that comes before. */
const furthest = 3000;

const bare = (line: string): string =>
  line
    .slice(0, 300)
    .replace(/^[ \t\u3000]+/, '')
    .replace(/^#{1,6} +/, '')
    .trimEnd();

function* bareAbove(lines: LinesAbove): Generator<string> {
  let seen = 0;
  for (const line of lines) {
    if ((seen += 1) > furthest) return;
    const text = bare(line);
    if (text !== '') yield text;
  }
}

/** 第四条 after 第三条, with its space. */
export function nextArticle(above: LinesAbove): string {
  for (const line of bareAbove(above)) {
    const article = readArticleLabel(line);
    if (article === undefined || article.doubtful) continue;
    const style = numeralStyle(article.label);
    return `第${writeNumeral(article.number + 1, style)}条　`;
  }
  return '第一条　';
}

/** 第二章 after 第一章, with its space. */
export function nextChapter(above: LinesAbove): string {
  for (const line of bareAbove(above)) {
    if (!isHeadingLine(line)) continue;
    const match = headingPattern.exec(line);
    // Chapters begin anew in each part.
    if (match?.[2] === '编' || match?.[2] === '篇' || match?.[2] === '分编') return '第一章　';
    if (match?.[2] !== '章') continue;
    return `第${writeNumeral((numeralToNumber(match[1]!) ?? 0) + 1, numeralStyle(match[1]!))}章　`;
  }
  return '第一章　';
}

/** （二） after （一）, though subitems stand between; （一） where an article or a paragraph begins the list. */
export function nextItem(above: LinesAbove): string {
  for (const line of bareAbove(above)) {
    const match = itemPattern.exec(line);
    if (match !== null) return `（${numberToNumeral((numeralToNumber(match[1]!) ?? 0) + 1)}）`;
    if (subitemPattern.exec(line) === null) break;
  }
  return '（一）';
}

/** 2. after 1., （2） after （1）, ② after ①; 1. below an item. */
export function nextSubitem(above: LinesAbove): string {
  for (const line of bareAbove(above)) {
    const match = subitemPattern.exec(line);
    return match === null ? '1. ' : following(match[0], match[1] ?? match[2] ?? match[3]!, line);
  }
  return '1. ';
}

/** The label with its number one higher and everything else as it is written. */
function following(label: string, number: string, line: string): string {
  const value = /[①-⑳]/.test(number) ? number.charCodeAt(0) - 0x245f : (numeralToNumber(number) ?? 0);
  const space = /^[ \u3000]*/.exec(line.slice(label.length))![0];
  const usual = /[.．]$/.test(label) && space === '' && line.length === label.length ? ' ' : space;
  return label.replace(number, writeNumeral(value + 1, numeralStyle(number))) + usual;
}

/**
 * The number that Enter proposes at the end of a line, with its space.
 *
 * @returns an empty string where plain words are more likely: behind a title, or a paragraph without a number
 */
export function proposedAfter(line: string, above: LinesAbove): string {
  const text = bare(line);
  const withLine = function* (): Generator<string> {
    yield line;
    yield* above;
  };
  const article = readArticleLabel(text);
  if (article !== undefined && !article.doubtful) return nextArticle(withLine());
  if (isHeadingLine(text)) return nextArticle(withLine());
  const item = itemPattern.exec(text);
  if (item !== null) return following(item[0], item[1]!, text);
  const numbered = numberedPattern.exec(text);
  if (numbered !== null) return following(numbered[0], numbered[1]!, text);
  const subitem = subitemPattern.exec(text);
  if (subitem !== null) return following(subitem[0], subitem[1] ?? subitem[2] ?? subitem[3]!, text);
  return '';
}
