import type { AcknowledgeAct } from '../../ledger/circulation-acts.ts';
import type { CirculationRecord, ReadingOf } from '../circulations.ts';
import type { RegisterSources } from './register-sources.ts';
import type { RegisterWords } from './register-words.ts';

/** The act of a reading. */
export function actOf({ entry }: ReadingOf): AcknowledgeAct {
  if (entry.act.type !== 'acknowledge') throw new TypeError('no acknowledgement');
  return entry.act;
}

/** In person, or by what means somebody else said so. */
export function howRead({ means }: ReadingOf, words: RegisterWords): string {
  return means === undefined ? words.own : words.means[means];
}

/** Who said it for somebody, why, who was there, and on which day it was read; nothing for one's own word. */
export function behalfWords(reading: ReadingOf, { book }: RegisterSources, words: RegisterWords): string {
  const { behalf } = actOf(reading);
  if (behalf === undefined) return '';
  const by = book.ledger.roster.roster().members.get(reading.by)?.name ?? '';
  return [
    words.behalfOf(by, behalf.reason, behalf.witness ?? ''),
    behalf.on === undefined ? '' : words.readOn(behalf.on),
  ]
    .filter(Boolean)
    .join(words.semicolon);
}

export function remarkWords(reading: ReadingOf, words: RegisterWords): string {
  const { remark } = actOf(reading);
  return remark === undefined ? '' : `${words.remarks[remark.kind]}: ${remark.text}`;
}

export function exemptWords({ exempt }: CirculationRecord, member: string, words: RegisterWords): string {
  const act = exempt.get(member)?.act;
  return act?.type === 'exempt' ? words.exempted(act.reason) : '';
}

/** Whom a circulation means, in their turn, and after them who has acknowledged it and is meant no more. */
export function readersOf(
  record: CirculationRecord,
  { book }: RegisterSources,
): { id: string; name: string; unit: string; isMeant: boolean }[] {
  const meant = book.members(record);
  const isMeant = new Set(meant);
  const { members, units } = book.ledger.roster.roster();
  const former = [...record.read.keys()].filter((id) => !isMeant.has(id)).sort();
  return [...meant, ...former].map((id) => {
    const member = members.get(id);
    return {
      id,
      name: member?.name ?? '',
      unit: units.get(member?.unit ?? '')?.name ?? '',
      isMeant: isMeant.has(id),
    };
  });
}

/** The same, those of one unit together. */
export function readersByUnit(
  record: CirculationRecord,
  sources: RegisterSources,
): ReturnType<typeof readersOf> {
  const groups = new Map<string, ReturnType<typeof readersOf>>();
  for (const reader of readersOf(record, sources)) {
    const group = groups.get(reader.unit);
    if (group === undefined) groups.set(reader.unit, [reader]);
    else group.push(reader);
  }
  return [...groups.values()].flat();
}
