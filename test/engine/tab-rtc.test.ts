import { afterEach, describe, expect, test } from 'vitest';
import type { FromRtcTab, ToRtcTab, Unnumbered } from '../../src/engine/rtc-protocol.ts';
import { TabRtc } from '../../src/engine/tab-rtc.ts';
import { type Link, mostLinkMessage } from '../../src/sync/link.ts';
import type { RtcCandidate } from '../../src/sync/rtc-candidate.ts';
import { readAnswer, readOffer, writeAnswer, writeOffer } from '../../src/sync/rtc-code.ts';
import { readSignal, writeSignal } from '../../src/sync/rtc-signal.ts';
import { HeardLink } from '../adapters/link.ts';
import { HandClock } from '../sync/hand-clock.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const description = {
  name: 'QT5g',
  password: 'BMosi1fynptgi0G/iYocQPyM',
  fingerprint: new Uint8Array(32).fill(0xab),
};
const candidate: RtcCandidate = {
  kind: 'own',
  form: 'ipv4',
  address: Uint8Array.of(10, 1, 2, 3),
  port: 5000,
};

/** A tab of which the test is the other end. */
class FakeTab {
  readonly said: ToRtcTab[] = [];
  isStarted = false;
  #listener: (event: { data: FromRtcTab }) => void = () => undefined;
  readonly port = {
    addEventListener: (_: 'message', listener: (event: { data: FromRtcTab }) => void) => {
      this.#listener = listener;
    },
    start: () => (this.isStarted = true),
    postMessage: (message: ToRtcTab) => this.said.push(message),
  } as unknown as MessagePort;

  hear(id: number, message: Unnumbered<FromRtcTab>): void {
    this.#listener({ data: { id, ...message } });
  }
  frame(id: number, ...bytes: number[]): void {
    this.hear(id, { frame: Uint8Array.from(bytes).buffer });
  }
  /** What was said of this connection. */
  of(id: number): Unnumbered<ToRtcTab>[] {
    return this.said.flatMap(({ id: number, ...rest }) => (number === id ? [rest] : []));
  }
}

const clock = new HandClock();

function attached(): { rtc: TabRtc; tab: FakeTab; gone: () => void } {
  const rtc = new TabRtc(clock);
  const tab = new FakeTab();
  return { rtc, tab, gone: rtc.attach(tab.port) };
}

/** What a call told who made it. */
function watched(): {
  told: string[];
  links: Link[];
  signals: Bytes[];
  events: { signal(bytes: Bytes): void; link(link: Link): void; failed(): void };
} {
  const told: string[] = [];
  const links: Link[] = [];
  const signals: Bytes[] = [];
  const events = {
    signal: (bytes: Bytes) => void signals.push(bytes),
    link(link: Link) {
      told.push('link');
      links.push(link);
    },
    failed: () => void told.push('failed'),
  };
  return { told, links, signals, events };
}

afterEach(() => expect(clock.pending, 'no timer is left').toBe(0));

describe('a tab that holds connections', () => {
  test('comes, is replaced, and goes; who asks hears of it', () => {
    const rtc = new TabRtc(clock);
    const heard: boolean[] = [];
    const stop = rtc.onAvailable(() => heard.push(rtc.available));
    const [first, second] = [new FakeTab(), new FakeTab()];
    const firstGone = rtc.attach(first.port);
    expect(first.isStarted).toBe(true);
    const call = watched();
    rtc.call(call.events, []);
    const secondGone = rtc.attach(second.port);
    expect(heard).toEqual([true, false, true]);
    expect(call.told).toEqual(['failed']);
    firstGone();
    expect(rtc.available).toBe(true);
    secondGone();
    expect(heard).toEqual([true, false, true, false]);
    stop();
    rtc.attach(new FakeTab().port);
    expect(heard).toHaveLength(4);
  });

  test('when it goes, calls under way fail and links end', () => {
    const { rtc, tab, gone } = attached();
    const [connected, calling] = [watched(), watched()];
    rtc.call(connected.events, []);
    rtc.answer(calling.events, []);
    tab.hear(1, { open: true });
    const heard = new HeardLink(connected.links[0]!);
    gone();
    expect([heard.ended, connected.told, calling.told]).toEqual([1, ['link'], ['failed']]);
    // What it still says is of nothing any more.
    tab.hear(1, { ended: true });
    tab.hear(2, { open: true });
    expect([heard.ended, connected.told, calling.told]).toEqual([1, ['link'], ['failed']]);
  });

  test('while there is none, calls fail, but not before who made them has them', async () => {
    const rtc = new TabRtc(clock);
    const [called, answered, closed, offered] = [watched(), watched(), watched(), watched()];
    rtc.call(called.events, []);
    rtc.answer(answered.events, []);
    rtc.call(closed.events, []).close();
    const { code } = rtc.offerCode(offered.events, []);
    expect([called.told, answered.told, offered.told]).toEqual([[], [], []]);
    expect(await code).toBeUndefined();
    expect([called.told, answered.told, offered.told, closed.told]).toEqual([
      ['failed'],
      ['failed'],
      ['failed'],
      [],
    ]);
  });
});

