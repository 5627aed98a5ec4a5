/** Stands where quoted characters stood, so that offsets remain. */
const filler = '□';

/**
 * The text without what it quotes or names: characters inside “…”, 「…」 and 《…》 are replaced one by one.
 * A quotation ends with its paragraph unless the next one opens with “ again, which is how several quoted
 * paragraphs are written; a mark that is never closed hides nothing beyond.
 */
export function unquoted(text: string): string {
  let carried = false;
  return text
    .split('\n')
    .map((line) => {
      if (line === '') return line;
      const read = withoutQuotes(line, carried && line.startsWith('“'));
      carried = read.open;
      return read.line;
    })
    .join('\n');
}

function withoutQuotes(line: string, continued: boolean): { line: string; open: boolean } {
  let kept = '';
  let from = 0;
  let opened = -1;
  let closing = '';
  let depth = 0;
  for (const { 0: mark, index } of line.matchAll(/[“”「」《》]/g)) {
    if (opened === -1) {
      const pair = { '“': '”', '「': '」', '《': '》' }[mark];
      if (pair === undefined) continue;
      [opened, closing, depth] = [index, pair, 1];
    } else if (mark === closing) {
      // 《关于实施《…》的办法》 is one title.
      if (--depth > 0) continue;
      kept += line.slice(from, opened + 1) + filler.repeat(index - opened - 1);
      [from, opened] = [index, -1];
    } else if (mark === '《' && closing === '》') depth += 1;
  }
  const open = opened !== -1 && closing === '”';
  // “第一条 … without an end: the whole rest of the paragraph is quoted if it began so.
  if (open && (continued || opened === 0)) {
    return { line: kept + line.slice(from, opened + 1) + filler.repeat(line.length - opened - 1), open };
  }
  return { line: kept + line.slice(from), open: false };
}
