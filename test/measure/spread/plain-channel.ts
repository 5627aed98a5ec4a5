import type { Channel, ChannelListener } from '../../../src/sync/channel/channel.ts';
import type { Ending } from '../../../src/sync/ending.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What sealing adds to a message that fits into one frame: kind and tag. */
const sealed = 17;

/** What goes over the channels of a measure, and when. */
export class Post {
  /** Messages and bytes that each device has sent. */
  readonly sent = new Map<string, { messages: number; bytes: number }>();
  #waiting: (() => void)[] = [];

  /** Something is on its way. */
  get isBusy(): boolean {
    return this.#waiting.length > 0;
  }

  send(from: string, bytes: number, deliver: () => void): void {
    const known = this.sent.get(from) ?? { messages: 0, bytes: 0 };
    this.sent.set(from, { messages: known.messages + 1, bytes: known.bytes + bytes + sealed });
    this.#waiting.push(deliver);
  }

  /** Delivers everything that is on its way; what is said to it goes with the next round. */
  deliver(): void {
    for (const deliver of this.#waiting.splice(0)) deliver();
  }
}

/** A channel in this process that seals nothing: what is measured is what is said, not how it is kept from others. */
export class PlainChannel implements Channel {
  readonly device: string;
  readonly waiting = 0;
  readonly unfinished = undefined;
  #post: Post;
  #other: PlainChannel | undefined;
  #listener: ChannelListener | undefined;
  #early: Bytes[] = [];
  #isOver = false;

  private constructor(post: Post, device: string) {
    this.#post = post;
    this.device = device;
  }

  /** The ends of a channel between two devices: that of the first, and that of the second. */
  static pair(post: Post, first: string, second: string): [PlainChannel, PlainChannel] {
    const [a, b] = [new PlainChannel(post, second), new PlainChannel(post, first)];
    a.#other = b;
    b.#other = a;
    return [a, b];
  }

  listen(listener: ChannelListener): void {
    this.#listener = listener;
    for (const message of this.#early.splice(0)) listener.message(message);
  }

  send(message: Bytes): void {
    const other = this.#other!;
    if (!this.#isOver) this.#post.send(other.device, message.length, () => other.#came(message));
  }

  close(why: Ending): void {
    for (const [end, by] of [
      [this, 'here'],
      [this.#other!, 'there'],
    ] as const) {
      if (end.#isOver) continue;
      end.#isOver = true;
      end.#listener?.ended(why, by);
    }
  }

  #came(message: Bytes): void {
    if (this.#isOver) return;
    if (this.#listener === undefined) this.#early.push(message);
    else this.#listener.message(message);
  }
}
