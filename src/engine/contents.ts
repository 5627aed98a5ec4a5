import type { Catalogue } from '../store/catalogue.ts';
import type { DocumentKey } from '../store/manifest-row.ts';

/** How much there is of something, as people count it. */
export interface Contents {
  /** A rule is one text, whatever documents it consists of. */
  texts: number;
  /** Drafts, opinions and whatever else is no text. */
  others: number;
}

/** Counts documents as people do. */
export function contentsOf(
  documents: Iterable<DocumentKey>,
  catalogue: Pick<Catalogue, 'byEdition'>,
): Contents {
  const texts = new Set<string>();
  const others = new Set<string>();
  // The catalogue hears of what has just come a little later. A rule names its editions, and comes with them.
  const unknown = new Set<string>();
  for (const { kind, id } of documents) {
    const rule = kind === 'edition' ? catalogue.byEdition(id)?.row.id : id;
    if (kind === 'document') others.add(id);
    else if (rule === undefined) unknown.add(id);
    else texts.add(rule);
  }
  return { texts: texts.size || unknown.size, others: others.size };
}
