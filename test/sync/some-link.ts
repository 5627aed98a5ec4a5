import type { Link, LinkListener } from '../../src/sync/link.ts';

export type LinkBytes = Uint8Array<ArrayBuffer>;

/**
 * What stands between the two ends. Gets every message with its place in its direction, and says what is delivered
 * instead: nothing, the same, another one, or several.
 */
export type Between = (bytes: LinkBytes, place: number) => readonly LinkBytes[];

/** One end of a link in memory. Delivers in microtasks. */
export class SomeLink implements Link {
  /** Everything that was sent from this end, as it was. */
  readonly sent: LinkBytes[] = [];
  /** Stands between this end and the other. */
  between: Between = (bytes) => [bytes];
  /** While set, what is sent stays here and counts as waiting. */
  isHeld = false;
  isClosed = false;
  #held: LinkBytes[] = [];
  #other: SomeLink | undefined;
  #listener: LinkListener | undefined;
  #early: ((to: LinkListener) => void)[] = [];

  static pair(): [SomeLink, SomeLink] {
    const [a, b] = [new SomeLink(), new SomeLink()];
    a.#other = b;
    b.#other = a;
    return [a, b];
  }

  get waiting(): number {
    return this.#held.reduce((sum, { length }) => sum + length, 0);
  }

  listen(listener: LinkListener): void {
    if (this.#listener !== undefined) throw new Error('listened to twice');
    this.#listener = listener;
    // A listener may close it in the middle of this.
    while (this.#early.length > 0) this.#early.shift()!(listener);
  }

  send(message: LinkBytes): void {
    if (this.isClosed) return;
    const place = this.sent.push(message.slice()) - 1;
    if (this.isHeld) this.#held.push(message);
    else this.#pass(message, place);
  }

  /** Lets go of what was held. */
  release(): void {
    this.isHeld = false;
    const from = this.sent.length - this.#held.length;
    for (const [i, message] of this.#held.splice(0).entries()) this.#pass(message, from + i);
    this.#tell((to) => to.drained());
  }

  /** Puts bytes into the link as if this end had sent them. */
  inject(message: LinkBytes): void {
    this.#deliver(message);
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.#early = [];
    this.#tell((to) => to.ended());
    // What was sent before arrives before the end.
    queueMicrotask(() => this.#other!.#cut());
  }

  #cut(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.#tell((to) => to.ended());
  }

  #pass(message: LinkBytes, place: number): void {
    for (const one of this.between(message.slice(), place)) this.#deliver(one);
  }

  #deliver(message: LinkBytes): void {
    const other = this.#other!;
    queueMicrotask(() => {
      if (!other.isClosed) other.#tell((to) => to.message(message));
    });
  }

  #tell(tell: (to: LinkListener) => void): void {
    if (this.#listener === undefined) this.#early.push(tell);
    else tell(this.#listener);
  }
}
