import { beforeAll, expect, test, vi } from 'vitest';
import { Witnessing } from '../../src/engine/witnessing.ts';
import type { Audience, CirculateAct } from '../../src/ledger/circulation-acts.ts';
import type { Act, Entry, RosterChange } from '../../src/ledger/entry.ts';
import { signEntry } from '../../src/ledger/sign-entry.ts';
import { DevicesReached } from '../../src/office/devices-reached.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { SomeEngine } from '../desk/some-engines.ts';
import { HandClock } from '../sync/hand-clock.ts';
import { foundTogether, SomeBase } from '../sync/some-bases.ts';

beforeAll(automergeForNode);

const everyone: Audience = { everyone: true, units: [], posts: [], roles: [], members: [], except: [] };
const work = { publish: 'ab'.repeat(32), edition: 'cd'.repeat(32) };
const circulate = (audience: Partial<Audience> = {}): CirculateAct => ({
  type: 'circulate',
  editions: [work],
  audience: { ...everyone, ...audience },
  level: 'read',
  order: 'together',
});

/** A publisher and others, each with what witnesses there; no desk. */
async function somePublisher(others: number) {
  const bases = await Promise.all(Array.from({ length: others + 1 }, () => SomeBase.open(new HandClock())));
  await foundTogether(bases, (i) => (i === 0 ? ['member', 'admin', 'publisher'] : ['member']));
  const witnessing = bases.map(({ keeper, clock }) => new Witnessing(keeper, clock, 600_000, false));
  for (const [i, { keeper }] of bases.entries())
    keeper.onTaken = ({ kept }) => witnessing[i]!.entriesKept(kept.map(({ entry }) => entry));
  /** Everything comes to these bases that any of them has. */
  const exchange = async (...some: SomeBase[]): Promise<void> => {
    for (const from of some) {
      const all = await from.keeper.signed([...from.keeper.ledger!.chains.all()].map(({ id }) => id));
      for (const to of some) if (to !== from) await to.keeper.take(all);
    }
  };
  const say = async (act: Act): Promise<Entry> => {
    const entry = await bases[0]!.keeper.say(act);
    await exchange(...bases);
    return entry;
  };
  const changeRoster = async (changes: RosterChange[]): Promise<void> => {
    const { epoch } = bases[0]!.keeper.ledger!.roster.roster();
    await say({ type: 'roster', epoch: epoch + 1, changes, seen: {} });
  };
  return { bases, witnessing, exchange, say, changeRoster };
}

const own = ({ keeper, device }: SomeBase): Entry[] =>
  [...keeper.ledger!.chains.all()].filter(
    (entry) => entry.device === device && entry.act.type === 'checkpoint',
  );

async function pass(base: SomeBase, ms: number): Promise<void> {
  (base.clock as HandClock).pass(ms);
  // What is said is said in turn: after this it has been.
  await base.keeper.take([]);
}

const reaches = (base: SomeBase, entry: Entry): boolean => {
  const { chains } = base.keeper.ledger!;
  const reached = new DevicesReached(chains);
  for (const one of chains.all()) reached.add(one);
  return reached.hasSaid(base.device, entry);
};

test('a reader’s device soon says once that it holds what came, of that chain only', async () => {
  const { bases, say } = await somePublisher(2);
  const [publisher, reader, other] = bases as [SomeBase, SomeBase, SomeBase];
  await other.keeper.say({ type: 'acknowledge', ...work, mode: 'read' });
  const first = await say(circulate());
  await pass(reader, 15_000);
  const second = await say(circulate());
  const end = await say({ type: 'calendar', year: 2026, rest: [], work: [] });
  expect(own(reader)).toEqual([]);
  await pass(reader, 45_000);
  expect(own(reader).map(({ act }) => act)).toEqual([
    { type: 'checkpoint', seen: [[publisher.device, end.seq, end.id]] },
  ]);
  expect([first, second].map((entry) => reaches(reader, entry))).toEqual([true, true]);
  await pass(reader, 60_000);
  expect(own(reader)).toHaveLength(1);
  const third = await say(circulate());
  await pass(reader, 60_000);
  expect(own(reader)).toHaveLength(2);
  expect(reaches(reader, third)).toBe(true);
});

