import { chainStretches } from './chain-places.ts';
import type { Entry } from './entry.ts';
import type { Ledger } from './ledger.ts';

/**
 * The entries that a proof about a rule needs: the whole roster with its sign-offs, everything that was ever signed of
 * the rule, so that a withdrawal or a dispute known today shows, and the stretches of chains that show what was signed
 * before a device lost its rights. Chains need not be whole: an entry is known by its signature.
 *
 * @returns ids, in the order in which the ledger has them
 */
export function proofEntries(ledger: Ledger, rule: string): string[] {
  const wanted: Entry[] = [];
  const acts = new Set<string>();
  for (const entry of ledger.chains.all()) {
    const { act } = entry;
    const isRoster = act.type === 'genesis' || act.type === 'roster';
    const isSignOff = act.type === 'sign-off' && ledger.roster.has(act.entry);
    const isAct =
      (act.type === 'publish' && (act.rule === rule || act.repeals.some((one) => one.rule === rule))) ||
      (act.type === 'repeal' && act.rule === rule);
    if (isAct) acts.add(entry.id);
    if (isRoster || isSignOff || isAct) wanted.push(entry);
  }
  for (const entry of ledger.chains.all())
    if (entry.act.type === 'withdraw' && acts.has(entry.act.entry)) wanted.push(entry);
  const { on } = chainStretches(wanted, (id) => ledger.chains.get(id));
  return [...new Set([...wanted, ...on].map(({ id }) => id))];
}
