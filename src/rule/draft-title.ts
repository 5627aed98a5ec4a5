/** The line `# title` that a draft begins with, if it does. */
function titleLine(text: string): { start: number; end: number } | undefined {
  const start = /\S/.exec(text)?.index ?? text.length;
  if (!text.startsWith('# ', start)) return undefined;
  const end = text.indexOf('\n', start);
  return { start, end: end === -1 ? text.length : end };
}

/** The words of the title of a draft. */
export function titleOfDraft(text: string): string | undefined {
  const line = titleLine(text);
  const title =
    line &&
    text
      .slice(line.start + 2, line.end)
      .replaceAll('**', '')
      .trim();
  return title === '' ? undefined : title;
}

/** The same text with spaces in place of its title, so that every place in it stays where it is. */
export function withoutTitle(text: string): string {
  const line = titleLine(text);
  return line === undefined ? text : ' '.repeat(line.end) + text.slice(line.end);
}
