import { articleAddress } from '../rule/address.ts';
import type { MendedCitation, UnsureReason } from '../rule/mend-citations.ts';
import { numberedPlaces, type NumberedKind } from '../rule/relabel.ts';
import { parseText } from '../rule/parse-text.ts';
import { renumber, type TextChange } from '../rule/renumber.ts';
import { withoutTitle } from '../rule/draft-title.ts';

/** An article that gets another number; its address is what other rules cite it by. */
export interface MovedArticle {
  before: string;
  after: string;
  fromAddress: string;
  toAddress: string;
}

/** A citation in its sentence, under the number that its article has now. */
export interface PlannedCitation {
  where: string;
  lead: string;
  before: string;
  after: string;
  tail: string;
  /** Where it stands in the text as it is. */
  at: number;
  reason?: UnsureReason;
}

/** What numbering a draft anew would do, as a person looks at it before it is done. */
export interface RenumberPlan {
  changes: readonly TextChange[];
  /** Headings and articles that move, each with the first words behind its number. */
  moved: { kind: NumberedKind; before: string; after: string; words: string; at: number }[];
  /** How many items move besides. */
  items: number;
  articles: MovedArticle[];
  mended: PlannedCitation[];
  unsure: PlannedCitation[];
}

/** So much of a sentence is enough to know it again. */
const around = 14;

export function planRenumber(text: string): RenumberPlan {
  const { changes, moved, mended, unsure } = renumber(text);
  const labels = articleLabels(text);
  const cited = (citation: MendedCitation): PlannedCitation => {
    const { from, to, before, after, unit } = citation;
    const lead = text.slice(Math.max(text.lastIndexOf('\n', from) + 1, from - around), from);
    const label = labels.get(unit) ?? '';
    return {
      // A sentence that begins with the number of its article needs it no second time.
      where: lead.replace(/^\*\*/, '').startsWith(label) ? '' : label,
      lead,
      before,
      after,
      tail: text.slice(to, lineEnd(text, to, around)),
      at: from,
    };
  };
  const isItem = (kind: NumberedKind): boolean => kind === 'item' || kind === 'subitem';
  return {
    changes,
    moved: moved
      .filter(({ kind }) => !isItem(kind))
      .map(({ kind, before, after, from, to }) => ({
        kind,
        before,
        after,
        words: text.slice(to, lineEnd(text, to, around)).replace(/^[ 　*]+/, ''),
        at: from,
      })),
    items: moved.filter(({ kind }) => isItem(kind)).length,
    articles: moved
      .filter(({ kind }) => kind === 'article')
      .map(({ before, after, number, sub, next }) => ({
        before,
        after,
        fromAddress: articleAddress(number, sub),
        toAddress: articleAddress(next, []),
      })),
    mended: mended.map(cited),
    unsure: unsure.map((one) => ({ ...cited(one), reason: one.reason })),
  };
}

function lineEnd(text: string, from: number, most: number): number {
  const end = text.indexOf('\n', from);
  return Math.min(end === -1 ? text.length : end, from + most);
}

/** The numbers that the articles have now, by their place among the units. */
function articleLabels(text: string): Map<number, string> {
  const body = withoutTitle(text);
  const labels = new Map<number, string>();
  for (const { kind, index, before } of numberedPlaces(body, parseText(body))) {
    if (kind === 'article' || kind === 'numbered') labels.set(index, before);
  }
  return labels;
}
