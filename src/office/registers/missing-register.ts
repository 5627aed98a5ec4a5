import type { CirculationRecord } from '../circulations.ts';
import type { RegisterBody } from './make-register.ts';
import { readersByUnit } from './reading-cells.ts';
import type { Cell, RegisterOrder } from './register.ts';
import { circulatedTitle, type RegisterSources } from './register-sources.ts';
import type { RegisterWords } from './register-words.ts';
import { slipHead } from './slip-register.ts';

/** Those who have not acknowledged and are not exempt, by unit, and what is known of them. */
export function missingRegister(
  record: CirculationRecord,
  { on }: RegisterOrder,
  sources: RegisterSources,
  words: RegisterWords,
): RegisterBody {
  const { book } = sources;
  const titles = new Map(
    record.act.editions.map(({ publish, edition }) => [edition, circulatedTitle(book, publish)]),
  );
  const lines: Cell[][] = [];
  for (const { id, name, unit, isMeant } of readersByUnit(record, sources)) {
    const { state, missing, isOverdue, isWaitingTurn } = book.standing(record, id, on);
    if (!isMeant || missing.length === 0 || state === 'exempt') continue;
    const heard = lastHeard(book, id);
    lines.push([
      unit,
      name,
      isWaitingTurn ? `${words.states[state]}${words.comma}${words.turn}` : words.states[state],
      isOverdue ? words.yes : words.no,
      heard === undefined ? words.never : { at: heard },
      missing.map((edition) => words.title1(titles.get(edition) ?? '')).join(''),
    ]);
  }
  return {
    head: [
      ...slipHead(record, on, sources, words),
      { name: words.title.missing, value: words.missingCount(lines.length) },
    ],
    above: [],
    columns: [
      { name: words.number, width: 4 },
      { name: words.unit, width: 9 },
      { name: words.person, width: 6 },
      { name: words.state, width: 10 },
      { name: words.overdue, width: 5 },
      { name: words.heard, width: 10 },
      { name: words.open, width: 14 },
    ],
    rows: lines.map((line, at) => [at + 1, ...line]),
    below: [],
    notes: [words.notes.known, words.notes.reached],
  };
}

/** When any of their devices last signed something that has come here, by its own clock. */
function lastHeard(book: RegisterSources['book'], member: string): number | undefined {
  const times = book.devicesOf(member).flatMap((device) => book.reached.newestOf(device)?.at ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}
