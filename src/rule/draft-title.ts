import { normaliseText } from './normalise-text.ts';

/** The line `# title` that a draft begins with. */
export interface TitleLine {
  /** Its words, without marks. */
  title: string;
  /** Where it ends, before its line break, and where the next one begins. */
  end: number;
  next: number;
}

/** Characters of a title; what is longer is no title, and stays in the text with every word of it. */
const longestTitle = 150;
const longestLine = 1000;

/** The title of a draft, if it begins with one: its first line that is not empty, when that is a heading of the highest level. */
export function titleLine(text: string): TitleLine | undefined {
  const start = /\S/.exec(text)?.index ?? text.length;
  const stop = text.indexOf('\n', start);
  const end = stop === -1 ? text.length : stop;
  if (end - start > longestLine) return undefined;
  const words = /^#[ \t]+([^]*)$/.exec(text.slice(start, end))?.[1];
  if (words === undefined) return undefined;
  // A heading may be closed as it was opened, see CommonMark 4.2.
  const open = words.replace(/(?:^|[ \t])#+\s*$/, '');
  const title = normaliseText(open).replaceAll('**', '').trim();
  if (title === '' || title.length > longestTitle) return undefined;
  return { title, end, next: stop === -1 ? end : stop + 1 };
}

/** The words of the title of a draft. */
export const titleOfDraft = (text: string): string | undefined => titleLine(text)?.title;

/** The same text with spaces in place of its title, so that every place in it stays where it is. */
export function withoutTitle(text: string): string {
  const line = titleLine(text);
  return line === undefined ? text : ' '.repeat(line.end) + text.slice(line.end);
}
