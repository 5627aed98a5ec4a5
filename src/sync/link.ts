/**
 * A way to one other device, whatever carries it: whole messages of bytes, in order, none lost and none twice as long
 * as it lasts. A message that cannot be delivered ends it; there is no gap that goes on. Nothing that comes over it is
 * to be believed: see `channel/`.
 *
 * Every kind passes the acceptance suite in `test/adapters/link.ts`.
 */
export interface Link {
  /** Bytes that were handed over and have not left this device. */
  readonly waiting: number;
  /** To be called once. What came before is kept and handed over now. */
  listen(listener: LinkListener): void;
  /** At most `mostLinkMessage` bytes, which belong to the link from now on. After the end nothing happens. */
  send(message: Uint8Array<ArrayBuffer>): void;
  /** Ends it here at once; the other side hears `ended` if it can be told. */
  close(): void;
}

export interface LinkListener {
  message(bytes: Uint8Array<ArrayBuffer>): void;
  /** `waiting` has fallen below `lowWater`. */
  drained(): void;
  /** Once, and nothing after it; also after `close`. */
  ended(): void;
}

/** Longest message of a link. */
export const mostLinkMessage = 64 * 1024;

/** A sender should pause above `highWater` and go on below `lowWater`. In bytes. */
export const highWater = 1024 * 1024;
export const lowWater = 256 * 1024;
