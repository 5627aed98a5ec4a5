import type { Entry } from './entry.ts';

/** What an entry says that it follows, of those of its kind. */
export function afterOf({ act }: Entry): readonly string[] {
  return 'after' in act ? act.after : [];
}

/** For every entry of a rule, or of a draft, all that it follows: bits by index, so that long histories stay small. */
export class RulePast {
  #index = new Map<string, number>();
  #past = new Map<string, Uint32Array>();

  /** @param entries of one rule: publish and repeal, or of one draft; ids that they follow may be of others that end the rule */
  constructor(entries: readonly Entry[]) {
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    for (const entry of entries) this.#work(entry, byId);
  }

  follows(id: string, other: string): boolean {
    const index = this.#index.get(other);
    const past = this.#past.get(id);
    if (index === undefined || past === undefined) return false;
    return ((past[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
  }

  /** How many it follows. */
  depth(id: string): number {
    let count = 0;
    for (let bits of this.#past.get(id) ?? []) for (; bits !== 0; bits &= bits - 1) count += 1;
    return count;
  }

  #indexOf(id: string): number {
    const index = this.#index.get(id) ?? this.#index.size;
    this.#index.set(id, index);
    return index;
  }

  /** Entries that are followed come first; without recursion, since a history may be as long as somebody likes. */
  #work(entry: Entry, byId: ReadonlyMap<string, Entry>): void {
    const open = [entry];
    for (let at = open.at(-1); at !== undefined; at = open.at(-1)) {
      const missing = afterOf(at)
        .map((id) => byId.get(id))
        .find((one) => one !== undefined && !this.#past.has(one.id));
      if (missing !== undefined) {
        open.push(missing);
        continue;
      }
      open.pop();
      if (this.#past.has(at.id)) continue;
      const before = afterOf(at).map((id) => [this.#indexOf(id), this.#past.get(id)] as const);
      const longest = before.reduce(
        (most, [index, past]) => Math.max(most, (index >>> 5) + 1, past?.length ?? 0),
        0,
      );
      const bits = new Uint32Array(longest);
      for (const [index, past] of before) {
        bits[index >>> 5]! |= 1 << (index & 31);
        past?.forEach((word, i) => (bits[i]! |= word));
      }
      this.#past.set(at.id, bits);
    }
  }
}
