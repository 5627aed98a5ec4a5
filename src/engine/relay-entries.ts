import type { RelayAct } from '../ledger/circulation-acts.ts';
import type { Entry } from '../ledger/entry.ts';
import type { CirculationBook } from '../office/circulation-book.ts';

export type RelayEntry = Entry & { act: RelayAct };

/** How a circulation was passed on, by unit, the newest first; only what a liaison officer or a publisher has signed. */
export function relayEntries({ ledger }: CirculationBook, circulation: string): Map<string, RelayEntry[]> {
  const byUnit = new Map<string, RelayEntry[]>();
  for (const entry of ledger.chains.all()) {
    if (!isRelay(entry) || entry.act.circulation !== circulation) continue;
    const may = (['liaison', 'publisher'] as const).some(
      (role) => ledger.roster.judge(entry, role).refusal === undefined,
    );
    if (!may) continue;
    const list = byUnit.get(entry.act.unit);
    if (list === undefined) byUnit.set(entry.act.unit, [entry]);
    else list.push(entry);
  }
  for (const list of byUnit.values())
    list.sort((a, b) => b.at - a.at || b.seq - a.seq || (a.id < b.id ? -1 : 1));
  return byUnit;
}

const isRelay = (entry: Entry): entry is RelayEntry => entry.act.type === 'relay';
