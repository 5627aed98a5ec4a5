import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import type { DeskLine } from '../../src/sync/desk-line.ts';
import type { Link } from '../../src/sync/link.ts';
import { Meeting } from '../../src/sync/meeting.ts';
import { makePresence } from '../../src/sync/presence.ts';
import type { RtcPort } from '../../src/sync/rtc-port.ts';
import { deafRtc } from './deaf-rtc.ts';
import type { HandClock } from './hand-clock.ts';
import { connect, type SomeBase, someBases, until } from './some-bases.ts';
import { SomeLink } from './some-link.ts';

beforeAll(automergeForNode);

/** What this device does at a desk: the numbers that it opens links to, or calls directly. */
async function atDesk(
  base: SomeBase,
  rtc?: RtcPort,
): Promise<{ meeting: Meeting; opened: number[]; signalled: number[] }> {
  const opened: number[] = [];
  const signalled: number[] = [];
  const line = {
    open(peer: number): Link {
      opened.push(peer);
      const [ours, theirs] = SomeLink.pair();
      theirs.close();
      return ours;
    },
    signal: (peer: number) => void signalled.push(peer),
  };
  const meeting = new Meeting({
    identity: await base.identity(),
    own: base.device,
    neighbours: base.neighbours,
    clock: base.clock,
    rtc,
    line: () => line as unknown as DeskLine,
    ice: () => [],
    devices: () => base.keeper.ledger!.roster.roster().devices.keys(),
  });
  return { meeting, opened, signalled };
}

const presence = ({ keeper, device }: SomeBase): Uint8Array => makePresence(keeper.ledger!.office, device);

/** What came at the same time has been looked at, and what followed from it has happened. */
async function settled(base: SomeBase): Promise<void> {
  (base.clock as HandClock).pass(100);
  await new Promise((resolve) => setImmediate(resolve));
}

/** Of two devices that one first which calls the other. */
async function callerFirst(): Promise<[SomeBase, SomeBase]> {
  const bases = await someBases('admin', 'member');
  bases.sort((a, b) => (a.device < b.device ? -1 : 1));
  return [bases[0]!, bases[1]!];
}

test('who left while it was being called is called again when it comes back', async () => {
  const [here, there] = await callerFirst();
  const { meeting, signalled } = await atDesk(here, deafRtc);
  meeting.met(1, presence(there), false);
  await settled(here);
  expect(signalled).toEqual([1]);
  meeting.left(1);
  await settled(here);
  meeting.met(2, presence(there), false);
  await until([here], () => signalled.length > 1);
  expect(signalled).toEqual([1, 2]);
});

test('a device that seems to be there twice is called where it came last', async () => {
  const [here, there] = await callerFirst();
  const { meeting, opened } = await atDesk(here);
  meeting.met(1, presence(there), false);
  await settled(here);
  // The desk has not noticed yet that its old line is dead.
  meeting.met(2, presence(there), false);
  await until([here], () => opened.length > 1);
  expect(opened).toEqual([1, 2]);
});

test('who should be called and is not calls after a while: it may have been revoked, and hears it only so', async () => {
  const [there, here] = await callerFirst();
  const { meeting, opened } = await atDesk(here);
  meeting.met(1, presence(there), false);
  await settled(here);
  (here.clock as HandClock).pass(9000);
  await settled(here);
  expect(opened).toEqual([]);
  (here.clock as HandClock).pass(1000);
  await settled(here);
  expect(opened).toEqual([1]);
});

test('a desk that nobody here knows is shown who this device is, so that it lets it meet the others', async () => {
  const [here] = await callerFirst();
  const { meeting, opened } = await atDesk(here);
  const unknown = makePresence(here.keeper.ledger!.office, 'f'.repeat(32));
  meeting.met(3, unknown, true);
  meeting.met(4, unknown, false);
  await settled(here);
  expect(opened).toEqual([3]);
  // Each time that it comes, and not at each word of the ledger.
  meeting.rosterChanged();
  await settled(here);
  expect(opened).toEqual([3]);
  meeting.left(3);
  meeting.met(3, unknown, true);
  await settled(here);
  expect(opened).toEqual([3, 3]);
});

test('those who alone may have something get a line between them, however many are there', async () => {
  const bases = await someBases('admin', ...Array.from({ length: 9 }, () => 'member' as const));
  const first = bases[0]!;
  const circle = [...bases].sort((a, b) => (a.device < b.device ? -1 : 1));
  // Where nobody of the circle would call the other.
  const second = circle[(circle.indexOf(first) + 3) % circle.length]!;
  const { id } = await first.keeper.say({
    type: 'roster',
    epoch: 1,
    changes: [{ op: 'grant', member: `m${bases.indexOf(second)}`, roles: ['admin'] }],
    seen: {},
  });
  await second.keeper.take(await first.keeper.signed([id]));
  const called: number[] = [];
  for (const [base, other] of [
    [first, second],
    [second, first],
  ] as const) {
    const { meeting, opened } = await atDesk(base);
    for (const one of [...bases.filter((each) => each !== base && each !== other), other])
      meeting.met(bases.indexOf(one), presence(one), false);
    await settled(base);
    called.push(...opened.filter((number) => number === bases.indexOf(other)));
  }
  expect(called).toHaveLength(1);
});

test('who enters a full room calls no more than it needs', async () => {
  const bases = await someBases('admin', ...Array.from({ length: 39 }, () => 'member' as const));
  const { meeting, opened } = await atDesk(bases[7]!);
  for (const [number, base] of bases.entries())
    if (base !== bases[7]) meeting.met(number, presence(base), false);
  await settled(bases[7]!);
  expect(opened).toHaveLength(3);
});

test('lines that are wanted no more are let go when there are more than enough', async () => {
  const bases = await someBases('admin', ...Array.from({ length: 29 }, () => 'member' as const));
  const [own, ...others] = bases;
  const { meeting, opened } = await atDesk(own!);
  // Everybody had called everybody while they were few.
  const lines = others.slice(0, 9);
  for (const other of lines) await connect(own!, other);
  await until([own!, ...lines], () => own!.neighbours.list().every(({ phase }) => phase === 'agreed'));
  for (const [number, base] of others.entries()) meeting.met(number, presence(base), false);
  await settled(own!);
  const kept = own!.neighbours.list().map(({ device }) => device);
  expect(kept).toHaveLength(6);
  for (const number of opened) expect(kept).not.toContain(others[number]!.device);
});
