import type { Clock } from '../sync/clock.ts';
import { joined } from '../sync/joined.ts';
import type { Link } from '../sync/link.ts';
import { RelayLink } from '../sync/relay-link.ts';
import { lanes } from '../sync/rendezvous.ts';
import type { RtcCandidate } from '../sync/rtc-candidate.ts';
import type { RtcDescription } from '../sync/rtc-description.ts';
import { mostCandidates } from '../sync/rtc-signal.ts';
import { type FromRtcTab, tellTakenFrom, type ToRtcTab, type Unnumbered } from './rtc-protocol.ts';

/** Milliseconds for two browsers that know of each other: what takes longer does not come. */
export const connectWithin = 15_000;

export interface TabConnectionEvents {
  /** What this side says of itself, once. */
  description(description: RtcDescription): void;
  candidate(candidate: RtcCandidate): void;
  gathered(): void;
  link(link: Link): void;
  /** It did not come about, and was not closed here. */
  failed(): void;
}

export interface TabConnectionParts {
  say(message: Unnumbered<ToRtcTab>, transfer?: Transferable[]): void;
  /** Nothing more is said or heard. */
  forget(): void;
  clock: Clock;
  events: TabConnectionEvents;
}

/**
 * The engine's end of a direct connection that a tab holds. Over the channel go frames: a lane, then bytes. The link is
 * the one that desks relay: a tab that hands over what comes can hold nobody back either, so the receiver gives credit.
 */
export class TabConnection {
  #parts: TabConnectionParts;
  #link: RelayLink | undefined;
  /** Bytes that the tab was given and that have not left. */
  #buffered = 0;
  /** Bytes that were taken, and not told yet. */
  #took = 0;
  #isDescribed = false;
  #candidates = 0;
  #callOff: (() => void) | undefined;
  #isOver = false;

  constructor(parts: TabConnectionParts) {
    this.#parts = parts;
  }

  /** It has failed, or ended, or was closed. */
  get isOver(): boolean {
    return this.#isOver;
  }

  begin(begin: 'offer' | 'answer', ice: readonly string[]): void {
    this.#parts.say({ begin, ice });
  }

  /** It fails if it is not open after so many milliseconds from now. */
  openWithin(ms: number): void {
    if (this.#isOver || this.#link !== undefined) return;
    this.#callOff?.();
    this.#callOff = this.#parts.clock.after(ms, () => this.fail());
  }

  /** What the other side says of itself. */
  describe(description: RtcDescription): void {
    if (this.#isOver || this.#isDescribed) return;
    this.#isDescribed = true;
    this.#parts.say({ description });
  }

  add(candidate: RtcCandidate): void {
    if (this.#isOver || this.#candidates === mostCandidates) return;
    this.#candidates += 1;
    this.#parts.say({ candidate });
  }

  receive(message: FromRtcTab): void {
    if ('frame' in message) this.#framed(new Uint8Array(message.frame));
    else if ('left' in message) this.#went(message.left);
    else if ('description' in message) this.#parts.events.description(message.description);
    else if ('candidate' in message) this.#parts.events.candidate(message.candidate);
    else if ('gathered' in message) this.#parts.events.gathered();
    else if ('open' in message) this.#opened();
    else this.fail();
  }

  /** It is gone, or will not come. */
  fail(): void {
    if (this.#isOver) return;
    if (this.#link !== undefined) return this.#link.ended();
    this.#end();
    this.#parts.events.failed();
  }

  close(): void {
    if (this.#link !== undefined) this.#link.close();
    else this.#end();
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#callOff?.();
    this.#parts.say({ close: true });
    this.#parts.forget();
  }

  #opened(): void {
    this.#callOff?.();
    this.#link = new RelayLink({
      message: (bytes) => this.#frame(lanes.message, bytes),
      credit: (bytes) => this.#frame(lanes.credit, u32(bytes)),
      end: () => this.#frame(lanes.end),
      buffered: () => this.#buffered,
      // The tab tells whenever something has left.
      callAgain: () => undefined,
      forget: () => this.#end(),
    });
    this.#parts.events.link(this.#link);
  }

  #frame(lane: number, bytes: Uint8Array = new Uint8Array()): void {
    const frame = joined(Uint8Array.of(lane), bytes);
    this.#buffered += frame.length;
    this.#parts.say({ frame }, [frame.buffer]);
  }

  #went(bytes: number): void {
    this.#buffered -= bytes;
    while (this.#link?.step());
    this.#link?.settle();
  }

  #framed(frame: Uint8Array<ArrayBuffer>): void {
    this.#took += frame.length;
    if (this.#took >= tellTakenFrom) {
      this.#parts.say({ took: this.#took });
      this.#took = 0;
    }
    const [lane, body] = [frame[0], frame.slice(1)];
    if (lane === lanes.message) this.#link?.came(body);
    else if (lane === lanes.end) this.#link?.ended();
    else if (lane === lanes.credit && body.length === 4)
      this.#link?.credited(new DataView(body.buffer).getUint32(0));
    // Nothing else is ever said; who says it does not speak these words.
    else this.close();
  }
}

function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
