/** Words, and some of what stood on both sides of them. */
export interface QuoteInContext {
  quote: string;
  around: { before: string; after: string };
}

/** Occurrences that are looked at. */
const mostFound = 200;
/** Characters that a quote and what agrees around it have at least, so that it is known by them. */
const leastKnown = 8;

/**
 * Where words stand in a text to which they may have been moved: the one place that is most like the one where they were.
 *
 * @returns undefined when they stand nowhere, or nobody could tell which of several places it is
 */
export function findQuote(text: string, { quote, around }: QuoteInContext): number | undefined {
  if (quote.trim() === '') return undefined;
  let best: { at: number; likeness: number } | undefined;
  let isTied = false;
  let count = 0;
  for (let at = text.indexOf(quote); at >= 0 && count < mostFound; at = text.indexOf(quote, at + 1)) {
    count += 1;
    const likeness =
      commonEnd(text.slice(Math.max(0, at - around.before.length), at), around.before) +
      commonStart(text.slice(at + quote.length, at + quote.length + around.after.length), around.after);
    if (likeness === best?.likeness) isTied = true;
    if (best !== undefined && likeness <= best.likeness) continue;
    best = { at, likeness };
    isTied = false;
  }
  if (best === undefined || isTied || quote.length + best.likeness < leastKnown) return undefined;
  return best.at;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

function commonEnd(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  return length;
}