describe('a call', () => {
  test('passes on what both sides say, in order, and nothing that cannot be read', () => {
    const { rtc, tab } = attached();
    const { events, signals, told } = watched();
    const call = rtc.call(events, ['stun:192.0.2.1:3478']);
    tab.hear(1, { description });
    tab.hear(1, { candidate });
    tab.hear(1, { gathered: true });
    expect(signals.map(readSignal)).toEqual([{ description }, { candidate }]);
    for (const bytes of [
      Uint8Array.of(),
      Uint8Array.of(9, 9),
      writeSignal({ description }),
      writeSignal({ candidate }),
      writeSignal({ description }),
      new Uint8Array(100_000),
    ])
      call.signal(bytes);
    const begun = { begin: 'offer', ice: ['stun:192.0.2.1:3478'] };
    expect(tab.of(1)).toEqual([begun, { description }, { candidate }]);
    for (let i = 0; i < 50; i++) call.signal(writeSignal({ candidate }));
    expect(tab.of(1)).toHaveLength(2 + 16);
    call.close();
    expect(tab.of(1).at(-1)).toEqual({ close: true });
    call.signal(writeSignal({ candidate }));
    call.close();
    clock.pass(60_000);
    expect(tab.of(1)).toHaveLength(3 + 16);
    expect(told).toEqual([]);
  });

  test('that is not open after fifteen seconds has failed, and is given up', () => {
    const { rtc, tab } = attached();
    const { events, told } = watched();
    rtc.answer(events, []);
    clock.pass(14_999);
    expect(told).toEqual([]);
    clock.pass(1);
    expect(told).toEqual(['failed']);
    expect(tab.of(1)).toEqual([{ begin: 'answer', ice: [] }, { close: true }]);
    tab.hear(1, { open: true });
    expect(told).toEqual(['failed']);
  });

  test('that a browser gave up has failed once', () => {
    const { rtc, tab } = attached();
    const { events, told } = watched();
    rtc.call(events, []);
    tab.hear(1, { ended: true });
    tab.hear(1, { ended: true });
    clock.pass(60_000);
    expect(told).toEqual(['failed']);
  });

  test('closed after it was open ends its link', () => {
    const { rtc, tab } = attached();
    const { events, told, links } = watched();
    const call = rtc.call(events, []);
    tab.hear(1, { open: true });
    clock.pass(60_000);
    const heard = new HeardLink(links[0]!);
    call.close();
    expect([heard.ended, told]).toEqual([1, ['link']]);
    expect(tab.of(1).slice(1)).toEqual([{ frame: Uint8Array.of(3) }, { close: true }]);
  });
});

describe('a link', () => {
  function linked(): { tab: FakeTab; link: Link } {
    const { rtc, tab } = attached();
    const { events, links } = watched();
    rtc.call(events, []);
    tab.hear(1, { open: true });
    tab.said.splice(0);
    return { tab, link: links[0]! };
  }

  test('gives the tab little at once, and more when that has left', () => {
    const { tab, link } = linked();
    const heard = new HeardLink(link);
    for (let i = 0; i < 6; i++) link.send(new Uint8Array(mostLinkMessage));
    expect(tab.said).toHaveLength(2);
    expect(link.waiting).toBe(6 * mostLinkMessage + 2);
    tab.hear(1, { left: mostLinkMessage + 1 });
    expect(tab.said).toHaveLength(3);
    expect(heard.drained).toBe(0);
    while (tab.said.length < 6) tab.hear(1, { left: mostLinkMessage + 1 });
    expect(heard.drained).toBe(1);
    tab.hear(1, { left: 2 * (mostLinkMessage + 1) });
    expect(link.waiting).toBe(0);
    link.close();
  });

  test('tells the tab what it took, and the other side what it may send', () => {
    const { tab, link } = linked();
    const heard = new HeardLink(link);
    for (let i = 0; i < 4; i++) tab.frame(1, 0, ...new Uint8Array(mostLinkMessage));
    expect(heard.messages).toHaveLength(4);
    expect(tab.of(1)).toEqual([
      { took: 2 * (mostLinkMessage + 1) },
      { took: 2 * (mostLinkMessage + 1) },
      { frame: Uint8Array.of(4, 0, 4, 0, 128) },
    ]);
    tab.frame(1, 3);
    expect(heard.ended).toBe(1);
    expect(tab.of(1).at(-1)).toEqual({ close: true });
  });

  test.each([
    ['nothing', []],
    ['a lane that there is not', [9, 1]],
    ['another lane of the desk', [1, 1]],
    ['a broken credit', [4, 0, 0, 1]],
    ['more credit than there is', [4, 255, 255, 255, 255]],
    ['a message that is too long', [0, ...new Uint8Array(mostLinkMessage + 1)]],
  ])('ends when the other side says %s', (_, bytes) => {
    const { tab, link } = linked();
    const heard = new HeardLink(link);
    tab.frame(1, ...bytes);
    expect([heard.ended, heard.messages]).toEqual([1, []]);
    expect(tab.of(1).at(-1)).toEqual({ close: true });
  });
});

