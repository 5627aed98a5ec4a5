/**
 * `npm run measure -- acknowledge [--repeats N]`: 500 people, 200 circulations, 100,000 acknowledgements in memory, and
 * what a reader of the lists waits for in the engine's own book.
 *
 * `listMs` is for the standing of all people to one circulation, all at once or one after another, `matrixMs` for that of a unit's 25 people to all 200,
 * `personMs` for that of one person to all 200; each the slower of the first question to a book that was just begun and of
 * the same question after one more acknowledgement has come in, as medians of the repeats. `first` and `again` hold both.
 * `bareMs` is a bare loop over the same entries that counts for each circulation who has acknowledged it; `ratio` is the
 * slowest of the three beside that. `calls` is what a tab is answered, with the beginning of the book and everything that
 * the pages show. `beginMs` is for beginning the book, once after a start; `addMs` for one more
 * acknowledgement; `afterRosterMs` for the matrix after the roster has changed, when everything is judged anew.
 */
import { parseArgs } from 'node:util';
import { Circulating } from '../../src/engine/circulating.ts';
import { CirculationLists } from '../../src/engine/circulation-lists.ts';
import { Office } from '../../src/engine/office.ts';
import type { Entry } from '../../src/ledger/entry.ts';
import { CirculationBook } from '../../src/office/circulation-book.ts';
import type { LedgerKeeper } from '../../src/store/ledger-keeper.ts';
import type { Library } from '../../src/store/library.ts';
import { systemClock } from '../../src/sync/clock.ts';
import {
  ManyAcknowledgements,
  circulations,
  inTurn,
  people,
  perUnit,
} from './acknowledge/many-acknowledgements.ts';
import { median } from './percentile.ts';

const { values } = parseArgs({ options: { repeats: { type: 'string', default: '11' } } });
const repeats = Math.max(1, Number(values.repeats));
const on = '2026-04-01';

const many = new ManyAcknowledgements();
const acknowledgements = many.entries.filter(({ act }) => act.type === 'acknowledge').length;
console.error(`${many.entries.length} entries, ${acknowledgements} of them acknowledgements`);

type Question = 'list' | 'in-turn' | 'matrix' | 'person';

const list = (book: CirculationBook, at: number): number => {
  const record = book.circulations.of(many.sent[at % circulations]!)!;
  return book.members(record).filter((one) => book.standing(record, one, on).state === 'acknowledged').length;
};

const ask: Record<Question, (book: CirculationBook, turn: number) => number> = {
  list: (book, turn) => list(book, turn * 10),
  'in-turn': (book, turn) => list(book, turn * 10 + inTurn),
  matrix(book, turn) {
    const from = (turn % (people / perUnit)) * perUnit;
    const unit = many.members.slice(from, from + perUnit);
    let read = 0;
    for (const record of book.all())
      for (const one of unit) if (book.standing(record, one, on).state === 'acknowledged') read += 1;
    return read;
  },
  person(book, turn) {
    const one = many.members[(turn * 13) % people]!;
    return book.all().filter((record) => book.standing(record, one, on).state === 'acknowledged').length;
  },
};
/** How many answers there are to each question, apart from one in twenty. */
const answers: Record<Question, number> = {
  list: people,
  'in-turn': people,
  matrix: perUnit * circulations,
  person: circulations,
};

function timed(run: () => void): number {
  const begun = performance.now();
  run();
  return performance.now() - begun;
}

/** Who has acknowledged each circulation, with nothing looked at but the entries. */
function bare(entries: readonly Entry[], memberOf: ReadonlyMap<string, string>): Map<string, Set<string>> {
  const read = new Map<string, Set<string>>();
  for (const { act, device } of entries) {
    if (act.type !== 'acknowledge' || act.circulation === undefined) continue;
    let who = read.get(act.circulation);
    if (who === undefined) read.set(act.circulation, (who = new Set()));
    who.add(memberOf.get(device)!);
  }
  return read;
}

