import type { TextToCheck } from './check-finding.ts';

/**
 * 修正案, 关于修改…的决定, 补充规定: such a text speaks in the words and numbers of the one that it amends, so what it
 * says of 第N条 or of 本办法 cannot be held against it.
 */
export function isAmending({ content }: Pick<TextToCheck, 'content'>): boolean {
  return /修正案|补充规定|(?:修改|废止|修订)[^》]*》?.{0,60}(?:决定|通知)/.test(content.title.slice(0, 300));
}
