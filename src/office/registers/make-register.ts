import { officeFingerprint } from '../../ledger/office-fingerprint.ts';
import type { CirculationRecord } from '../circulations.ts';
import { historyRegister } from './history-register.ts';
import { incomingRegister } from './incoming-register.ts';
import { missingRegister } from './missing-register.ts';
import { receiptsRegister } from './receipts-register.ts';
import type { Register, RegisterFact, RegisterOrder } from './register.ts';
import { circulatedTitle, type RegisterSources } from './register-sources.ts';
import { registerWords, type RegisterWords } from './register-words.ts';
import { slipRegister } from './slip-register.ts';

/** What one form makes of its sources; office, title and foot are the same for all. */
export type RegisterBody = Pick<Register, 'head' | 'above' | 'columns' | 'rows' | 'below' | 'notes'>;

/**
 * A register as the ledger stands. Depends on nothing but the order and the sources.
 *
 * @returns undefined when there is no such circulation
 */
export function makeRegister(order: RegisterOrder, sources: RegisterSources): Register | undefined {
  const words = registerWords(order.language);
  const { book } = sources;
  const record = order.circulation === undefined ? undefined : book.circulations.of(order.circulation);
  const body = bodyOf(order, record, sources, words);
  if (body === undefined) return undefined;
  return {
    form: order.form,
    office: book.ledger.roster.roster().name,
    title: words.title[order.form],
    ...body,
    foot: footOf(order, record, sources, words),
  };
}

function bodyOf(
  order: RegisterOrder,
  record: CirculationRecord | undefined,
  sources: RegisterSources,
  words: RegisterWords,
): RegisterBody | undefined {
  if (order.form === 'incoming') return incomingRegister(order, sources, words);
  if (order.form === 'history') return historyRegister(order, sources, words);
  if (record === undefined) return undefined;
  if (order.form === 'slip') return slipRegister(record, order, sources, words);
  if (order.form === 'receipts') return receiptsRegister(record, order, sources, words);
  return missingRegister(record, order, sources, words);
}

/** What the whole rests on: wordings, how far knowledge goes, who made it. */
function footOf(
  { by, device, at }: RegisterOrder,
  record: CirculationRecord | undefined,
  { book: whole }: RegisterSources,
  words: RegisterWords,
): RegisterFact[] {
  const { ledger } = whole;
  const roster = ledger.roster.roster();
  let newest = 0;
  for (const entry of ledger.chains.all()) newest = Math.max(newest, entry.at);
  return [
    ...(record?.act.editions ?? []).map(({ publish, edition }) => ({
      name: `${words.edition} ${words.title1(circulatedTitle(whole, publish))}`,
      value: edition,
    })),
    ...(record === undefined ? [] : [{ name: words.circulation, value: record.entry.id }]),
    { name: words.office, value: roster.name },
    { name: words.fingerprint, value: officeFingerprint(ledger.office) },
    { name: words.cutOff, value: { at: newest } },
    {
      name: words.madeBy,
      value: words.by(roster.members.get(by)?.name ?? '', roster.devices.get(device)?.name ?? ''),
    },
    { name: words.madeAt, value: { at } },
  ];
}
