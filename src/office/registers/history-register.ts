import type { RegisterBody } from './make-register.ts';
import { actOf, behalfWords, howRead } from './reading-cells.ts';
import type { RegisterOrder } from './register.ts';
import { circulatedTitle, type RegisterSources } from './register-sources.ts';
import type { RegisterWords } from './register-words.ts';

/** Everything that the member who makes it has acknowledged, or somebody for them, the newest first. */
export function historyRegister(
  { by }: RegisterOrder,
  sources: RegisterSources,
  words: RegisterWords,
): RegisterBody {
  const { book, witnessOf } = sources;
  const { members, units, devices } = book.ledger.roster.roster();
  const member = members.get(by);
  const rows = book
    .all()
    .flatMap(({ read }) => [...(read.get(by)?.values() ?? [])])
    .sort((a, b) => b.entry.at - a.entry.at || (a.entry.id < b.entry.id ? -1 : 1))
    .map((reading, at) => {
      const act = actOf(reading);
      const witnessed = witnessOf(reading.entry);
      return [
        at + 1,
        circulatedTitle(book, act.publish),
        act.edition.slice(0, 16),
        { at: reading.entry.at },
        witnessed === undefined ? '' : { at: witnessed },
        devices.get(reading.entry.device)?.name ?? '',
        `${words.levels[act.mode]} ${howRead(reading, words)}`,
        act.statement ?? behalfWords(reading, sources, words),
      ];
    });
  return {
    head: [
      { name: words.person, value: member?.name ?? '' },
      { name: words.unit, value: units.get(member?.unit ?? '')?.name ?? '' },
    ],
    above: [],
    columns: [
      { name: words.number, width: 4 },
      { name: words.document, width: 14 },
      { name: words.edition, width: 10 },
      { name: words.claimedAt, width: 9 },
      { name: words.witnessedAt, width: 9 },
      { name: words.device, width: 7 },
      { name: words.how, width: 8 },
      { name: words.statement, width: 16 },
    ],
    rows,
    below: [],
    notes: [words.notes.known, words.notes.claimed],
  };
}
