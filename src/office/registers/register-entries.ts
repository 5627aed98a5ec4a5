import { chainStretches } from '../../ledger/chain-places.ts';
import type { Entry } from '../../ledger/entry.ts';
import type { CirculationRecord } from '../circulations.ts';
import type { RegisterOrder } from './register.ts';
import type { RegisterSources } from './register-sources.ts';

/** What a register rests on: entries to be shown, and by entry the checkpoint that says it was seen. */
export interface RegisterGrounds {
  /** Ids, in the order in which the ledger has them. */
  entries: string[];
  witnesses: Map<string, string>;
}

/**
 * The entries from which a register can be counted again without the app: the whole roster with its sign-offs, what was
 * circulated and everything that was signed about it, refused and taken back or not, checkpoints that say what was
 * reached and seen when, and the newest entry, up to which this device knows.
 */
export function registerGrounds(order: RegisterOrder, { book, incoming }: RegisterSources): RegisterGrounds {
  const { chains, roster } = book.ledger;
  const records = recordsOf(order, { book, incoming });
  const about = new Set(records.map(({ entry }) => entry.id));
  const published = new Set(records.flatMap(({ act }) => act.editions.map(({ publish }) => publish)));
  const received = new Set(order.form === 'incoming' ? incoming : []);
  const wanted = new Map<string, Entry>();
  const want = (entry: Entry | undefined): void => {
    if (entry !== undefined) wanted.set(entry.id, entry);
  };
  const withdrawals: Entry[] = [];
  let newest: Entry | undefined;
  for (const entry of chains.all()) {
    const { act } = entry;
    if (newest === undefined || entry.at > newest.at) newest = entry;
    if (act.type === 'withdraw') withdrawals.push(entry);
    else if (isGround(entry)) want(entry);
  }
  for (const entry of withdrawals)
    if (entry.act.type === 'withdraw' && wanted.has(entry.act.entry)) want(entry);
  want(newest);
  const checkpoints = checkpointsOf(book);
  const witnesses = new Map<string, string>();
  if (order.form === 'receipts' || order.form === 'history')
    for (const entry of readingsOf(order, records)) {
      const { before } = book.ledger.witness.of(entry);
      const checkpoint = (checkpoints.get(before?.device ?? '') ?? []).find(
        (one) => one.at === before?.at && placeOf(one, entry, book) !== undefined,
      );
      if (checkpoint === undefined) continue;
      want(checkpoint);
      want(placeOf(checkpoint, entry, book));
      witnesses.set(entry.id, checkpoint.id);
    }
  for (const record of order.form === 'incoming' || order.form === 'history' ? [] : records)
    for (const member of book.members(record))
      for (const device of book.devicesOf(member)) {
        if (order.form === 'missing') want(book.reached.newestOf(device));
        const said = (checkpoints.get(device) ?? []).find(
          (one) => placeOf(one, record.entry, book) !== undefined,
        );
        if (said === undefined) continue;
        want(said);
        want(placeOf(said, record.entry, book));
      }
  const all = [...wanted.values()];
  const { on } = chainStretches(all, (id) => chains.get(id));
  return { entries: [...new Set([...all, ...on].map(({ id }) => id))], witnesses };

  function isGround(entry: Entry): boolean {
    const { act } = entry;
    switch (act.type) {
      case 'genesis':
      case 'roster':
        return true;
      case 'sign-off':
        return roster.has(act.entry);
      case 'publish':
        return published.has(entry.id) || received.has(act.edition);
      case 'circulate':
        return about.has(entry.id);
      case 'close':
        return about.has(act.circulation);
      case 'acknowledge':
      case 'exempt':
        if (order.form === 'incoming' || !about.has(act.circulation ?? '')) return false;
        return order.form !== 'history' || isOfMember(entry, order.by);
      default:
        return false;
    }
  }

  function isOfMember(entry: Entry, member: string): boolean {
    const { act } = entry;
    if (act.type !== 'acknowledge') return false;
    if (act.behalf !== undefined) return act.behalf.members.includes(member);
    return roster.judge(entry, 'member').member === member;
  }
}

/** A place in the chain of an entry, at it or after it, that a checkpoint says was seen. */
export function placeOf(
  checkpoint: Entry,
  entry: Entry,
  { ledger: { chains } }: RegisterSources['book'],
): Entry | undefined {
  if (checkpoint.act.type !== 'checkpoint') return undefined;
  for (const [device, seq, id] of checkpoint.act.seen)
    if (device === entry.device && seq >= entry.seq && chains.isWithin(entry, [seq, id])) {
      const place = chains.get(id);
      if (place !== undefined) return place;
    }
  return undefined;
}

function recordsOf(
  { form, circulation, by }: RegisterOrder,
  { book, incoming }: Pick<RegisterSources, 'book' | 'incoming'>,
): CirculationRecord[] {
  if (form === 'history') return book.all().filter(({ read }) => read.has(by));
  const received = new Set(incoming);
  if (form === 'incoming')
    return book.all().filter(({ act }) => act.editions.some(({ edition }) => received.has(edition)));
  const record = circulation === undefined ? undefined : book.circulations.of(circulation);
  return record === undefined ? [] : [record];
}

function readingsOf({ form, by }: RegisterOrder, records: readonly CirculationRecord[]): Entry[] {
  const entries: Entry[] = [];
  for (const { read, received } of records)
    for (const [who, byEdition] of [...read, ...(form === 'history' ? [] : received)])
      if (form !== 'history' || who === by) for (const { entry } of byEdition.values()) entries.push(entry);
  return entries;
}

/** Checkpoints by the device that made them, the oldest first. */
function checkpointsOf({ ledger }: RegisterSources['book']): Map<string, Entry[]> {
  const byDevice = new Map<string, Entry[]>();
  for (const entry of ledger.chains.all()) {
    if (entry.act.type !== 'checkpoint') continue;
    const list = byDevice.get(entry.device);
    if (list === undefined) byDevice.set(entry.device, [entry]);
    else list.push(entry);
  }
  return byDevice;
}
