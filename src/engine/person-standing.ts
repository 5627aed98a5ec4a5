import type { CirculationBook } from '../office/circulation-book.ts';
import type { CirculationRecord, ReadingOf } from '../office/circulations.ts';
import { hasPassed } from '../office/has-passed.ts';
import type { Day } from '../rule/validity.ts';
import { titlesOf } from './circulation-line.ts';
import type { PersonStanding, ReadingProof, SignedNote } from './circulations-protocol.ts';
import { signerOf } from './office-view.ts';
import { acknowledgementIn, type HeardAt, isLate, personLine } from './person-line.ts';

/** How one person stands to one circulation, and how that is known. */
export function personStanding(
  book: CirculationBook,
  record: CirculationRecord,
  { member, on, heardAt, isOpen }: { member: string; on: Day; heardAt: HeardAt; isOpen: boolean },
): PersonStanding {
  const standing = book.standing(record, member, on);
  const { devices } = book.ledger.roster.roster();
  const titles = titlesOf(book, record);
  return {
    ...personLine(book, record, standing, { heardAt, isOpen }),
    proofs: titles.flatMap((title) => {
      const reading = standing.readings.get(title.edition);
      return reading === undefined ? [] : [{ ...title, ...proofOf(book, record, reading) }];
    }),
    ...(standing.exempt !== undefined && { exempt: noteOf(book, standing.exempt) }),
    devices: book.devicesOf(member).map((id) => {
      const newest = book.reached.newestOf(id)?.at;
      const direct = heardAt(id);
      return {
        name: devices.get(id)?.name ?? '',
        hasSaid: book.reached.hasSaid(id, record.entry),
        ...(newest !== undefined && { newest }),
        ...(direct !== undefined && { heardAt: direct }),
      };
    }),
  };
}

/** Who signed something, when and why. */
export function noteOf({ ledger }: CirculationBook, entry: ReadingOf['entry']): SignedNote {
  const { act } = entry;
  const reason = 'reason' in act ? act.reason : undefined;
  return {
    by: signerOf(ledger.roster.roster(), entry.device),
    at: entry.at,
    ...(reason !== undefined && { reason }),
  };
}

function proofOf(
  book: CirculationBook,
  record: CirculationRecord,
  reading: ReadingOf,
): Omit<ReadingProof, 'rule' | 'title' | 'part'> {
  const { entry } = reading;
  const { ledger } = book;
  const roster = ledger.roster.roster();
  const act = acknowledgementIn(entry);
  const witnessed = ledger.witness.of(entry);
  const witnesses = [witnessed.after?.device, witnessed.before?.device].filter((one) => one !== undefined);
  const { means, reason, witness, on } = act.behalf ?? {};
  return {
    entry: entry.id,
    edition: act.edition,
    mode: act.mode,
    at: entry.at,
    witnessed,
    witnesses: Object.fromEntries(witnesses.map((one) => [one, signerOf(roster, one)])),
    device: roster.devices.get(entry.device)?.name ?? '',
    by: roster.members.get(reading.by)?.name ?? '',
    ...(act.statement !== undefined && { statement: act.statement }),
    isLate: isLate(book, record, reading),
    ...(act.mode === 'studied' &&
      act.behalf === undefined && { hasPassed: hasPassed(record.act, act.answers) }),
    ...(act.remark !== undefined && { remark: act.remark }),
    ...(means !== undefined &&
      reason !== undefined && {
        behalf: { means, reason, ...(witness !== undefined && { witness }), ...(on !== undefined && { on }) },
      }),
  };
}
