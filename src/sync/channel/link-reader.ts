import type { Link, LinkListener } from '../link.ts';

/** Why a conversation over a link cannot go on. */
export type LinkFault =
  /** The link has ended. */
  | 'lost'
  | 'silent'
  /** Something came that was not its turn, or more than can be held. */
  | 'unasked';

export class LinkFailed extends Error {
  override name = 'LinkFailed';
  readonly fault: LinkFault;

  constructor(fault: LinkFault) {
    super(fault);
    this.fault = fault;
  }
}

/** So many bytes may lie unread, a longest message and more. */
const mostUnread = 32 * 1024 * 1024;

/**
 * Reads a link message by message while two sides take turns, and hands it on to a listener afterwards.
 */
export class LinkReader {
  #link: Link;
  #unread: Uint8Array<ArrayBuffer>[] = [];
  #bytes = 0;
  #fault: LinkFault | undefined;
  #waiting: { resolve(bytes: Uint8Array<ArrayBuffer>): void; reject(error: LinkFailed): void } | undefined;
  #listener: LinkListener | undefined;

  constructor(link: Link) {
    this.#link = link;
    link.listen({
      message: (bytes) => this.#came(bytes),
      drained: () => this.#listener?.drained(),
      ended: () => {
        if (this.#listener !== undefined) this.#listener.ended();
        else this.#stop('lost');
      },
    });
  }

  /**
   * The next message. Those that came before the link ended are still read.
   *
   * @throws {LinkFailed}
   */
  next(): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = this.#unread.shift();
    if (bytes !== undefined) {
      this.#bytes -= bytes.length;
      return Promise.resolve(bytes);
    }
    if (this.#fault !== undefined) return Promise.reject(new LinkFailed(this.#fault));
    return new Promise((resolve, reject) => (this.#waiting = { resolve, reject }));
  }

  /**
   * Says what the other side is waiting for. It cannot have answered before.
   *
   * @throws {LinkFailed}
   */
  say(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#unread.length > 0) this.fail('unasked');
    if (this.#fault !== undefined) throw new LinkFailed(this.#fault);
    this.#link.send(bytes);
  }

  /** Ends the link. What is read or said from now on fails. */
  fail(fault: LinkFault): void {
    if (this.#listener !== undefined) return;
    this.#stop(fault);
    this.#link.close();
  }

  /**
   * Gives everything unread and all that comes later to a listener.
   *
   * @throws {LinkFailed} `silent`, `unasked`
   */
  handOver(listener: LinkListener): void {
    const fault = this.#fault;
    // A link that ended in good order may have left something to be read.
    if (fault !== undefined && fault !== 'lost') throw new LinkFailed(fault);
    this.#listener = listener;
    for (const bytes of this.#unread.splice(0)) listener.message(bytes);
    if (fault === 'lost') listener.ended();
  }

  #came(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#listener !== undefined) return this.#listener.message(bytes);
    if (this.#fault !== undefined) return;
    if (this.#waiting !== undefined) {
      const { resolve } = this.#waiting;
      this.#waiting = undefined;
      return resolve(bytes);
    }
    this.#bytes += bytes.length;
    if (this.#bytes > mostUnread) return this.fail('unasked');
    this.#unread.push(bytes);
  }

  #stop(fault: LinkFault): void {
    if (this.#fault !== undefined) return;
    this.#fault = fault;
    if (fault !== 'lost') this.#unread = [];
    this.#waiting?.reject(new LinkFailed(fault));
    this.#waiting = undefined;
  }
}
