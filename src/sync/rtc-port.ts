import type { Link } from './link.ts';

/**
 * Direct connections to other browsers (WebRTC), for an engine that runs where there are none: workers have no
 * `RTCPeerConnection`, so a tab holds the connections. A device without tabs, such as the desk, has no port.
 */
export interface RtcPort {
  /** A tab is there that can hold connections. Calls made while it is not there fail. */
  readonly available: boolean;
  /** Hears when `available` has changed; returns the way to stop. */
  onAvailable(listener: () => void): () => void;
  /**
   * Calls another device.
   *
   * @param ice addresses of STUN servers, such as `stun:192.0.2.1:3478`; may be empty
   */
  call(events: RtcEvents, ice: readonly string[]): RtcCall;
  /** Answers a call whose first signal will be handed over. */
  answer(events: RtcEvents, ice: readonly string[]): RtcCall;
  /** Calls by a code that people carry; it waits ten minutes for the answer. */
  offerCode(outcome: RtcOutcome, ice: readonly string[]): RtcOffer;
  /** @returns undefined when this is not the code of an offer */
  answerCode(offer: string, outcome: RtcOutcome, ice: readonly string[]): RtcAnswer | undefined;
}

/** How a call ends: with one of these, once; with none of them when it was closed before. */
export interface RtcOutcome {
  /** It is open. Nothing is known about who is at the other end. */
  link(link: Link): void;
  failed(): void;
}

export interface RtcEvents extends RtcOutcome {
  /** For the other side, by any way that keeps the order; at most `mostSignal` bytes. */
  signal(bytes: Uint8Array<ArrayBuffer>): void;
}

export interface RtcCall {
  /** Hands over what the other side signalled. What cannot be read is passed over. */
  signal(bytes: Uint8Array<ArrayBuffer>): void;
  /** Gives the call up, or ends its link. */
  close(): void;
}

export interface RtcOffer {
  /** For the other person, at most `mostRtcCode` characters; undefined when the call has failed. */
  readonly code: Promise<string | undefined>;
  /** @returns false when this is not the code of an answer to this offer; the call goes on waiting */
  accept(answer: string): boolean;
  close(): void;
}

export interface RtcAnswer {
  /** To be carried back; undefined when the call has failed. */
  readonly code: Promise<string | undefined>;
  close(): void;
}
