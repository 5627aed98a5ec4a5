import type { Ending } from '../ending.ts';

/**
 * A line to a device of this office that has shown who it is: encrypted, in order, nothing lost as long as it lasts.
 */
export interface Channel {
  /** Id of the device at the other end. */
  readonly device: string;
  /** Bytes that were handed over and have not left this device. */
  readonly waiting: number;
  /** What has come of a message that is not whole: its first byte, and how much of it. */
  readonly unfinished: { first: number; bytes: number } | undefined;
  /** To be called once. What came before is kept and handed over now. */
  listen(listener: ChannelListener): void;
  /** At most `mostMessage` bytes, which belong to the channel from now on. After the end nothing happens. */
  send(message: Uint8Array<ArrayBuffer>): void;
  /** Ends it here at once and tells the other side why, if it can be told. */
  close(why: Ending): void;
}

export interface ChannelListener {
  message(bytes: Uint8Array<ArrayBuffer>): void;
  /** `waiting` has fallen below `lowWater` of `link.ts`. */
  drained(): void;
  /** Once, and nothing after it; also after `close`. */
  ended(why: Ending, by: 'here' | 'there'): void;
}

/** Longest message of a channel; it travels in several frames. */
export const mostMessage = 20 * 1024 * 1024;
