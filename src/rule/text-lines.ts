/** A line of a text with its place. */
export interface Line {
  text: string;
  start: number;
  end: number;
}

/** The lines that hold something, without the space around them. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let at = 0;
  while (at <= text.length) {
    let end = text.indexOf('\n', at);
    if (end === -1) end = text.length;
    const raw = text.slice(at, end);
    const line = raw.trim();
    if (line !== '') {
      const start = at + raw.indexOf(line[0]!);
      lines.push({ text: line, start, end: start + line.length });
    }
    at = end + 1;
  }
  return lines;
}
