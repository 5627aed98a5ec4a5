import { expect, test } from 'vitest';
import type { Roster } from '../../src/ledger/roster.ts';
import { callOrder } from '../../src/sync/circle.ts';
import type { Identity } from '../../src/sync/channel/identity.ts';
import type { DeskLine } from '../../src/sync/desk-line.ts';
import { Meeting } from '../../src/sync/meeting.ts';
import type { Neighbours } from '../../src/sync/neighbours.ts';
import { makePresence } from '../../src/sync/presence.ts';
import { sharing } from '../../src/sync/sharing.ts';
import { type Rights, rightsOf } from '../../src/sync/spaces.ts';
import { Random } from '../faults/random.ts';
import { deafRtc } from './deaf-rtc.ts';
import { HandClock } from './hand-clock.ts';
import { SomeLink } from './some-link.ts';
import { someRoster } from './some-roster.ts';

type Invitations = Map<string, Set<string>>;

interface Room {
  office: string;
  rights: Rights;
  /** Ids of those who are there. */
  ids: readonly string[];
  /** The first of them is the desk, which may have nothing but what everybody has. */
  hasDesk: boolean;
  /** Lines that a device has already. */
  lines?: readonly string[];
}

/**
 * Whom a device calls who comes into a room, in the order of calling.
 *
 * @param isDeaf nobody answers, and nobody hears that; otherwise each call fails at once
 */
async function calledBy(own: string, room: Room, isDeaf = true): Promise<string[]> {
  const clock = new HandClock();
  const { office, rights, ids, lines = [] } = room;
  const called: string[] = [];
  const held = new Set(lines);
  let met = '';
  const meeting = new Meeting({
    identity: { office } as Identity,
    own,
    neighbours: {
      has: (device: string) => held.has(device),
      probe: () => undefined,
      list: () => [],
      sharing: (devices: readonly string[]) => sharing(rights, own, devices),
    } as unknown as Neighbours,
    clock,
    rtc: isDeaf ? deafRtc : undefined,
    line: () =>
      ({
        open(peer: number) {
          called.push(ids[peer]!);
          const [ours, theirs] = SomeLink.pair();
          theirs.close();
          return ours;
        },
        signal: (peer: number) => void called.push(ids[peer]!),
      }) as unknown as DeskLine,
    ice: () => [],
    devices: () => [met],
  });
  for (const [number, id] of ids.entries()) {
    met = id;
    if (id !== own) meeting.met(number, makePresence(office, id), room.hasDesk && number === 0);
  }
  clock.pass(100);
  for (let i = 0; i < 50; i++) await Promise.resolve();
  const before = Array.from(called);
  meeting.close();
  return before;
}

/** Whom each of them has a line to, whoever called. */
async function linesIn(room: Room): Promise<Map<string, Set<string>>> {
  const lines = new Map(room.ids.map((id) => [id, new Set<string>()]));
  for (const own of room.ids.slice(Number(room.hasDesk)))
    for (const other of await calledBy(own, room)) {
      lines.get(own)!.add(other);
      lines.get(other)!.add(own);
    }
  return lines;
}

/** Can each of these reach each other over lines that are between two of them? */
function areConnected(some: readonly string[], lines: Map<string, Set<string>>): boolean {
  const reached = new Set(some.slice(0, 1));
  for (const id of reached) for (const other of lines.get(id)!) if (some.includes(other)) reached.add(other);
  return reached.size === some.length;
}

const editorsFirst =
  (editors: number) =>
  (place: number): ('editor' | 'admin')[] =>
    place < editors ? (place % 2 === 0 ? ['editor', 'admin'] : ['editor']) : [];

const draft = (i: number): string => i.toString(16).padStart(32, '0');

function invite(roster: Roster, members: readonly (readonly string[])[]): [Rights, Invitations] {
  const invitations: Invitations = new Map(members.map((some, i) => [draft(i), new Set(some)]));
  return [
    rightsOf(
      () => roster,
      () => invitations,
    ),
    invitations,
  ];
}

const seeds = Array.from({ length: 24 }, (_, i) => 4100 + i);

test.each(seeds)('whoever may have something is connected with all who may (seed %i)', async (seed) => {
  const random = new Random(seed);
  const editors = 1 + random.below(8);
  const { roster, ids } = someRoster(30, editorsFirst(editors), random);
  // Each is invited to three drafts at most, with one or two others.
  const times = new Map<string, number>();
  const guest = (): string => `m${editors + random.below(30 - editors)}`;
  const invited = Array.from({ length: 24 }, () =>
    [guest(), guest(), guest()].filter((member) => {
      times.set(member, (times.get(member) ?? 0) + 1);
      return times.get(member)! <= 3;
    }),
  );
  const [rights, invitations] = invite(roster, invited);
  const hasDesk = random.chance(0.5);
  // In every fourth room there is no editor.
  const from = seed % 4 === 0 ? editors : 0;
  const here = ids.slice(from).filter(() => random.chance(0.7));
  const room: Room = {
    office: roster.office,
    rights,
    ids: hasDesk ? ['dd'.repeat(16), ...here] : here,
    hasDesk,
  };
  const lines = await linesIn(room);
  const spaces = ['editors', 'admins', 'unit:u0', ...[...invitations.keys()].map((id) => `draft:${id}`)];
  for (const space of spaces) {
    const having = here.filter((id) => rights.mayHave(id, space));
    expect(areConnected(having, lines), `${space} of ${having.length}`).toBe(true);
  }
  expect(areConnected(room.ids, lines)).toBe(true);
});

