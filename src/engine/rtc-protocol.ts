import type { RtcCandidate } from '../sync/rtc-candidate.ts';
import type { RtcDescription } from '../sync/rtc-description.ts';

/**
 * What the engine and the tab that holds its direct connections say to each other, over a `MessagePort` of its own. The
 * tab knows nothing of what goes over a connection; each has a number that is not used again.
 */
export type ToRtcTab =
  | {
      id: number;
      /** Begins a connection from this side, or one that the other side began. */
      begin: 'offer' | 'answer';
      ice: readonly string[];
    }
  | { id: number; description: RtcDescription }
  | { id: number; candidate: RtcCandidate }
  | { id: number; frame: Uint8Array<ArrayBuffer> }
  /** So many more bytes of frames were taken. */
  | { id: number; took: number }
  /** What was sent before still goes. The engine says and hears nothing more of it. */
  | { id: number; close: true };

export type FromRtcTab =
  | { id: number; description: RtcDescription }
  | { id: number; candidate: RtcCandidate }
  /** There are no more places where this side can be reached. */
  | { id: number; gathered: true }
  | { id: number; open: true }
  | { id: number; frame: ArrayBuffer }
  /** So many more bytes of frames have left this device. */
  | { id: number; left: number }
  /** The last that is said of it. */
  | { id: number; ended: true };

/** What is said of one connection, but for its number. */
export type Unnumbered<T> = T extends { id: number } ? Omit<T, 'id'> : never;

/** How many bytes of frames a tab may have handed over that the engine has not taken: beyond that somebody floods it. */
export const mostUntaken = 2 * 1024 * 1024;
/** How many the engine takes before it says so. */
export const tellTakenFrom = 128 * 1024;
