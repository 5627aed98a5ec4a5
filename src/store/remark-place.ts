import { findQuote } from '../rule/find-quote.ts';
import type { Remark } from './draft-remark.ts';
import type { OpenDraft } from './open-draft.ts';
import { placeOfAnchor } from './text-anchor.ts';

/** Where the words of a remark are now, in UTF-16 units. */
export type RemarkPlace =
  | { is: 'here' | 'rewritten' | 'moved'; from: number; to: number }
  /** They are gone; `at` is where they were, when that is known. */
  | { is: 'gone'; at?: number };

/**
 * Finds the words of a remark in the text of now: by their letters; when these are gone, as after cutting and pasting, by
 * the same words where they stand alone; at last by what stands in their place.
 */
export function remarkPlace(open: OpenDraft, remark: Remark): RemarkPlace {
  const place = placeOfAnchor(open, remark.anchor);
  if (place?.is === 'here') return { ...place, ...aroundPlace(open.text, remark.quote, place) };
  const at = remark.isTwin ? undefined : findQuote(open.text, remark);
  if (at !== undefined) return { is: 'moved', from: at, to: at + remark.quote.length };
  return place ?? { is: 'gone' };
}

/** Letters at the ends that were taken out and put back are others; where the words stand as they were, they are meant. */
function aroundPlace(
  text: string,
  quote: string,
  { from, to }: { from: number; to: number },
): { from: number; to: number } | undefined {
  if (to - from >= quote.length) return undefined;
  const at = text.indexOf(quote, Math.max(0, to - quote.length));
  return at >= 0 && at <= from ? { from: at, to: at + quote.length } : undefined;
}
