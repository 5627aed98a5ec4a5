import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { RunningDesk } from '../../src/desk/start-desk.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { systemClock } from '../../src/sync/clock.ts';
import { DeskLine } from '../../src/sync/desk-line.ts';
import { Meeting } from '../../src/sync/meeting.ts';
import { makePresence, officeRoom } from '../../src/sync/presence.ts';
import { office, type SomeBase } from '../sync/some-bases.ts';
import { ownDesk, ownFolder } from './own-desk.ts';

beforeAll(automergeForNode);

let folder: ReturnType<typeof ownFolder>;
let desk: RunningDesk & { url: string };
let lines: DeskLine[];

beforeEach(async () => {
  folder = ownFolder();
  desk = await ownDesk(folder.path);
  lines = [];
});

afterEach(async () => {
  for (const line of lines) line.close();
  await desk.close();
  folder.remove();
});

/** Goes to the desk with this base and meets whoever is there. */
async function goTo(url: string, base: SomeBase): Promise<DeskLine> {
  const identity = await base.identity();
  const meeting: Meeting = new Meeting({
    identity,
    own: base.device,
    neighbours: base.neighbours,
    clock: systemClock,
    line: () => line,
    ice: () => [],
    devices: () => base.keeper.ledger!.roster.roster().devices.keys(),
  });
  base.onEnded = (device) => meeting.ended(device);
  const line = new DeskLine({
    url,
    connect: (address) => new WebSocket(address),
    clock: systemClock,
    enter: () => ({
      room: officeRoom(identity.office),
      presence: makePresence(identity.office, base.device),
    }),
    events: {
      state: () => undefined,
      met: (peer, presence, isDesk) => meeting.met(peer, presence, isDesk),
      left: (peer) => meeting.left(peer),
      linked: (_, link) => meeting.linked(link),
      signalled: (peer, bytes) => meeting.signalled(peer, bytes),
    },
  });
  lines.push(line);
  return line;
}

const root = (base: SomeBase): string => Buffer.from(base.replica.manifest.root('members')).toString('hex');

const patiently = { timeout: 30_000, interval: 10 };

test('three colleagues meet at a desk that belongs to nobody, and have the same', async () => {
  const bases = await office(['admin', 'member', 'member'], () => systemClock);
  for (const [i, base] of bases.entries()) await base.write(`办法${i}`, '共有');
  for (const base of bases) await goTo(desk.url, base);
  await vi.waitFor(() => {
    expect(new Set(bases.map(root)).size).toBe(1);
    expect(bases[0]!.replica.manifest.count('members')).toBe(8);
    for (const base of bases) {
      expect(base.neighbours.list()).toHaveLength(2);
      expect(base.neighbours.list().every(({ way }) => way === 'relay')).toBe(true);
    }
  }, patiently);

  // What is written while they are together comes over by itself.
  await bases[1]!.write('新的办法');
  await vi.waitFor(() => expect(new Set(bases.map(root)).size).toBe(1), patiently);
  expect(bases[2]!.replica.manifest.count('members')).toBe(10);
});

test('a colleague of another office in the same house is nobody', async () => {
  const [ours] = await office(['admin'], () => systemClock);
  const [theirs] = await office(['admin'], () => systemClock);
  await theirs!.write('别人的办法');
  await goTo(desk.url, ours!);
  await goTo(desk.url, theirs!);
  await vi.waitFor(() => expect(desk.hub.figures.rooms).toBe(2), patiently);
  expect(ours!.neighbours.list()).toEqual([]);
});

test('when the desk was away they meet again by themselves', async () => {
  const bases = await office(['admin', 'member'], () => systemClock);
  for (const base of bases) await goTo(desk.url, base);
  await vi.waitFor(() => expect(bases[0]!.neighbours.list()).toHaveLength(1), patiently);
  const { port } = desk;
  await desk.close();
  await vi.waitFor(() => expect(bases[0]!.neighbours.list()).toHaveLength(0), patiently);
  await bases[0]!.write('其间写的办法');
  desk = await ownDesk(folder.path, { port });
  await vi.waitFor(() => expect(root(bases[1]!)).toBe(root(bases[0]!)), patiently);
});
