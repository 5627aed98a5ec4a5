import type { AcknowledgeAct, CirculateAct } from '../../src/ledger/circulation-acts.ts';
import type { Act, Entry, RosterChange } from '../../src/ledger/entry.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { Circulations, type CirculationRecord } from '../../src/office/circulations.ts';
import { Random } from '../faults/random.ts';
import { SomeDevice, someHash, someKeys, someMember } from '../ledger/some-office.ts';

export const publish = someHash('p');
export const edition = someHash('e');
export const asked: CirculateAct = {
  type: 'circulate',
  editions: [{ publish, edition }],
  audience: { everyone: true, units: [], posts: [], roles: [], members: [], except: [] },
  level: 'read',
  order: 'together',
};

export const behalf = { members: ['m'], means: 'paper', reason: '无设备', witness: '李雷' } as const;

/** An admin who publishes, a liaison officer, a member, and what they say: one after another, or known to nobody else. */
export async function somePeople(more: RosterChange[] = []) {
  const keys = await Promise.all([0, 1, 2].map(someKeys));
  const { device: p, genesis } = await SomeDevice.founding(keys[0]!, [
    ...someMember(keys[0]!, 'p', ['admin', 'publisher']),
    ...someMember(keys[1]!, 'l', ['liaison']),
    ...someMember(keys[2]!, 'm', []),
    ...more,
  ]);
  const said: Entry[] = [genesis];
  const [l, m] = [keys[1]!, keys[2]!].map((one) => new SomeDevice(one, p.ledger.office)) as [
    SomeDevice,
    SomeDevice,
  ];
  for (const one of [l, m]) await one.take(p.entries);
  const say = async (by: SomeDevice, act: Act, at?: number): Promise<Entry> => {
    const entry = await by.say(act, at === undefined ? {} : { at });
    await p.take(by.entries.slice(-1));
    said.push(entry);
    return entry;
  };
  return { p, l, m, say, said };
}

/** These, and one circulation of an edition. */
export async function someCirculation(change: Partial<CirculateAct> = {}) {
  const people = await somePeople();
  const { p } = people;
  const circulations = new Circulations(p.ledger);
  const say: typeof people.say = async (...what) => {
    const entry = await people.say(...what);
    circulations.add(entry);
    return entry;
  };
  const circulation = (await say(p, { ...asked, ...change })).id;
  const ack = (more: Partial<AcknowledgeAct> = {}): AcknowledgeAct => ({
    type: 'acknowledge',
    circulation,
    publish,
    edition,
    mode: 'read',
    ...more,
  });
  const record = (): CirculationRecord => circulations.of(circulation)!;
  const read = (): string[][] =>
    [...record().read].map(([who, by]) => [who, ...[...by.values()].map(({ means = 'own' }) => means)]);
  return { ...people, say, ack, circulation, circulations, record, read };
}

/**
 * The record of a circulation as a device has it to which the entries came in an order by chance, and that was asked for it
 * every now and then, so that what was worked out too early is found out.
 */
export function recordInSomeOrder(
  entries: readonly Entry[],
  circulation: string,
  seed: number,
): CirculationRecord | undefined {
  const random = new Random(seed);
  const roster = entries.filter(({ act }) => act.type === 'genesis' || act.type === 'roster');
  const ledger = new Ledger(entries[0]!.id);
  ledger.restoreAll(roster);
  const circulations = new Circulations(ledger);
  const others = entries.filter((entry) => !roster.includes(entry));
  const shuffled = others.map((entry) => ({ entry, at: random.next() })).sort((a, b) => a.at - b.at);
  for (const { entry } of shuffled) {
    ledger.restoreAll([entry]);
    circulations.add(entry);
    if (random.chance(0.7)) circulations.of(circulation);
  }
  return circulations.of(circulation);
}
