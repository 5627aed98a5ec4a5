import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import type { Link } from '../../src/sync/link.ts';
import { Meeting } from '../../src/sync/meeting.ts';
import { makePresence } from '../../src/sync/presence.ts';
import type { RtcCall, RtcEvents, RtcPort } from '../../src/sync/rtc-port.ts';
import type { HandClock } from './hand-clock.ts';
import { areEqual, type SomeBase, someBases, until } from './some-bases.ts';
import { SomeLink } from './some-link.ts';

beforeAll(automergeForNode);

type Bytes = Uint8Array<ArrayBuffer>;

/** Browsers that reach each other directly, or not: the first signal of a call names it, the answer opens both ends. */
class SomeRtc {
  available = true;
  /** Ends of the lines that were opened. */
  readonly lines: [SomeLink, SomeLink][] = [];
  readonly closed: string[] = [];
  /** While set, calls lead to nothing, and nobody hears that. */
  isDeaf = false;
  /** Calls that were answered. */
  answered = 0;
  #calls = new Map<number, RtcEvents>();
  #next = 1;

  port(name: string): RtcPort {
    const rtc = (): boolean => this.available;
    return {
      get available() {
        return rtc();
      },
      onAvailable: () => () => undefined,
      call: (events) => this.#call(events, name),
      answer: (events) => this.#answer(events, name),
      offerCode: () => {
        throw new Error('not asked for');
      },
      answerCode: () => undefined,
    };
  }

  #call(events: RtcEvents, name: string): RtcCall {
    const id = this.#next++;
    this.#calls.set(id, events);
    let isClosed = false;
    queueMicrotask(() => {
      if (!isClosed) events.signal(Uint8Array.of(id));
    });
    return {
      signal: () => undefined,
      close: () => {
        isClosed = true;
        this.closed.push(name);
      },
    };
  }

  #answer(events: RtcEvents, name: string): RtcCall {
    this.answered += 1;
    return {
      signal: ([id]: Bytes) => {
        const caller = this.#calls.get(id!);
        if (caller === undefined || this.isDeaf) return;
        this.#calls.delete(id!);
        const ends = SomeLink.pair();
        this.lines.push(ends);
        caller.link(ends[0]);
        events.link(ends[1]);
      },
      close: () => void this.closed.push(name),
    };
  }
}

interface Guest {
  base: SomeBase;
  meeting: Meeting;
  number: number;
}

/** A room at a desk for two: hands signals on and makes relay links, and can be closed and entered anew. */
class SomeRoom {
  readonly relayed: [Link, Link][] = [];
  readonly signals: { to: number; bytes: Bytes }[] = [];
  #guests: Guest[] = [];
  #next = 1;

  async enter(base: SomeBase, rtc: RtcPort): Promise<Guest> {
    const guest: Guest = { base, number: 0, meeting: undefined as unknown as Meeting };
    guest.meeting = new Meeting({
      identity: await base.identity(),
      own: base.device,
      neighbours: base.neighbours,
      clock: base.clock,
      rtc,
      line: () => this.#lineOf(guest) as never,
      ice: () => [],
      devices: () => base.keeper.ledger!.roster.roster().devices.keys(),
    });
    base.onEnded = (device) => guest.meeting.ended(device);
    this.#guests.push(guest);
    return guest;
  }

