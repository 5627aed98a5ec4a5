import type { CirculationRecord, ReadingOf } from '../circulations.ts';
import type { RegisterBody } from './make-register.ts';
import { actOf, behalfWords, exemptWords, howRead, readersByUnit } from './reading-cells.ts';
import type { Cell, RegisterOrder } from './register.ts';
import { circulatedTitle, type RegisterSources } from './register-sources.ts';
import type { RegisterWords } from './register-words.ts';
import { slipHead } from './slip-register.ts';

/** 签收册: one circulation by unit and person, every wording on a line of its own, with both times. */
export function receiptsRegister(
  record: CirculationRecord,
  { on }: RegisterOrder,
  sources: RegisterSources,
  words: RegisterWords,
): RegisterBody {
  const { book, witnessOf } = sources;
  const { units, devices } = book.ledger.roster.roster();
  const cells = (reading: ReadingOf): Cell[] => {
    const witnessed = witnessOf(reading.entry);
    return [
      { at: reading.entry.at },
      witnessed === undefined ? '' : { at: witnessed },
      devices.get(reading.entry.device)?.name ?? '',
    ];
  };
  const lines: Cell[][] = [];
  for (const { publish, edition } of record.act.editions) {
    const title = circulatedTitle(book, publish);
    for (const [unit, byEdition] of record.received) {
      const reading = byEdition.get(edition);
      if (reading === undefined) continue;
      const by = book.ledger.roster.roster().members.get(reading.by)?.name ?? '';
      const name = units.get(unit)?.name ?? '';
      lines.push([name, by, title, edition.slice(0, 16), ...cells(reading), words.unitHas, '']);
    }
  }
  for (const { id, name, unit, isMeant } of readersByUnit(record, sources)) {
    const { readings, state } = book.standing(record, id, on);
    for (const { publish, edition } of record.act.editions) {
      const title = circulatedTitle(book, publish);
      const reading = readings.get(edition);
      const former = isMeant ? '' : words.notMeant;
      if (reading === undefined) {
        if (!isMeant) continue;
        const why = exemptWords(record, id, words);
        const open = state === 'acknowledged' ? 'reached' : state;
        lines.push([unit, name, title, edition.slice(0, 16), '', '', '', words.states[open], why]);
      } else {
        const behalf = [behalfWords(reading, sources, words), former].filter(Boolean).join(words.semicolon);
        const read = `${words.levels[actOf(reading).mode]} ${howRead(reading, words)}`;
        lines.push([unit, name, title, actOf(reading).edition.slice(0, 16), ...cells(reading), read, behalf]);
      }
    }
  }
  return {
    head: slipHead(record, on, sources, words),
    above: [],
    columns: [
      { name: words.number, width: 4 },
      { name: words.unit, width: 8 },
      { name: words.person, width: 5 },
      { name: words.document, width: 12 },
      { name: words.edition, width: 10 },
      { name: words.claimedAt, width: 9 },
      { name: words.witnessedAt, width: 9 },
      { name: words.device, width: 7 },
      { name: words.how, width: 8 },
      { name: words.behalf, width: 13 },
    ],
    rows: lines.map((line, at) => [at + 1, ...line]),
    below: [],
    notes: [words.notes.known, words.notes.claimed],
  };
}
