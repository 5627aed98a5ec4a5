import { joined } from '../joined.ts';
import { mostMessage } from './channel.ts';
import { mostFrame } from './frame-cipher.ts';

/** What a frame holds, told by its first byte, which is sealed with the rest. */
export const frameKinds = { more: 0, last: 1, close: 2 } as const;

/** Longest part of a message in one frame. */
export const mostPart = mostFrame - 1;

/** Cuts a message into parts: all but the last are full. An empty message is one empty part. */
export function partsOf(message: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < message.length; at += mostPart) parts.push(message.subarray(at, at + mostPart));
  return parts.length === 0 ? [message] : parts;
}

/** The content of a frame as it is sealed. */
export function frameOf(kind: number, part: Uint8Array): Uint8Array<ArrayBuffer> {
  return joined(Uint8Array.of(kind), part);
}

/** Puts messages together again. What is unfinished never takes more than the longest message. */
export class MessageJoiner {
  #parts: Uint8Array<ArrayBuffer>[] = [];
  #length = 0;

  /** Bytes of the unfinished message. */
  get length(): number {
    return this.#length;
  }

  /** First byte of the unfinished message. */
  get first(): number | undefined {
    return this.#parts[0]?.[0];
  }

  /**
   * @returns the whole message with its last part; undefined while there is more to come
   */
  add(
    part: Uint8Array<ArrayBuffer>,
    isLast: boolean,
  ): Uint8Array<ArrayBuffer> | 'malformed' | 'too-large' | undefined {
    // Many small parts would cost far more memory than they hold.
    if (!isLast && part.length !== mostPart) return 'malformed';
    if (this.#length + part.length > mostMessage) return 'too-large';
    this.#parts.push(part);
    this.#length += part.length;
    if (!isLast) return undefined;
    const message = joined(...this.#parts);
    this.forget();
    return message;
  }

  forget(): void {
    this.#parts = [];
    this.#length = 0;
  }
}
