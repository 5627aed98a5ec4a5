import type { Entry } from '../ledger/entry.ts';
import type { Day } from '../rule/validity.ts';
import type { CirculationRecord, ReadingOf } from './circulations.ts';

/** How one member stands to one circulation, as far as this device knows. */
export interface MemberStanding {
  member: string;
  /** `reached`: one of their devices has said that it holds it; `not-reached`: none has, as far as is known here. */
  state: 'not-reached' | 'reached' | 'acknowledged' | 'exempt';
  /** It is past the due day, and it is not acknowledged. */
  isOverdue: boolean;
  /** It is not their turn yet: somebody before them has not acknowledged. */
  isWaitingTurn: boolean;
  /** By hash of the edition that was circulated. */
  readings: ReadonlyMap<string, ReadingOf>;
  /** Hashes of the circulated editions that are still to be read. */
  missing: string[];
  exempt?: Entry;
}

interface Around {
  on: Day;
  /** Only asked where it is read one after another. */
  hasTurnCome: () => boolean;
  hasReached: () => boolean;
}

const none: ReadonlyMap<string, ReadingOf> = new Map();

export function memberStanding(
  record: CirculationRecord,
  member: string,
  { on, hasTurnCome, hasReached }: Around,
): MemberStanding {
  const { act } = record;
  const readings = record.read.get(member) ?? none;
  const missing = missingOf(record, member);
  const exempt = record.exempt.get(member);
  const isOpen = missing.length > 0 && exempt === undefined;
  return {
    member,
    state: stateOf(),
    isOverdue: isOpen && act.due !== undefined && act.due < on,
    isWaitingTurn: isOpen && act.order === 'in-turn' && !hasTurnCome(),
    readings,
    missing,
    ...(exempt !== undefined && { exempt }),
  };

  function stateOf(): MemberStanding['state'] {
    if (missing.length === 0) return 'acknowledged';
    if (exempt !== undefined) return 'exempt';
    return hasReached() ? 'reached' : 'not-reached';
  }
}

/** Hashes of the circulated editions of which nobody has said that this member has read them. */
export function missingOf({ act, read }: CirculationRecord, member: string): string[] {
  const readings = read.get(member) ?? none;
  return act.editions.map(({ edition }) => edition).filter((edition) => !readings.has(edition));
}
