/**
 * Bounds of a page that is parsed. A parser takes the square of the depth of what is not closed: 20,000 nested elements
 * take seconds, and no page that a person copies has a hundredth of it.
 */
const most = { characters: 8_000_000, tags: 150_000, open: 2000 } as const;

/** What closes by itself when its like begins, and what never holds anything. */
const closesItself = new Set(
  (
    'p li td th tr tbody thead tfoot dt dd option optgroup rt rp html head body br img hr input meta link col ' +
    'wbr area base embed source track param frame o:p'
  ).split(' '),
);

/** The page without its scripts, which no reader of words needs. */
export function withoutScripts(html: string): string {
  const begin = /<script(?=[\s>/])/gi;
  const end = /<\/script[^>]{0,100}>/gi;
  let kept = '';
  let at = 0;
  for (let match = begin.exec(html); match !== null; match = begin.exec(html)) {
    kept += html.slice(at, match.index);
    end.lastIndex = match.index;
    const close = end.exec(html);
    // What is never closed is script to its end.
    if (close === null) return kept;
    at = end.lastIndex;
    begin.lastIndex = at;
  }
  return kept + html.slice(at);
}

/** Can this page be parsed in a moment? Looks once at every tag. */
export function isParsable(html: string): boolean {
  if (html.length > most.characters) return false;
  let tags = 0;
  let open = 0;
  for (const [, slash, name] of html.matchAll(/<(\/?)([a-z][a-z0-9:]{0,20})/gi)) {
    if ((tags += 1) > 2 * most.tags) return false;
    if (closesItself.has(name!.toLowerCase())) continue;
    if (slash === '') {
      if ((open += 1) > most.open) return false;
    } else if (open > 0) open -= 1;
  }
  return true;
}
