import type { FrozenCopy } from '../office/consultation-copy.ts';
import type { ConsultationRecord } from '../office/consultations.ts';
import { readDecisions } from '../office/opinion-decision.ts';
import {
  latenessOf,
  newestSlips,
  type OpinionLine,
  opinionLines,
  type TakenSlip,
} from '../office/opinion-lines.ts';
import { unitsToAnswerFor } from '../office/units-to-answer-for.ts';
import { draftBody } from '../rule/draft-body.ts';
import { parseText } from '../rule/parse-text.ts';
import type { RoundContent } from '../store/round-document.ts';
import type { Office } from './office.ts';
import type { OpenedRounds } from './opened-rounds.ts';
import type { AskedLine, OpinionView, RoundLine, RoundView, SaidBy } from './opinions-protocol.ts';
import { madePackages } from './opinion-packages.ts';
import type { RoundIntake } from './round-intake.ts';
import { askedIn, readersAmong } from './round-readers.ts';

/** Everything about a round that is on this device. */
export interface RoundFacts {
  record: ConsultationRecord;
  copy: FrozenCopy | undefined;
  round: RoundContent | undefined;
  /** Of each slip the one that counts. */
  slips: TakenSlip[];
  lines: OpinionLine[];
  leftOut: number;
}

export async function roundFacts(
  record: ConsultationRecord,
  leftOut: number,
  { opened, intake }: { opened: OpenedRounds; intake: RoundIntake },
): Promise<RoundFacts> {
  const [copy, round] = [await opened.copy(record), await opened.round(record.act)];
  const taken = round === undefined ? [] : await intake.slips(record, round);
  const places =
    copy === undefined ? [] : parseText(draftBody(copy.text, '').text).units.map(({ address }) => address);
  const decided = readDecisions(round?.answers ?? {});
  const lines = opinionLines(taken, decided, { places, closes: record.closes });
  return { record, copy, round, slips: newestSlips(taken), lines, leftOut };
}

/** A round as editors see it. */
export function roundView(facts: RoundFacts, line: RoundLine, office: Office): RoundView {
  const { record, copy, round, slips, lines, leftOut } = facts;
  const { members } = office.roster;
  const asked = askedIn(office, record);
  const readers = new Set(readersAmong(office, new Set(asked)).map(({ member }) => member));
  return {
    ...line,
    draft: record.act.draft,
    title: copy?.title ?? '',
    note: copy?.note ?? '',
    questions: copy?.questions ?? [],
    isMissing: copy === undefined || round === undefined,
    people: asked.map((id) => personLine(id, facts, office)),
    units: unitLines(facts, office),
    unnamed: slips.filter(({ slip, carried }) => slip.from === undefined && carried === undefined).length,
    carried: slips.filter(({ carried }) => carried !== undefined).length,
    opinions: lines.map((one) => opinionView(one, office)),
    leftOut,
    unreached: asked.filter((id) => !readers.has(id)).map((id) => members.get(id)?.name ?? ''),
    answered: record.answers.size,
    packages: madePackages(facts),
  };
}

/** Does this slip speak for a unit, and may who wrote it? */
export function unitOf({ slip }: TakenSlip, office: Office): string | undefined {
  const { member, unit } = slip.from ?? {};
  if (member === undefined || unit === undefined) return undefined;
  return unitsToAnswerFor(office.roster, member).includes(unit) ? unit : undefined;
}

export function saidBy({ from, carried }: OpinionLine, office: Office): SaidBy {
  const { members, units } = office.roster;
  if (carried !== undefined)
    return { kind: 'carried', name: carried.name, byName: members.get(carried.by)?.name ?? '' };
  if (from === undefined) return { kind: 'anonymous', name: '' };
  const member = members.get(from.member);
  const name = member?.name ?? '';
  if (from.unit !== undefined && unitsToAnswerFor(office.roster, from.member).includes(from.unit))
    return { kind: 'unit', name: units.get(from.unit)?.name ?? '', byName: name };
  const unitName = units.get(member?.unit ?? '')?.name;
  return { kind: 'member', name, ...(unitName !== undefined && { unitName }) };
}

function opinionView(line: OpinionLine, office: Office): OpinionView {
  const { members } = office.roster;
  return {
    ...line.opinion,
    key: line.key,
    from: saidBy(line, office),
    ...(line.late !== undefined && { late: line.late }),
    decisions: line.decisions.map(({ id, decision, reason, by, at }) => ({
      id,
      decision,
      reason,
      byName: members.get(by)?.name ?? '',
      at,
    })),
    isChanged: line.isChanged,
  };
}

/** What somebody has said; of several slips, as of two devices that did not know of each other, the one that says most. */
function saidIn(slips: readonly TakenSlip[], closes: string): Pick<AskedLine, 'said' | 'late'> {
  const order = ['opinions', 'none', 'withdrawn'] as const;
  const saidOf = ({ slip: { none, opinions } }: TakenSlip): (typeof order)[number] =>
    opinions.length > 0 ? 'opinions' : none === true ? 'none' : 'withdrawn';
  const [most] = slips.toSorted((a, b) => order.indexOf(saidOf(a)) - order.indexOf(saidOf(b)));
  if (most === undefined) return {};
  const late = latenessOf(most, closes);
  return { said: saidOf(most), ...(late !== undefined && { late }) };
}

function personLine(id: string, { slips, record }: RoundFacts, office: Office): AskedLine {
  const { members, units } = office.roster;
  const { name = '', unit } = members.get(id) ?? {};
  const unitName = units.get(unit ?? '')?.name;
  const own = slips.filter((one) => one.slip.from?.member === id && unitOf(one, office) === undefined);
  return { id, name, ...(unitName !== undefined && { unitName }), ...saidIn(own, record.closes) };
}

/** Units that were asked as such, and those that have answered. */
function unitLines({ slips, record }: RoundFacts, office: Office): AskedLine[] {
  const { units } = office.roster;
  const answered = slips.flatMap((one) => unitOf(one, office) ?? []);
  return [...new Set([...record.act.audience.units, ...answered])].flatMap((id) => {
    const unit = units.get(id);
    if (unit === undefined) return [];
    const own = slips.filter((one) => unitOf(one, office) === id);
    return [{ id, name: unit.name, ...saidIn(own, record.closes) }];
  });
}
