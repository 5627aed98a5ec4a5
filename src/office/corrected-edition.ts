import type { CirculatedEdition } from '../ledger/circulation-acts.ts';
import type { Publication, Publications } from '../ledger/publications.ts';

/**
 * Publications that only correct slips (勘误) in an edition, or in such a correction of it; the newest last. What was
 * withdrawn, is in dispute or was signed without the right is none of them, and neither is what corrects only that:
 * nobody stands for it.
 */
export function errataOf(
  publications: Publications,
  { publish, edition }: CirculatedEdition,
): readonly Publication[] {
  const rule = publications.ruleOf(publish, edition);
  if (rule === undefined) return [];
  const errata = publications
    .of(rule)
    .publications.filter(
      ({ change, withdrawn, disputed }) => change === 'erratum' && withdrawn === undefined && !disputed,
    );
  const hashes = new Set([edition]);
  // What is added on the way is walked too, and nothing twice: editions that correct each other come to an end.
  for (const corrected of hashes)
    for (const { act } of errata) if (act.revises === corrected) hashes.add(act.edition);
  hashes.delete(edition);
  return errata.filter((one) => hashes.has(one.edition));
}

/** The edition to read today in place of one that was circulated: the newest that only corrects slips in it, else itself. */
export function correctedEdition(
  publications: Publications,
  circulated: CirculatedEdition,
): CirculatedEdition {
  const newest = errataOf(publications, circulated).at(-1);
  return newest === undefined
    ? { publish: circulated.publish, edition: circulated.edition }
    : { publish: newest.id, edition: newest.edition };
}
