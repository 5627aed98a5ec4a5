import { type Ending, endings } from '../ending.ts';
import { type Link, lowWater } from '../link.ts';
import { type Channel, type ChannelListener, mostMessage } from './channel.ts';
import { mostFrames } from './frame-cipher.ts';
import type { LinkReader } from './link-reader.ts';
import { frameKinds, frameOf, MessageJoiner, partsOf } from './message-frames.ts';
import type { TwoWays } from './two-ways.ts';

/** Frames that are being sealed at the same time: WebCrypto works on them on other threads. */
const mostSealing = 16;
/** Bytes that came and were not handed over, because they are being opened or nobody listens: more is no honest sender. */
const mostHeld = 64 * 1024 * 1024;
/** So much is still sent out after the end. */
const mostLeft = 16 * 1024 * 1024;
/** What a message costs that waits for a listener, in bytes, beside itself. */
const costOfKept = 256;

/**
 * Messages over a link with one key for each direction, in order. What the other side's app sent, not what somebody
 * between makes of it: any change ends the line.
 */
export class SealedLine implements Channel {
  readonly device: string;
  #link: Link;
  #ways: TwoWays;
  #listener: ChannelListener | undefined;
  /** What happened before anybody listened. */
  #early: (() => void)[] = [];
  #isOver = false;
  #hasToldEnd = false;

  #unsealed: { kind: number; part: Uint8Array<ArrayBuffer> }[] = [];
  #unsealedBytes = 0;
  #sealing = 0;
  #sent: Promise<unknown> = Promise.resolve();
  /** `waiting` has been above `lowWater` since it was last said to have fallen below. */
  #isFull = false;

  #held = 0;
  #joiner = new MessageJoiner();
  #opened: Promise<unknown> = Promise.resolve();

  /**
   * @param reader of the same link; nothing of it may be read by others any more
   * @param device id of the device at the other end
   * @throws {LinkFailed}
   */
  constructor(link: Link, reader: LinkReader, ways: TwoWays, device: string) {
    this.#link = link;
    this.#ways = ways;
    this.device = device;
    reader.handOver({
      message: (bytes) => this.#came(bytes),
      drained: () => this.#lookAtWater(),
      ended: () => this.#inTurn(Promise.resolve(), () => this.#finish('lost', 'there')),
    });
  }

  get waiting(): number {
    return this.#isOver ? 0 : this.#unsealedBytes + this.#link.waiting;
  }

  get unfinished(): { first: number; bytes: number } | undefined {
    const { first, length } = this.#joiner;
    return first === undefined ? undefined : { first, bytes: length };
  }

  listen(listener: ChannelListener): void {
    this.#listener = listener;
    for (const tell of this.#early.splice(0)) tell();
  }

  /** @throws {RangeError} for a message longer than `mostMessage` */
  send(message: Uint8Array<ArrayBuffer>): void {
    if (message.length > mostMessage) throw new RangeError('longer than a message may be');
    if (this.#isOver) return;
    const parts = partsOf(message);
    const last = parts.pop()!;
    for (const part of parts) this.#queue(frameKinds.more, part);
    this.#queue(frameKinds.last, last);
    if (this.waiting > lowWater) this.#isFull = true;
    this.#seal();
  }

  /** What was sent before still goes out, unless it is too much; nothing that comes is handed over any more. */
  close(why: Ending): void {
    if (this.#isOver) return;
    const { waiting } = this;
    this.#finish(why, 'here');
    if (waiting > mostLeft) {
      // Who does not read so much will not read why it ended either.
      this.#unsealed = [];
      this.#link.close();
      return;
    }
    this.#queue(frameKinds.close, Uint8Array.of(endings.indexOf(why)));
    this.#seal();
  }

  #queue(kind: number, part: Uint8Array<ArrayBuffer>): void {
    this.#unsealed.push({ kind, part });
    this.#unsealedBytes += part.length;
  }

  #seal(): void {
    while (this.#sealing < mostSealing && this.#unsealed.length > 0) {
      // The last number is kept for saying goodbye.
      if (this.#ways.sealer.count >= mostFrames - 1 && this.#unsealed[0]!.kind !== frameKinds.close) {
        this.#unsealed = this.#unsealed.filter(({ kind }) => kind === frameKinds.close);
        if (!this.#isOver) this.close('closed');
        continue;
      }
      const { kind, part } = this.#unsealed.shift()!;
      const sealed = this.#ways.sealer.seal(frameOf(kind, part));
      this.#sealing += 1;
      this.#sent = this.#sent
        .then(async () => this.#link.send(await sealed))
        .then(
          () => {
            this.#sealing -= 1;
            this.#unsealedBytes -= part.length;
            if (kind === frameKinds.close) return this.#link.close();
            this.#seal();
            this.#lookAtWater();
          },
          () => this.#breakOff(),
        );
      // Told of where it stands in line; here it only must not count as unheard of.
      sealed.catch(() => undefined);
    }
  }

  /** The platform could not seal: nothing after that frame may go out. */
  #breakOff(): void {
    this.#unsealed = [];
    this.#link.close();
    this.#finish('lost', 'here');
  }

  #lookAtWater(): void {
    if (this.#isOver || !this.#isFull || this.waiting > lowWater) return;
    this.#isFull = false;
    this.#tell((listener) => listener.drained());
  }

  #came(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#isOver) return;
    this.#held += bytes.length;
    if (this.#held + this.#joiner.length > mostHeld) return this.close('too-many');
    this.#inTurn(this.#ways.opener.open(bytes), (frame) => {
      this.#held -= bytes.length;
      if (frame === undefined || frame.length === 0) return this.close('malformed');
      this.#take(frame);
    });
  }

  /** Does something with what is being worked out when all that came before is done. */
  #inTurn<T>(working: Promise<T>, then: (value: T) => void): void {
    this.#opened = this.#opened.then(async () => {
      const value = await working;
      if (!this.#isOver) then(value);
    });
  }

  #take(frame: Uint8Array<ArrayBuffer>): void {
    const part = frame.subarray(1);
    switch (frame[0]) {
      case frameKinds.more:
      case frameKinds.last: {
        const message = this.#joiner.add(part, frame[0] === frameKinds.last);
        if (message === undefined) return;
        if (typeof message === 'string') return this.close(message);
        const kept = this.#listener === undefined ? message.length + costOfKept : 0;
        this.#held += kept;
        this.#tell((listener) => {
          this.#held -= kept;
          listener.message(message);
        });
        return;
      }
      case frameKinds.close:
        if (part.length !== 1) return this.close('malformed');
        this.#link.close();
        // A newer app may have reasons that are not known here.
        return this.#finish(endings[part[0]!] ?? 'closed', 'there');
      default:
        return this.close('malformed');
    }
  }

  #finish(why: Ending, by: 'here' | 'there'): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#joiner.forget();
    if (by === 'there') this.#unsealed = [];
    this.#tell((listener) => {
      this.#hasToldEnd = true;
      listener.ended(why, by);
    });
  }

  #tell(say: (listener: ChannelListener) => void): void {
    const tell = (): void => {
      if (this.#hasToldEnd) return;
      try {
        say(this.#listener!);
      } catch (error) {
        // What comes from outside must never be able to stop more than its own line.
        console.error(error);
        this.close('malformed');
      }
    };
    if (this.#listener === undefined) this.#early.push(tell);
    else tell();
  }
}
