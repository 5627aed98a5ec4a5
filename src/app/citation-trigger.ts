import { numeralCharacters as N, numeralToNumber } from '../rule/numeral.ts';

/** What the words before the caret ask to be completed. Places count from the beginning of the line. */
export type CitationTrigger =
  /** 《会议: the titles that have these words. */
  | { kind: 'title'; words: string; from: number }
  /** 《会议制度》第三, 第三: the articles of that text, or of this one. */
  | { kind: 'article'; title?: string; number: string; from: number }
  /** 第 where a line begins: the number that is due there. */
  | { kind: 'label'; from: number };

const longestTitle = 60;
const openTitle = new RegExp(`《([^《》\\n]{0,${longestTitle}})$`);
const openNumber = new RegExp(`第([${N}]{0,8})$`);
const titleBefore = new RegExp(
  `《([^《》\\n]{1,${longestTitle}})》(?:[（(][^（）()\\n]{0,40}[）)])?(?:\\*\\*)?$`,
);

/**
 * Reads whether a title or a number of an article has been begun.
 *
 * @param before the line up to the caret
 */
export function citationTrigger(before: string): CitationTrigger | undefined {
  const near = before.slice(-200);
  const shift = before.length - near.length;
  const title = openTitle.exec(near);
  if (title !== null) return { kind: 'title', words: title[1]!, from: shift + title.index + 1 };
  const number = openNumber.exec(near);
  if (number === null) return undefined;
  const from = shift + number.index;
  const lead = near.slice(0, number.index);
  if (shift === 0 && /^[#\s　*]*$/.test(lead)) return number[1] === '' ? { kind: 'label', from } : undefined;
  const of = titleBefore.exec(lead);
  return { kind: 'article', number: number[1]!, from, ...(of !== null && { title: of[1]! }) };
}

/** Is 第十二条 what somebody means who has typed 第1, 第十 or 第12? */
export function isBegun(label: string, number: string): boolean {
  if (number === '' || label.startsWith(`第${number}`)) return true;
  const written = new RegExp(`^第([${N}]{1,12})`).exec(label)?.[1] ?? '';
  const [typed, meant] = [numeralToNumber(number), numeralToNumber(written)];
  return typed !== undefined && meant !== undefined && String(meant).startsWith(String(typed));
}