test('also of the shorter branch of a chain that has split', async () => {
  const { bases, say } = await somePublisher(1);
  const [publisher, reader] = bases as [SomeBase, SomeBase];
  const { office, chains } = publisher.keeper.ledger!;
  const last = chains.get(office)!;
  for (let i = 0; i < 3; i++) await say({ type: 'calendar', year: 2026, rest: [], work: [] });
  const draft = { office, last, at: 1, roster: [office], act: circulate() };
  const { entry, signed } = await signEntry(draft, publisher.keeper.keys!);
  await reader.keeper.take([signed]);
  await pass(reader, 60_000);
  expect(reaches(reader, entry)).toBe(true);
});

test('whatever others have witnessed', async () => {
  const { bases, exchange, say } = await somePublisher(2);
  const [, reader, other] = bases as [SomeBase, SomeBase, SomeBase];
  const sent = await say(circulate());
  await pass(other, 60_000);
  await exchange(...bases);
  expect(reader.keeper.ledger!.witness.of(sent).before).toBeDefined();
  await pass(reader, 60_000);
  expect(reaches(reader, sent)).toBe(true);
});

test('nothing is said by whom it does not mean, of what counts for nothing, or after a word about it', async () => {
  const { bases, exchange, say } = await somePublisher(2);
  const [, reader, other] = bases as [SomeBase, SomeBase, SomeBase];
  await say(circulate({ except: ['m1'] }));
  await other.keeper.say(circulate());
  await exchange(...bases);
  await pass(reader, 60_000);
  expect(own(reader)).toEqual([]);
  const { id } = await say(circulate());
  await reader.keeper.say({ type: 'acknowledge', circulation: id, ...work, mode: 'read' });
  await pass(reader, 60_000);
  expect(own(reader)).toEqual([]);
});

test('who comes to be meant says it then', async () => {
  const { bases, say, changeRoster } = await somePublisher(1);
  const reader = bases[1]!;
  await changeRoster([{ op: 'unit', id: 'u', name: '处', kind: 'office' }]);
  const sent = await say(circulate({ everyone: undefined as never, units: ['u'] }));
  await pass(reader, 60_000);
  expect(own(reader)).toEqual([]);
  await changeRoster([{ op: 'member', id: 'm1', unit: 'u' }]);
  await pass(reader, 60_000);
  expect(reaches(reader, sent)).toBe(true);
  await changeRoster([{ op: 'member', id: 'm0', unit: 'u' }]);
  await pass(reader, 60_000);
  expect(own(reader)).toHaveLength(1);
});

test('what was not said before the app was closed is said when it is open again', async () => {
  const { bases, witnessing, say } = await somePublisher(1);
  const reader = bases[1]!;
  const sent = await say(circulate());
  await witnessing[1]!.close();
  await pass(reader, 60_000);
  expect(own(reader)).toEqual([]);
  for (let starts = 0; starts < 3; starts++) {
    const again = new Witnessing(reader.keeper, reader.clock, 600_000, false);
    again.begun();
    await pass(reader, 60_000);
    expect(own(reader)).toHaveLength(1);
  }
  expect(reaches(reader, sent)).toBe(true);
});

test('where everybody says it, nobody answers that, and it is soon quiet', async () => {
  const { bases, exchange, say } = await somePublisher(7);
  await say(circulate());
  await say(circulate({ units: ['u'] }));
  for (let minutes = 0; minutes < 30; minutes++) {
    for (const base of bases) await pass(base, 60_000);
    await exchange(...bases);
  }
  // The publisher's own device has nothing to say of it; once somebody has said it, nobody needs to witness it any more.
  expect(bases.map((base) => own(base).length)).toEqual([0, 1, 1, 1, 1, 1, 1, 1]);
  expect(bases.every(({ clock }) => (clock as HandClock).pending === 0)).toBe(true);
});

test('an engine begins with it when its office is open', async () => {
  const begun = vi.spyOn(Witnessing.prototype, 'begun');
  const storage = new MemoryStorage();
  const first = await SomeEngine.open(undefined, storage);
  await first.found();
  await first.engine.others.follow();
  await first.close();
  begun.mockClear();
  storage.reopen();
  const second = await SomeEngine.open(undefined, storage);
  await second.engine.others.follow();
  expect(begun).toHaveBeenCalled();
  await second.close();
  begun.mockRestore();
});

test('not all speak at the same moment', async () => {
  const { bases, say } = await somePublisher(7);
  await say(circulate());
  const moments = new Set<number>();
  for (let second = 1; second <= 60; second++)
    for (const base of bases) {
      const before = own(base).length;
      await pass(base, 1000);
      if (own(base).length > before) moments.add(second);
    }
  expect(moments.size).toBeGreaterThan(1);
  expect(Math.min(...moments)).toBeGreaterThanOrEqual(20);
});