  /** Everybody who was there leaves, and all come in again under other numbers. */
  open(): void {
    for (const guest of this.#guests) guest.number = this.#next++;
    for (const guest of this.#guests)
      for (const other of this.#guests) if (other !== guest) this.#introduce(guest, other);
    // Those who come at the same time are looked at together.
    for (const { base } of this.#guests) (base.clock as HandClock).pass(60);
  }

  close(): void {
    for (const guest of this.#guests)
      for (const other of this.#guests) if (other !== guest) guest.meeting.left(other.number);
  }

  #introduce(to: Guest, { base, number }: Guest): void {
    to.meeting.met(number, makePresence(base.keeper.ledger!.office, base.device), false);
  }

  #lineOf(guest: Guest): object {
    const to = (number: number): Guest => this.#guests.find((one) => one.number === number)!;
    return {
      open: (number: number) => {
        const ends = SomeLink.pair();
        this.relayed.push(ends);
        to(number).meeting.linked(ends[1]);
        return ends[0];
      },
      signal: (number: number, bytes: Bytes) => {
        this.signals.push({ to: number, bytes });
        to(number).meeting.signalled(guest.number, bytes.slice());
      },
    };
  }
}

async function two(): Promise<{ a: Guest; b: Guest; rtc: SomeRtc; room: SomeRoom }> {
  const [one, other] = await someBases('admin', 'member');
  const room = new SomeRoom();
  const rtc = new SomeRtc();
  const a = await room.enter(one!, rtc.port('a'));
  const b = await room.enter(other!, rtc.port('b'));
  room.open();
  return { a, b, rtc, room };
}

/** Lets what is under way elsewhere come back, without time passing, until it is so and a good while longer. */
async function turnsUntil(isSo: () => boolean): Promise<void> {
  for (let turns = 0, after = 0; after < 1000; turns++) {
    if (turns > 1_000_000) throw new Error('it did not become so');
    if (after > 0 || isSo()) after += 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const linesOf = ({ base }: Guest): string[] => base.neighbours.list().map(({ way }) => way);

test('two who meet at a desk open a direct line, and keep it when the desk goes', async () => {
  const { a, b, rtc, room } = await two();
  await until([a.base, b.base], areEqual(a.base, b.base));
  expect(linesOf(a)).toEqual(['direct']);
  const ends = rtc.lines[0]!;
  const before = ends.map(({ sent }) => sent.length);
  room.close();
  // Each asks the other whether it is there, and each answers.
  await turnsUntil(() => ends.every(({ sent }, i) => sent.length === before[i]! + 2));
  for (const { base } of [a, b]) (base.clock as HandClock).pass(6000);
  await turnsUntil(() => true);
  expect(linesOf(a)).toEqual(['direct']);
  expect(linesOf(b)).toEqual(['direct']);
  expect(rtc.closed).toEqual([]);
});

test('where there is no way from browser to browser the desk passes on', async () => {
  const [one, other] = await someBases('admin', 'member');
  const room = new SomeRoom();
  const rtc = new SomeRtc();
  rtc.available = false;
  const a = await room.enter(one!, rtc.port('a'));
  const b = await room.enter(other!, rtc.port('b'));
  room.open();
  await until([a.base, b.base], areEqual(a.base, b.base));
  expect(linesOf(a)).toEqual(['relay']);
  expect(linesOf(b)).toEqual(['relay']);
});

test('who comes anew is asked whether the old line still lives, and a dead one is replaced', async () => {
  const { a, b, rtc, room } = await two();
  await until([a.base, b.base], areEqual(a.base, b.base));
  const before = rtc.lines.length;
  for (const end of rtc.lines[0]!) end.between = () => [];
  room.close();
  room.open();
  await until([a.base, b.base], () => rtc.lines.length > before);
  await until([a.base, b.base], areEqual(a.base, b.base));
  expect(a.base.ended).toMatchObject([{ why: 'silent', by: 'here' }]);
  expect(linesOf(a)).toEqual(['direct']);
});

/** Turns without a clock: what is encrypted and decrypted comes to its end, however long that takes. */
async function still(isSo: () => boolean, least = 0): Promise<void> {
  for (let turns = 0; turns < least || !isSo(); turns++) {
    if (turns > 3_000_000) throw new Error('it did not become so');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('who comes anew is called soon, however often its lines broke', async () => {
  const { a, b, rtc, room } = await two();
  await still(() => linesOf(a).length + linesOf(b).length === 2);
  for (let times = 0; times < 6; times++) {
    // What is under way arrives, so that nothing is heard of the old line any more.
    await still(() => true, 2000);
    for (const { base } of [a, b]) (base.clock as HandClock).pass(100);
    await still(() => true, 2000);
    for (const { base } of [a, b]) (base.clock as HandClock).pass(1);
    const before = rtc.lines.length;
    for (const end of rtc.lines.at(-1)!) end.between = () => [];
    room.close();
    room.open();
    const begun = a.base.clock.now();
    // The old line is given up after five seconds without an answer.
    for (let i = 0; i < 60; i++) {
      (a.base.clock as HandClock).pass(100);
      (b.base.clock as HandClock).pass(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(rtc.lines.length).toBe(before + 1);
    const hasNew = ({ base }: Guest): boolean => base.neighbours.list().some(({ since }) => since > begun);
    await still(() => hasNew(a) && hasNew(b));
  }
});

test('who leaves in the middle of a call is called when it comes again', async () => {
  const [one, other] = await someBases('admin', 'member');
  const room = new SomeRoom();
  const rtc = new SomeRtc();
  rtc.isDeaf = true;
  const a = await room.enter(one!, rtc.port('a'));
  const b = await room.enter(other!, rtc.port('b'));
  room.open();
  await still(() => rtc.answered > 0);
  room.close();
  rtc.isDeaf = false;
  room.open();
  await still(() => linesOf(a).length + linesOf(b).length === 2);
  expect(linesOf(a)).toEqual(['direct']);
});

test('a signal that comes when the line is open is not another call', async () => {
  const { a, b, rtc, room } = await two();
  await until([a.base, b.base], areEqual(a.base, b.base));
  const [first] = room.signals;
  const to = first!.to === a.number ? a : b;
  const from = to === a ? b : a;
  expect(rtc.answered).toBe(1);
  to.meeting.signalled(from.number, first!.bytes.slice());
  expect(rtc.answered).toBe(1);
  expect(rtc.closed).toEqual([]);
  expect(linesOf(a)).toEqual(['direct']);
});

test('two who call each other at once open one direct line, though each numbers its calls for itself', async () => {
  // Of six in a circle those who stand opposite call each other, each with its third call. That of the one whose call is
  // given up comes first, before anything has come of the other.
  const bases = await someBases('admin', ...Array.from({ length: 5 }, () => 'member' as const));
  bases.sort((a, b) => (a.device < b.device ? 1 : -1));
  const room = new SomeRoom();
  const rtc = new SomeRtc();
  const guests: Guest[] = [];
  for (const [i, base] of bases.entries()) guests.push(await room.enter(base, rtc.port(`${i}`)));
  room.open();
  await turnsUntil(() => guests.every((guest) => linesOf(guest).length === 5));
  for (const guest of guests) expect(linesOf(guest)).toEqual(Array.from({ length: 5 }, () => 'direct'));
  // Three calls of each, of which three pairs crossed.
  expect(rtc.answered).toBe(15);
  expect(rtc.closed).toHaveLength(3);
});

test('who wakes asks at once whether its lines still live', async () => {
  const { a, b, rtc } = await two();
  await until([a.base, b.base], areEqual(a.base, b.base));
  for (const end of rtc.lines[0]!) end.between = () => [];
  const before = rtc.lines.length;
  for (const { meeting } of [a, b]) meeting.wake();
  await until([a.base, b.base], () => a.base.ended.length + b.base.ended.length > 0);
  await until([a.base, b.base], () => rtc.lines.length > before);
  await until([a.base, b.base], areEqual(a.base, b.base));
  expect(linesOf(a)).toEqual(['direct']);
});
