import type { Clock } from '../sync/clock.ts';
import type { Circulating } from './circulating.ts';
import { circulationLine, replacedIn, stateOf } from './circulation-line.ts';
import { circulationStandings } from './circulation-standings.ts';
import type { CirculationsCalls, CirculationsView } from './circulations-protocol.ts';
import { cutOff } from './cut-off.ts';
import { maySeeNames } from './may-see-names.ts';
import type { Office } from './office.ts';

type Args<N extends keyof CirculationsCalls> = Parameters<CirculationsCalls[N]>[0];

interface ListParts {
  office: Office;
  circulating: Circulating;
  clock: Clock;
}

/** Who has read what, for those who answer for it, and in numbers for everybody. */
export class CirculationLists {
  #parts: ListParts;

  constructor(parts: ListParts) {
    this.#parts = parts;
  }

  /** @throws {EngineProblem} `no-office` */
  circulations({ on }: Args<'circulations'>): CirculationsView {
    const { office, circulating, clock } = this.#parts;
    const { book } = circulating;
    const records = book.all();
    const replaced = replacedIn(records);
    const lines = records.map((record) =>
      circulationLine(book, record, stateOf(record, replaced), circulationStandings(book, record, on)),
    );
    return {
      // The newest come first already.
      lines: lines.sort((a, b) => Number(b.state === 'open') - Number(a.state === 'open')),
      mayNames: maySeeNames(office),
      mayAct: office.me()?.roles.includes('publisher') ?? false,
      cutOff: cutOff(book, office.keeper.device, clock.now()),
    };
  }
}
