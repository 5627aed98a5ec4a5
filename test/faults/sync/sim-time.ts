interface Event {
  at: number;
  order: number;
  call: (() => void) | undefined;
}

/**
 * Time that passes only from event to event. Everything of a run hangs on it, so that nothing depends on how fast the
 * machine is: between two events all promises settle that can.
 */
export class SimTime {
  /** Milliseconds since the run began. */
  now = 0;
  #heap: Event[] = [];
  #order = 0;

  /** Calls once after so many milliseconds; returns what calls it off. */
  after(ms: number, call: () => void): () => void {
    const event: Event = { at: this.now + Math.max(0, ms), order: this.#order++, call };
    this.#push(event);
    return () => (event.call = undefined);
  }

  /** Resolves after so many milliseconds. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => void this.after(ms, resolve));
  }

  /** Lets time pass until there, or until it is so. */
  async pass(until: number, isSo: () => boolean = () => false): Promise<void> {
    await settled();
    while (!isSo()) {
      const next = this.#heap[0];
      if (next === undefined || next.at > until) {
        this.now = Math.max(this.now, until);
        return;
      }
      this.#pop();
      if (next.call === undefined) continue;
      this.now = next.at;
      next.call();
      await settled();
    }
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let at = heap.push(event) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(event, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = event;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child += 1;
      if (!isBefore(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
  }
}

const isBefore = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** Node calls this when no promise is left that could go on by itself. */
const settled = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));
