import type { MappedArticle } from './article-mapping.ts';

/**
 * The lasting names of the units of a new edition: each takes over the id of the unit it was, so that comments,
 * duties and links follow it through renumbering. When a unit was split, its chief part has its id; when several
 * were merged, the id of the chief one lives on; what is new gets a name of its own.
 *
 * @param addresses of the units of the new edition, in order
 * @param mapping as `articleMapping` gives it, or as an editor corrected it: earlier pairs go first
 * @param idsBefore address in the old edition → id
 * @param fresh makes an id for a unit; asked once for each new unit
 * @returns one id for each address, in the same order; all different, and none that the old edition gave to
 *   something else
 * @throws {RangeError} when `fresh` gives an id that is taken
 */
export function articleIdsFor(
  addresses: readonly string[],
  mapping: readonly MappedArticle[],
  idsBefore: ReadonlyMap<string, string>,
  fresh: (address: string) => string,
): string[] {
  const inherited = new Map<string, string>();
  const heirs = new Set<string>();
  const known = new Set(addresses);
  for (const { before, after } of mapping) {
    const id = idsBefore.get(before);
    if (id === undefined || heirs.has(id) || inherited.has(after) || !known.has(after)) continue;
    inherited.set(after, id);
    heirs.add(id);
  }
  const taken = new Set(idsBefore.values());
  return addresses.map((address) => {
    const old = inherited.get(address);
    if (old !== undefined) return old;
    const id = fresh(address);
    if (taken.has(id)) throw new RangeError(`id ${id} for ${address} is taken`);
    taken.add(id);
    return id;
  });
}
