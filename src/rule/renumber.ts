import { mendCitations, type MendedCitation, type UnsureCitation } from './mend-citations.ts';
import { parseText } from './parse-text.ts';
import { numberedPlaces, type NumberedPlace } from './relabel.ts';
import { titleOfDraft, withoutTitle } from './draft-title.ts';

/** A stretch of the text as it was that gives way to other words. */
export interface TextChange {
  from: number;
  to: number;
  insert: string;
}

/** All numbers of a text written anew in their order. */
export interface Renumbering {
  /** In the order of the text, none over another; empty when everything is in order. */
  changes: TextChange[];
  /** The numbers that become others, headings and articles and items, in the order of the text. */
  moved: NumberedPlace[];
  /** Citations of the text itself that are written anew with them. */
  mended: MendedCitation[];
  /** Citations that a person must look at: the text alone does not say what they mean. */
  unsure: UnsureCitation[];
}

/**
 * Numbers a text anew: articles through the whole of it, chapters within parts, sections within chapters, items within
 * paragraphs (立法法 art. 65); 第五条之一 becomes an article like the others. Citations of its own articles, items and
 * chapters follow. Annexes are left alone.
 *
 * Done twice it changes nothing more.
 *
 * @param text of a draft, with its `# title` if it has one
 */
export function renumber(text: string): Renumbering {
  const body = withoutTitle(text);
  const parsed = parseText(body);
  const places = numberedPlaces(body, parsed);
  const moved = places.filter(({ before, after }) => before !== after);
  const { mended, unsure } = mendCitations(body, parsed, places, titleOfDraft(text));
  const changes = [
    ...moved.map(({ from, to, insert }) => ({ from, to, insert })),
    ...mended.map(({ from, to, after }) => ({ from, to, insert: after })),
  ].sort((a, b) => a.from - b.from);
  return { changes, moved, mended, unsure };
}
