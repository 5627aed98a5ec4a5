import { beforeAll, describe, expect, test } from 'vitest';
import type { Entry, SignedEntry } from '../../src/ledger/entry.ts';
import { packEntry } from '../../src/ledger/entry-bytes.ts';
import { signEntry } from '../../src/ledger/sign-entry.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import type { Message } from '../../src/sync/message.ts';
import { areEqual, connect, type SomeBase, someBases, until } from './some-bases.ts';
import { mustEnd, mustGoOn, type Scene, scene } from './some-hostile.ts';

beforeAll(automergeForNode);

test('a hundred thousand ranges of one device are answered like one', async () => {
  const all = await scene();
  const { victim, hostile } = all;
  hostile.meet();
  const own = victim.keeper.ledger!.chains.heads(victim.device).length;
  hostile.say({
    type: 'get-entries',
    ranges: Array.from({ length: 100_000 }, (_, i) => ({ device: victim.device, from: i * 2, to: i * 2 })),
  });
  await until([], () => hostile.heard.some((one) => one.type === 'entries' && one.isLast));
  const entries = hostile.heard.flatMap((one) => (one.type === 'entries' ? one.entries : []));
  expect(entries).toHaveLength(own);
  await mustGoOn(all);
});

/** So many entries that follow one of a base's own, signed by its device and not kept by it. */
async function branch(base: SomeBase, last: Entry, count: number, minute: number): Promise<SignedEntry[]> {
  const { office, roster } = base.keeper.ledger!;
  const all: SignedEntry[] = [];
  for (let i = 0; i < count; i++) {
    const at = base.clock.now() + minute * 60_000 + i;
    const { heads } = roster.roster();
    const made = await signEntry(
      { office, last, at, roster: heads, act: { type: 'checkpoint', seen: [] } },
      base.keeper.keys!,
    );
    all.push(made.signed);
    last = made.entry;
  }
  return all;
}

describe('a chain that has split', () => {
  test.each<[string, (lacking: SomeBase, has: SomeBase) => Promise<unknown>]>([
    ['calls', (lacking, has) => connect(lacking, has)],
    ['is called', (lacking, has) => connect(has, lacking)],
  ])('comes whole to whoever has a shorter branch of it and %s', async (_, meet) => {
    const [has, lacking] = (await someBases('admin', 'member')) as [SomeBase, SomeBase];
    const last = has.keeper.ledger!.chains.last(has.device)!;
    const [short, long] = [await branch(has, last, 1, 1), await branch(has, last, 4, 2)];
    await lacking.keeper.take(short);
    await has.keeper.take([...short, ...long]);
    await meet(lacking, has);
    await until([has, lacking], areEqual(has, lacking));
    expect(lacking.keeper.ledger!.chains.size).toBe(has.keeper.ledger!.chains.size);
    expect(lacking.keeper.ledger!.chains.heads(has.device)).toHaveLength(2);
    expect([has.ended, lacking.ended]).toEqual([[], []]);
  });

  test('of which the end never comes is asked for twice, and no more', async () => {
    const all = await scene();
    const { victim, bad, hostile } = all;
    await bad.keeper.say({ type: 'checkpoint', seen: [] });
    const [entry] = await bad.keeper.signed([bad.keeper.ledger!.chains.last(bad.device)!.id]);
    await victim.keeper.take([entry!]);
    hostile.answer = (message) => {
      if (message.type !== 'get-entries') return;
      hostile.say({ type: 'entries', isNews: false, isLast: true, entries: [] }, { type: 'ping' });
    };
    hostile.meet();
    hostile.say(claim(bad.device, 9));
    await until([], () => hostile.heard.filter(({ type }) => type === 'pong').length === 2);
    const asked = hostile.heard.flatMap((one) => (one.type === 'get-entries' ? one.ranges : []));
    expect(asked).toEqual([
      { device: bad.device, from: 1, to: 9 },
      { device: bad.device, from: 0, to: 9 },
    ]);
    await mustGoOn(all);
  });
});

/** Says that a chain goes on to there. */
const claim = (device: string, seq: number): Message => ({
  type: 'vector',
  isAnswer: false,
  heads: [{ device, seq, id: '33'.repeat(16) }],
});

const inAnswer = (entries: Uint8Array<ArrayBuffer>[], isLast = false): Message => ({
  type: 'entries',
  isNews: false,
  isLast,
  entries,
});

describe('answers without end', () => {
  /** So many copies of what everybody has; here they are known without being read, which would take most of the time. */
  async function known({ victim, bad }: Scene, count: number): Promise<Uint8Array<ArrayBuffer>[]> {
    const { office } = bad.keeper.ledger!;
    const [signed] = await bad.keeper.signed([office]);
    const taking = victim.keeper.take.bind(victim.keeper);
    victim.keeper.take = async (entries) =>
      entries.length < count
        ? await taking(entries)
        : { ...(await taking([])), takings: entries.map(() => ({ outcome: 'known', id: office })) };
    return Array.from({ length: count }, () => packEntry(signed!));
  }

  test('with what is known, behind a claim to have millions', async () => {
    const all = await scene();
    const entries = await known(all, 200);
    all.hostile.answer = (message) => {
      if (message.type !== 'get-entries') return;
      for (let i = 0; i < 160; i++) all.hostile.say(inAnswer(entries));
    };
    all.hostile.meet();
    all.hostile.say(claim('22'.repeat(16), 4_000_000));
    await mustEnd(all, 'too-many');
  });

  test('with what is known, behind one claim after another', async () => {
    const all = await scene();
    const entries = await known(all, 200);
    let asked = 0;
    all.hostile.answer = (message) => {
      if (message.type !== 'get-entries') return;
      asked += 1;
      const next = claim(asked.toString(16).padStart(32, '0'), 1000);
      all.hostile.say(...[1, 2, 3].map(() => inAnswer(entries)), inAnswer([], true), next);
    };
    all.hostile.meet();
    all.hostile.say(claim('22'.repeat(16), 1000));
    await mustEnd(all, 'too-many');
    expect(asked).toBeLessThan(30);
  });

  test('a claim to have four thousand million', async () => {
    const all = await scene();
    all.hostile.meet();
    all.hostile.say(claim(all.bad.device, 4_000_000_000));
    await mustEnd(all, 'too-many');
    expect(all.hostile.heard.some(({ type }) => type === 'get-entries')).toBe(false);
  });
});
