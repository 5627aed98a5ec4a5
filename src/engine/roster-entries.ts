import type { Entry } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Ids of all entries of which the roster is made, and of those before them in the same chains. */
export function rosterEntries(ledger: Ledger): string[] {
  const wanted = new Set<string>();
  for (const entry of ledger.chains.all()) {
    if (!['genesis', 'roster', 'sign-off'].includes(entry.act.type)) continue;
    let at: Entry | undefined = entry;
    while (at !== undefined && !wanted.has(at.id)) {
      wanted.add(at.id);
      at = at.prev === undefined ? undefined : ledger.chains.get(at.prev);
    }
  }
  return [...wanted];
}
