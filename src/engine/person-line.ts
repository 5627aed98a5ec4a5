import type { AcknowledgeAct } from '../ledger/circulation-acts.ts';
import type { CirculationBook } from '../office/circulation-book.ts';
import type { CirculationRecord, ReadingOf } from '../office/circulations.ts';
import type { MemberStanding } from '../office/member-standing.ts';
import { localDay } from '../rule/local-day.ts';
import type { Heard, PersonLine, ReadingShort } from './circulations-protocol.ts';

/** When a device was last heard directly, by this device's clock. */
export type HeardAt = (device: string) => number | undefined;

/**
 * @param isOpen nobody is late for what is over
 * @param number where somebody else has the same name
 */
export function personLine(
  book: CirculationBook,
  record: CirculationRecord,
  standing: MemberStanding,
  { heardAt, isOpen, number }: { heardAt: HeardAt; isOpen: boolean; number?: string | undefined },
): PersonLine {
  const { member, state, readings, missing } = standing;
  const { members, units } = book.ledger.roster.roster();
  const known = members.get(member);
  const unit = known?.unit === undefined ? undefined : units.get(known.unit);
  const heard = state === 'acknowledged' ? undefined : heardOf(book, member, heardAt);
  return {
    member,
    name: known?.name ?? member,
    ...(unit !== undefined && { unit: unit.id, unitName: unit.name }),
    ...(number !== undefined && { number }),
    state,
    isOverdue: isOpen && standing.isOverdue,
    isWaitingTurn: isOpen && standing.isWaitingTurn,
    readings: record.act.editions.flatMap(({ edition }) => {
      const reading = readings.get(edition);
      return reading === undefined ? [] : [short(record, edition, reading)];
    }),
    missing: missing.length,
    ...(heard !== undefined && { heard }),
  };
}

/** @returns undefined when nothing is known of any of their devices */
export function heardOf(book: CirculationBook, member: string, heardAt: HeardAt): Heard | undefined {
  let heard: Heard | undefined;
  for (const device of book.devicesOf(member)) {
    const direct = heardAt(device);
    const signed = book.reached.newestOf(device)?.at;
    if (signed !== undefined && signed > (heard?.at ?? -Infinity)) heard = { at: signed, isDirect: false };
    if (direct !== undefined && direct > (heard?.at ?? -Infinity)) heard = { at: direct, isDirect: true };
  }
  return heard;
}

/** Read after the due day: as they say themselves, or since others witness that it cannot have been sooner. */
export function isLate(book: CirculationBook, { act }: CirculationRecord, { entry }: ReadingOf): boolean {
  if (act.due === undefined) return false;
  const { behalf } = acknowledgementIn(entry);
  if ((behalf?.on ?? localDay(entry.at)) > act.due) return true;
  // What somebody enters later was read before.
  const after = behalf === undefined ? book.ledger.witness.of(entry).after : undefined;
  return after !== undefined && localDay(after.at) > act.due;
}

export function acknowledgementIn({ act }: ReadingOf['entry']): AcknowledgeAct {
  // Nothing else is ever taken as a reading.
  return act as AcknowledgeAct;
}

function short(record: CirculationRecord, edition: string, { entry, means }: ReadingOf): ReadingShort {
  const { behalf, remark } = acknowledgementIn(entry);
  const { due } = record.act;
  return {
    edition,
    at: entry.at,
    ...(means !== undefined && { means }),
    ...(behalf?.on !== undefined && { on: behalf.on }),
    // Witnesses are asked about one person at a time: for a whole office that takes too long.
    isLate: due !== undefined && (behalf?.on ?? localDay(entry.at)) > due,
    hasRemark: remark !== undefined,
  };
}
