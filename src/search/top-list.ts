interface Entry {
  score: number;
  part: number;
  doc: number;
}

/** Keeps the best of many: a heap whose root is the worst of those kept. */
export class TopList {
  #heap: Entry[] = [];
  #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** What a score must surpass to be kept. */
  get least(): number {
    if (this.#limit === 0) return Infinity;
    return this.#heap.length < this.#limit ? -Infinity : this.#heap[0]!.score;
  }

  offer(score: number, part: number, doc: number): void {
    const heap = this.#heap;
    if (heap.length < this.#limit) {
      heap.push({ score, part, doc });
      let at = heap.length - 1;
      while (at > 0) {
        const above = (at - 1) >> 1;
        if (heap[above]!.score <= heap[at]!.score) break;
        [heap[above], heap[at]] = [heap[at]!, heap[above]!];
        at = above;
      }
      return;
    }
    if (score <= this.least) return;
    heap[0] = { score, part, doc };
    let at = 0;
    for (;;) {
      let least = at;
      for (const below of [2 * at + 1, 2 * at + 2]) {
        if (below < heap.length && heap[below]!.score < heap[least]!.score) least = below;
      }
      if (least === at) return;
      [heap[least], heap[at]] = [heap[at]!, heap[least]!];
      at = least;
    }
  }

  /** The best first; among equals the order of the base. */
  sorted(): Entry[] {
    return [...this.#heap].sort((a, b) => b.score - a.score || a.part - b.part || a.doc - b.doc);
  }
}