const memberOf = new Map(
  [...many.ledger.roster.roster().devices.values()].map(({ id, member }) => [id, member]),
);
const times = new Map<string, number[]>();
const note = (name: string, ms: number): void => void times.set(name, [...(times.get(name) ?? []), ms]);
for (let turn = 0; turn < repeats; turn++) {
  let counted = 0;
  note(
    'bare',
    timed(
      () => (counted = [...bare(many.entries, memberOf).values()].reduce((sum, { size }) => sum + size, 0)),
    ),
  );
  let inBook = 0;
  for (const [name, question] of Object.entries(ask) as [Question, (typeof ask)[Question]][]) {
    let book!: CirculationBook;
    note(
      'begin',
      timed(() => (book = new CirculationBook(many.ledger))),
    );
    let found = 0;
    note(
      `${name} first`,
      timed(() => (found = question(book, turn))),
    );
    if (found < answers[name] * 0.9) throw new Error(`${name}: only ${found}`);
    many.acknowledge((turn * 31) % people, (turn * 17) % circulations);
    note(
      'add',
      timed(() => book.follow()),
    );
    note(
      `${name} again`,
      timed(() => question(book, turn)),
    );
    if (name !== 'matrix') continue;
    many.changeRoster(`${turn}处`);
    book.follow();
    note(
      'roster',
      timed(() => question(book, turn)),
    );
    inBook = book.all().reduce((sum, { read }) => sum + read.size, 0);
  }
  if (Math.abs(inBook - counted) > 2) throw new Error(`${inBook} are in the book, ${counted} were counted`);
  console.error(`${turn + 1} of ${repeats}`);
}

/** What a tab is answered, by lists over a book that was just begun and again after one more word. */
function calls(): Record<string, { first: number; again: number }> {
  const { id: device } = [...many.ledger.roster.roster().devices.values()].find(
    ({ member }) => member === 'm0',
  )!;
  const keeper = { ledger: many.ledger, device } as unknown as LedgerKeeper;
  const office = new Office(keeper, {} as unknown as Library);
  const asked: Record<string, (lists: CirculationLists, turn: number) => unknown> = {
    circulations: (lists) => lists.circulations({ on }),
    circulation: (lists, turn) => lists.circulation({ circulation: many.sent[turn]!, on }),
    matrix: (lists, turn) => lists.matrix({ unit: `u${turn % (people / perUnit)}`, on }),
    person: (lists, turn) => lists.person({ member: many.members[turn * 13]!, on }),
    unit: (lists, turn) => lists.unit({ unit: `u${turn % (people / perUnit)}`, on }),
  };
  const answered: Record<string, { first: number; again: number }> = {};
  for (const [name, ask] of Object.entries(asked)) {
    const [first, again]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < repeats; turn++) {
      const lists = new CirculationLists({
        office,
        circulating: new Circulating(office),
        clock: systemClock,
        heardAt: () => undefined,
      });
      first.push(timed(() => ask(lists, turn)));
      many.acknowledge((turn * 7) % people, (turn * 3) % circulations);
      again.push(timed(() => ask(lists, turn)));
    }
    answered[name] = { first: round(median(first)), again: round(median(again)) };
  }
  return answered;
}

const round = (value: number): number => Number(value.toFixed(3));
const of = (name: string): number => round(median(times.get(name)!));
const both = (name: Question): number => Math.max(of(`${name} first`), of(`${name} again`));
const listMs = Math.max(both('list'), both('in-turn'));
const [matrixMs, personMs, bareMs] = [both('matrix'), both('person'), of('bare')];
console.log(
  JSON.stringify({
    acknowledgements,
    listMs,
    matrixMs,
    personMs,
    bareMs,
    ratio: round(Math.max(listMs, matrixMs, personMs) / bareMs),
    first: { listMs: of('list first'), matrixMs: of('matrix first'), personMs: of('person first') },
    again: { listMs: of('list again'), matrixMs: of('matrix again'), personMs: of('person again') },
    beginMs: of('begin'),
    addMs: of('add'),
    afterRosterMs: of('roster'),
    calls: calls(),
  }),
);