test('drafts to which others are invited cost an editor no lines, and each of those invited one', async () => {
  const random = new Random(77);
  const { roster, ids } = someRoster(120, editorsFirst(12), random);
  const guests = Array.from({ length: 108 }, (_, i) => `m${12 + i}`);
  const [rights] = invite(
    roster,
    Array.from({ length: 400 }, (_, i) => [guests[i % 108]!, guests[(i * 7) % 108]!]),
  );
  const [before] = invite(roster, []);
  const room = { office: roster.office, ids: ['dd'.repeat(16), ...ids], hasDesk: true };
  for (const own of ids) {
    const now = await calledBy(own, { ...room, rights });
    const then = await calledBy(own, { ...room, rights: before });
    const more = now.filter((device) => !then.includes(device));
    expect(more.length).toBeLessThanOrEqual(rights.mayHave(own, 'editors') ? 0 : 1);
  }
  // Those who are called share the lines between them.
  const lines = await linesIn({ ...room, rights });
  const fromGuests = ids.slice(0, 12).map((id) => ids.slice(12).filter((own) => lines.get(id)!.has(own)));
  expect(Math.max(...fromGuests.map(({ length }) => length))).toBeLessThanOrEqual((3 * 108) / 12);
});

test('with many drafts and no editor there, whoever is invited holds few lines all the same', async () => {
  const { roster, ids } = someRoster(80, editorsFirst(1), new Random(78));
  const [rights] = invite(
    roster,
    Array.from({ length: 70 }, (_, i) => ['m1', `m${2 + i}`]),
  );
  const here = { office: roster.office, rights, ids: ids.slice(1), hasDesk: false };
  expect((await calledBy(ids[1]!, here)).length).toBeLessThanOrEqual(3 + 3);
});

test('an editor who does not answer is left for the next one, and a line to any is enough', async () => {
  const { roster, ids } = someRoster(20, editorsFirst(4), new Random(79));
  const [rights] = invite(roster, [['m10']]);
  const own = ids[10]!;
  const editors = ids.slice(0, 4);
  const room: Room = { office: roster.office, rights, ids, hasDesk: false };
  const inOrder = callOrder(own, editors);
  const calls = await calledBy(own, room, false);
  expect(calls.filter((device) => editors.includes(device))).toEqual(inOrder);
  // Whoever it is that a line goes to.
  const held = { ...room, lines: [inOrder[2]!] };
  expect((await calledBy(own, held)).filter((device) => editors.includes(device))).toEqual([]);
});

test('what a look at whom to call costs does not grow with drafts for an editor', () => {
  const { roster, ids } = someRoster(100, editorsFirst(5), new Random(80));
  const asked = [10, 400].map((drafts) => {
    const [{ spacesOf, mayHave, isActive }] = invite(
      roster,
      Array.from({ length: drafts }, (_, i) => [`m${5 + (i % 95)}`]),
    );
    let times = 0;
    const counting: Rights = {
      isActive,
      spacesOf(device) {
        times += 1;
        return spacesOf(device);
      },
      mayHave(device, space) {
        times += 1;
        return mayHave(device, space);
      },
    };
    sharing(counting, ids[0]!, ids.slice(1));
    return times;
  });
  expect(asked[1]).toBe(asked[0]);
});

test('whether a device may have something is known without looking through all drafts', () => {
  const { roster, ids } = someRoster(10, editorsFirst(2), new Random(81));
  class Counting extends Map<string, Set<string>> {
    walked = 0;
    override [Symbol.iterator](): MapIterator<[string, Set<string>]> {
      this.walked += 1;
      return super[Symbol.iterator]();
    }
  }
  const invitations = new Counting([[draft(1), new Set(['m5'])]]);
  const rights = rightsOf(
    () => roster,
    () => invitations,
  );
  for (const own of ids) for (const id of [1, 2]) rights.mayHave(own, `draft:${draft(id)}`);
  expect(invitations.walked).toBe(0);
});

test.each([1, 2, 3])('what a device may have and the list of all that agree (seed %i)', (seed) => {
  const random = new Random(seed);
  const roles = ['editor', 'publisher', 'reviewer', 'admin', 'liaison'] as const;
  const { roster, ids } = someRoster(60, () => roles.filter(() => random.chance(0.2)), random);
  for (const one of roster.members.values()) if (random.chance(0.1)) one.roles = [];
  for (const one of roster.devices.values()) {
    if (random.chance(0.1)) one.revoked = true;
    if (random.chance(0.1)) one.kind = 'recovery';
  }
  const [rights] = invite(
    roster,
    Array.from({ length: 12 }, (_, i) => (i === 0 ? [] : [`m${random.below(60)}`, `m${random.below(60)}`])),
  );
  const known = Array.from({ length: 14 }, (_, i) => `draft:${draft(i)}`);
  const units = ['unit:u0', 'unit:u1', 'unit:u2', 'unit:', 'unit:undefined'];
  const own = ids.map((_, i) => `private:m${i}`);
  const others = ['members', 'editors', 'admins', 'draft:', 'private:', 'constructor', ''];
  for (const id of [...ids, 'nobody']) {
    const all = rights.spacesOf(id);
    for (const space of [...known, ...units, ...own, ...others])
      expect(rights.mayHave(id, space), space).toBe(all.includes(space));
    expect([...known, ...units, ...own, ...others]).toEqual(expect.arrayContaining(all));
  }
});
