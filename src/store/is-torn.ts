import type { Catalogue } from './catalogue.ts';

/**
 * Does the catalogue speak of what is not there? A cut of power can leave a transaction half there in Chromium:
 * its LevelDB may begin a new log in the middle of one, and brings only the new log to the disk at once.
 */
export function isTorn(
  catalogue: Catalogue,
  rules: readonly string[],
  editions: readonly string[],
  texts: readonly string[],
): boolean {
  const hasRule = new Set(rules);
  if (catalogue.rows().some(({ id }) => !hasRule.has(id))) return true;
  for (const there of [new Set(editions), new Set(texts)])
    if (catalogue.rows().some((row) => row.editions.some(({ hash }) => !there.has(hash)))) return true;
  return false;
}
