import type { EntryRange } from './message.ts';

interface Span {
  from: number;
  to: number;
}

/** The places of chains that ranges name. However many ranges of one device there are, a look-up takes a few steps. */
export class RangeSet {
  /** In order, and none touches another. */
  #spans = new Map<string, Span[]>();

  constructor(ranges: readonly EntryRange[]) {
    for (const { device, from, to } of ranges) {
      if (from > to) continue;
      const known = this.#spans.get(device);
      if (known === undefined) this.#spans.set(device, [{ from, to }]);
      else known.push({ from, to });
    }
    for (const [device, spans] of this.#spans) this.#spans.set(device, merged(spans));
  }

  /** Spans of all devices together, after those that touch were made one. */
  get size(): number {
    return [...this.#spans.values()].reduce((sum, { length }) => sum + length, 0);
  }

  has(device: string, seq: number): boolean {
    const spans = this.#spans.get(device);
    if (spans === undefined) return false;
    let [low, high] = [0, spans.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (spans[middle]!.from <= seq) low = middle;
      else high = middle - 1;
    }
    const { from, to } = spans[low]!;
    return from <= seq && seq <= to;
  }
}

function merged(spans: Span[]): Span[] {
  const all: Span[] = [];
  for (const { from, to } of spans.sort((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last !== undefined && from <= last.to + 1) last.to = Math.max(last.to, to);
    else all.push({ from, to });
  }
  return all;
}