describe('a call by code', () => {
  test('is offered when the browser knows where it can be reached, and waits for the right answer', async () => {
    const { rtc, tab } = attached();
    const { events, told } = watched();
    const offer = rtc.offerCode(events, []);
    expect(offer.accept('x')).toBe(false);
    tab.hear(1, { description });
    tab.hear(1, { candidate });
    tab.hear(1, { gathered: true });
    const code = (await offer.code)!;
    expect(readOffer(code)).toEqual({ description, candidates: [candidate] });
    for (const wrong of ['', code, writeAnswer({ description, candidates: [candidate] }, 'another')])
      expect(offer.accept(wrong)).toBe(false);
    expect(tab.of(1)).toHaveLength(1);
    clock.pass(9 * 60_000);
    expect(offer.accept(writeAnswer({ description, candidates: [candidate] }, code))).toBe(true);
    expect(tab.of(1)).toEqual([{ begin: 'offer', ice: [] }, { description }, { candidate }]);
    tab.hear(1, { open: true });
    expect(told).toEqual(['link']);
  });

  test('is answered with a code for this offer', async () => {
    const { rtc, tab } = attached();
    const { events } = watched();
    const code = writeOffer({ description, candidates: [candidate] });
    expect(rtc.answerCode('nonsense', events, [])).toBeUndefined();
    const answer = rtc.answerCode(code, events, [])!;
    tab.hear(1, { description });
    tab.hear(1, { candidate });
    // A browser that has found a way looks for no other places of its own.
    expect(tab.of(1)).toEqual([{ begin: 'answer', ice: [] }, { description }]);
    // A STUN server that does not answer keeps nobody waiting.
    clock.pass(3_000);
    expect(readAnswer((await answer.code)!, code)).toEqual({ description, candidates: [candidate] });
    expect(tab.of(1)).toEqual([{ begin: 'answer', ice: [] }, { description }, { candidate }]);
    answer.close();
  });

  test('fails after ten minutes, without a place to be reached at, or not at all once it is closed', async () => {
    const { rtc, tab } = attached();
    const [late, nowhere, closed] = [watched(), watched(), watched()];
    rtc.offerCode(late.events, []);
    tab.hear(1, { description });
    tab.hear(1, { candidate });
    tab.hear(1, { gathered: true });
    const nowhereOffer = rtc.offerCode(nowhere.events, []);
    tab.hear(2, { description });
    tab.hear(2, { gathered: true });
    expect(await nowhereOffer.code).toBeUndefined();
    const closedOffer = rtc.offerCode(closed.events, []);
    closedOffer.close();
    expect(await closedOffer.code).toBeUndefined();
    expect([late.told, nowhere.told, closed.told]).toEqual([[], ['failed'], []]);
    clock.pass(10 * 60_000);
    expect([late.told, nowhere.told, closed.told]).toEqual([['failed'], ['failed'], []]);
    expect([1, 2, 3].map((id) => tab.of(id).at(-1))).toEqual([
      { close: true },
      { close: true },
      { close: true },
    ]);
  });

  test('once the answer is there it must connect at once', async () => {
    const { rtc, tab } = attached();
    const { events, told } = watched();
    const offer = rtc.offerCode(events, []);
    tab.hear(1, { description });
    tab.hear(1, { candidate });
    tab.hear(1, { gathered: true });
    const answer = writeAnswer({ description, candidates: [candidate] }, (await offer.code)!);
    expect(offer.accept(answer)).toBe(true);
    clock.pass(15_000);
    expect(told).toEqual(['failed']);
    expect(offer.accept(answer)).toBe(false);
  });
});
