/** What a single line of a rule text looks like. Everything here looks at one line and takes linear time. */
import { numeralCharacters as N } from './numeral.ts';

/** Lines longer than this are text, whatever they begin with. */
const longestHeading = 60;

export const headingPattern = new RegExp(`^第([${N}]{1,12})(编|分编|篇|章|节)(?:[ 　]*(.*))?$`);
export const articlePattern = new RegExp(`^(?:\\*\\*)?第([${N}]{1,12}) ?条((?:之[${N}]{1,6})*)(?:\\*\\*)?`);
export const itemPattern = new RegExp(`^[（(]([〇零一二三四五六七八九十百]{1,6})[）)]`);
export const numberedPattern = new RegExp(`^([〇零一二三四五六七八九十百]{1,6})[、．]`);
export const subitemPattern =
  /^(?:[（(]([0-9０-９]{1,3})[）)]|([0-9０-９]{1,3})[.．、](?![0-9０-９])|([①-⑳]))/;
export const decimalPattern = /^(\d{1,3}(?:\.\d{1,3}){0,4})(?:[.．、]|[ 　])(?!\d)/;

const annexPattern =
  /^(?:附件|附录|附表|附图|附[：:])[ 　]*[〇零一二三四五六七八九十0-9０-９A-Z]{0,4}[ 　]*[：:.．、]?/;

/** 第一章 总则, 附　则: a whole line, short, no full stop at its end. */
export function isHeadingLine(written: string): boolean {
  const line = written.replaceAll('**', '');
  if (line.length > longestHeading || /[。；：，、？！]$/.test(line)) return false;
  if (/^附[ 　]*则$/.test(line)) return true;
  const match = headingPattern.exec(line);
  // 第三章的规定适用于… is a sentence, not a heading.
  return match !== null && !/^(?:的|规定|所|中|以|及|和|至|、)/.test(match[3] ?? '');
}

/** 附件1, 附录, 附表: where the text of the rule ends and an annex begins. */
export function isAnnexLine(line: string): boolean {
  const match = line.length <= longestHeading ? annexPattern.exec(line) : null;
  // 附件应当包括下列材料： is a sentence.
  return match !== null && !/[。；，：]$/.test(line.slice(match[0].length));
}

/** Does a line open a paragraph of its own, so that it may never be joined to the line before? */
export function opensParagraph(line: string): boolean {
  return (
    isHeadingLine(line) ||
    isAnnexLine(line) ||
    articlePattern.test(line) ||
    itemPattern.test(line) ||
    numberedPattern.test(line) ||
    subitemPattern.test(line) ||
    decimalPattern.test(line) ||
    isMarkdownBlock(line)
  );
}

/** A line of Markdown that stands for itself: heading, table, quote, list, fence, rule, comment. */
export function isMarkdownBlock(line: string): boolean {
  return /^(?:#{1,6} |\||>|[-*+] |```|~~~|<!--|-{3,}$|={3,}$)/.test(line);
}
