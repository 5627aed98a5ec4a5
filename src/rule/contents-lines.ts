import type { ReadLine } from './read-lines.ts';

const isTitleOfContents = (line: ReadLine): boolean => /^(?:#+ *)?目 ?[录次]$/.test(line.text);

/** A title without the leader dots and page number that a printed table of contents has. */
function withoutPage(title: string): string {
  // No pattern: one that ends in $ would look at every dot of a long row of dots again and again.
  let end = title.length;
  while (end > 0 && /\d/.test(title[end - 1]!)) end -= 1;
  while (end > 0 && /[\s.…·]/.test(title[end - 1]!)) end -= 1;
  return title.slice(0, end);
}

function keyOf(line: ReadLine): string {
  if (line.is !== 'heading') return '';
  return `${line.heading.label} ${withoutPage(line.heading.title).replaceAll(' ', '')}`;
}

/**
 * Lines of a table of contents that was left in the body: headings before the first article that appear
 * once more further down.
 *
 * @returns indexes into `lines`
 */
export function contentsLines(lines: readonly ReadLine[]): Set<number> {
  const found = new Set<number>();
  const firstArticle = lines.findIndex((line) => line.is === 'article');
  if (firstArticle === -1) return found;
  const last = new Map<string, number>();
  lines.forEach((line, index) => {
    if (line.is === 'heading') last.set(keyOf(line), index);
  });
  for (let index = 0; index < firstArticle; index++) {
    const line = lines[index]!;
    if (isTitleOfContents(line)) found.add(index);
    else if (line.is === 'heading' && last.get(keyOf(line))! > index) found.add(index);
  }
  // One heading that stands twice is an accident; a list of them is a table of contents.
  const headings = [...found].filter((index) => lines[index]!.is === 'heading');
  return headings.length >= 2 || [...found].some((index) => isTitleOfContents(lines[index]!))
    ? found
    : new Set();
}
