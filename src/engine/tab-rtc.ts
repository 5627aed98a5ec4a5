import type { Clock } from '../sync/clock.ts';
import { readOffer } from '../sync/rtc-code.ts';
import type { RtcAnswer, RtcCall, RtcEvents, RtcOffer, RtcOutcome, RtcPort } from '../sync/rtc-port.ts';
import { readSignal, writeSignal } from '../sync/rtc-signal.ts';
import { carriedAnswer, carriedOffer } from './carried-call.ts';
import type { FromRtcTab } from './rtc-protocol.ts';
import { connectWithin, TabConnection, type TabConnectionEvents } from './tab-connection.ts';

interface Tab {
  port: MessagePort;
  connections: Map<number, TabConnection>;
}

/** The direct connections of an engine in a worker, which are held by the tab that was attached last. */
export class TabRtc implements RtcPort {
  #clock: Clock;
  #tab: Tab | undefined;
  #listeners = new Set<() => void>();
  #last = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get available(): boolean {
    return this.#tab !== undefined;
  }

  onAvailable(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * A tab is there that holds connections, in place of any other.
   *
   * @returns to be called when it is gone: its connections end
   */
  attach(port: MessagePort): () => void {
    if (this.#tab !== undefined) this.#lose(this.#tab);
    const tab: Tab = { port, connections: new Map() };
    this.#tab = tab;
    port.addEventListener('message', ({ data }: MessageEvent<FromRtcTab>) =>
      tab.connections.get(data.id)?.receive(data),
    );
    port.start();
    this.#tell();
    return () => {
      if (this.#tab === tab) this.#lose(tab);
    };
  }

  call(events: RtcEvents, ice: readonly string[]): RtcCall {
    return this.#signalled('offer', events, ice);
  }

  answer(events: RtcEvents, ice: readonly string[]): RtcCall {
    return this.#signalled('answer', events, ice);
  }

  offerCode(outcome: RtcOutcome, ice: readonly string[]): RtcOffer {
    return carriedOffer((events) => this.#begin('offer', events, ice), this.#clock, outcome);
  }

  answerCode(offer: string, outcome: RtcOutcome, ice: readonly string[]): RtcAnswer | undefined {
    const whole = readOffer(offer);
    if (whole === undefined) return undefined;
    const begin = (events: TabConnectionEvents): TabConnection => this.#begin('answer', events, ice);
    return carriedAnswer(begin, this.#clock, outcome, { code: offer, whole });
  }

  #signalled(begin: 'offer' | 'answer', events: RtcEvents, ice: readonly string[]): RtcCall {
    const connection = this.#begin(
      begin,
      {
        description: (description) => events.signal(writeSignal({ description })),
        candidate: (candidate) => events.signal(writeSignal({ candidate })),
        gathered: () => undefined,
        link: (link) => events.link(link),
        failed: () => events.failed(),
      },
      ice,
    );
    connection.openWithin(connectWithin);
    return {
      signal(bytes) {
        const signal = readSignal(bytes);
        if (signal === undefined) return;
        if ('description' in signal) connection.describe(signal.description);
        else connection.add(signal.candidate);
      },
      close: () => connection.close(),
    };
  }

  #begin(begin: 'offer' | 'answer', events: TabConnectionEvents, ice: readonly string[]): TabConnection {
    const id = (this.#last += 1);
    const tab = this.#tab;
    const connection = new TabConnection({
      say: (message, transfer = []) => tab?.port.postMessage({ id, ...message }, transfer),
      forget: () => tab?.connections.delete(id),
      clock: this.#clock,
      events,
    });
    tab?.connections.set(id, connection);
    connection.begin(begin, ice);
    // Not at once: who calls has nothing in hand yet.
    if (tab === undefined) queueMicrotask(() => connection.fail());
    return connection;
  }

  #lose(tab: Tab): void {
    this.#tab = undefined;
    // What it still says is of connections that are given up; it closes them when it is told, if it is still there.
    for (const connection of Array.from(tab.connections.values())) connection.fail();
    this.#tell();
  }

  #tell(): void {
    for (const listener of Array.from(this.#listeners)) listener();
  }
}
