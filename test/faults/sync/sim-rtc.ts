import type { RtcCall, RtcEvents, RtcPort } from '../../../src/sync/rtc-port.ts';
import type { Clock } from '../../../src/sync/clock.ts';
import type { SimNetwork } from './sim-network.ts';
import type { Wire } from './wire.ts';
import { linkOn } from './wire-ends.ts';

interface Party {
  host: number;
  events: RtcEvents;
  clock: Clock;
  isOver: boolean;
  wire?: { wire: Wire; end: number };
}

/** Milliseconds until a direct call that does not come about is given up. */
const patience = 12_000;

/** Direct connections between browsers: they come about when what the caller signals reaches the other, and the two reach each other. */
export class SimRtc {
  #network: SimNetwork;
  #calls: { caller: Party; answerer?: Party }[] = [];
  /** Pairs between which nothing goes but through the desk. */
  readonly walled = new Set<string>();

  constructor(network: SimNetwork) {
    this.#network = network;
  }

  /** The browser of a program; it can be told to have no tab. */
  port(host: number, clock: Clock, isAvailable: () => boolean): RtcPort {
    return {
      get available() {
        return isAvailable();
      },
      onAvailable: () => () => undefined,
      call: (events) => this.#call({ host, events, clock, isOver: false }),
      answer: (events) => this.#answer({ host, events, clock, isOver: false }),
      offerCode: () => {
        throw new Error('nobody carries codes here');
      },
      answerCode: () => undefined,
    };
  }

  /** The program of a host is gone, and with it the calls that were on their way. */
  hostGone(host: number): void {
    for (const { caller, answerer } of this.#calls)
      for (const party of [caller, answerer]) if (party?.host === host) party.isOver = true;
  }

  #call(caller: Party): RtcCall {
    const number = this.#calls.push({ caller }) - 1;
    caller.events.signal(Uint8Array.from([number >> 8, number & 255]));
    giveUp(caller);
    return this.#handle(caller, () => undefined);
  }

  #answer(answerer: Party): RtcCall {
    giveUp(answerer);
    return this.#handle(answerer, (bytes) => {
      const call = this.#calls[bytes[0]! * 256 + bytes[1]!];
      if (bytes.length !== 2 || call === undefined || call.answerer !== undefined) return;
      call.answerer = answerer;
      void this.#network.time.after(this.#network.some() * 4, () => this.#connect(call.caller, answerer));
    });
  }

  #connect(caller: Party, answerer: Party): void {
    const { host: a } = caller;
    const { host: b } = answerer;
    if (caller.isOver || answerer.isOver || a === b) return;
    if (!this.#network.reaches(a, b) || this.walled.has(`${a} ${b}`)) return;
    const wire = this.#network.wire(a, b, 'direct');
    for (const [end, party] of [caller, answerer].entries()) {
      party.wire = { wire, end };
      party.isOver = true;
      party.events.link(linkOn(wire, end));
    }
  }

  #handle(party: Party, signal: (bytes: Uint8Array<ArrayBuffer>) => void): RtcCall {
    return {
      signal,
      close() {
        party.isOver = true;
        party.wire?.wire.close(party.wire.end);
      },
    };
  }
}

function giveUp(party: Party): void {
  party.clock.after(patience, () => {
    if (party.isOver) return;
    party.isOver = true;
    party.events.failed();
  });
}
