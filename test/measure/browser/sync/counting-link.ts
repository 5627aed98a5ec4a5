import type { Link, LinkListener } from '../../../../src/sync/link.ts';

/** Messages in which the two show who they are, each way. */
const greetings = 2;

/** A link that counts what goes over it, sealed as it is. */
export class CountingLink implements Link {
  readonly openedAt = performance.now();
  messages = 0;
  greetingBytes = 0;
  sent = 0;
  received = 0;
  #link: Link;
  #sentMessages = 0;
  #receivedMessages = 0;

  constructor(link: Link) {
    this.#link = link;
  }

  get waiting(): number {
    return this.#link.waiting;
  }

  listen(listener: LinkListener): void {
    this.#link.listen({
      message: (bytes) => {
        this.#receivedMessages += 1;
        if (this.#receivedMessages <= greetings) this.greetingBytes += bytes.length;
        else {
          this.received += bytes.length;
          this.messages += 1;
        }
        listener.message(bytes);
      },
      drained: () => listener.drained(),
      ended: () => listener.ended(),
    });
  }

  send(message: Uint8Array<ArrayBuffer>): void {
    this.#sentMessages += 1;
    if (this.#sentMessages <= greetings) this.greetingBytes += message.length;
    else {
      this.sent += message.length;
      this.messages += 1;
    }
    this.#link.send(message);
  }

  close(): void {
    this.#link.close();
  }
}
