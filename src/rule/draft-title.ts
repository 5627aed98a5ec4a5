/** Title of a text that is being written: its first heading of the highest level; undefined when it has none yet. */
export function headingOf(text: string): string | undefined {
  const title = /^#[ \t]+(.+?)[ \t#]*$/m.exec(text.slice(0, 4000))?.[1]?.trim();
  return title === undefined || title === '' ? undefined : title;
}
