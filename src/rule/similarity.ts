/** Characters of one text that are looked at; articles are far shorter. */
const longestText = 20_000;
/** Pairs of a shingle's places that are counted in all; the commonest shingles are left out beyond it. */
const mostMeetings = 4_000_000;
/** Partners that are remembered of one text. */
const mostPerText = 12;
const leastLikeness = 0.1;
const leastHeld = 0.3;

/** Two texts, by index, that have something in common. */
export interface Likely {
  before: number;
  after: number;
  /** 0 to 1: how much of both they share (Dice), weighted by rarity. */
  likeness: number;
  /** 0 to 1: how much of the one before the one after has, and the other way round. */
  heldByAfter: number;
  heldByBefore: number;
}

function isWordCode(code: number): boolean {
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0xd800 && code <= 0xdfff) ||
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    (code >= 0xff10 && code <= 0xff19)
  );
}

function best(some: Likely[], by: (one: Likely) => number, least: number): Likely[] {
  return some
    .filter((one) => by(one) >= least)
    .sort((a, b) => by(b) - by(a) || a.after - b.after)
    .slice(0, mostPerText);
}

/**
 * How alike texts of two lists are: pairs of neighbouring characters that they share, each weighted by how few
 * texts have it, so that 由县级以上人民政府责令改正 binds less than the two words that only one article has.
 * Punctuation and spaces do not count.
 *
 * Work is bounded: what nearly every text has is left out as soon as it would be met too often.
 */
export class Similarity {
  readonly #before: Int32Array[];
  readonly #after: Int32Array[];
  readonly #ids = new Map<number, number>();
  readonly #lastSeen: number[] = [];
  readonly #weights: Float64Array;
  readonly #totals: [before: number[], after: number[]];
  #postings: Int32Array[] = [];

  constructor(before: readonly string[], after: readonly string[]) {
    let serial = 0;
    this.#before = before.map((text) => this.#shingles(text, ++serial));
    this.#after = after.map((text) => this.#shingles(text, ++serial));
    this.#weights = this.#weigh();
    const total = (ids: Int32Array): number => ids.reduce((sum, id) => sum + this.#weights[id]!, 0);
    this.#totals = [this.#before.map(total), this.#after.map(total)];
  }

  /** Weight of all that a text has; 0 for one with nothing of its own. */
  weightOf(side: 'before' | 'after', index: number): number {
    return this.#totals[side === 'before' ? 0 : 1][index] ?? 0;
  }

  /** For each text of `before`, the texts of `after` that are most like it, contain it or are contained in it. */
  likely(): Likely[] {
    const found: Likely[] = [];
    const sums = new Float64Array(this.#after.length);
    for (const [before, ids] of this.#before.entries()) {
      const met: number[] = [];
      for (const id of ids) {
        const weight = this.#weights[id]!;
        if (weight === 0) continue;
        for (const after of this.#postings[id]!) {
          if (sums[after] === 0) met.push(after);
          sums[after]! += weight;
        }
      }
      const own = this.#totals[0][before]!;
      const some = met.map((after): Likely => {
        const shared = sums[after]!;
        sums[after] = 0;
        const other = this.#totals[1][after]!;
        return {
          before,
          after,
          likeness: (2 * shared) / (own + other),
          heldByAfter: shared / own,
          heldByBefore: shared / other,
        };
      });
      const most = best(some, ({ likeness }) => likeness, leastLikeness);
      const held = best(some, (one) => Math.max(one.heldByAfter, one.heldByBefore), leastHeld);
      found.push(...new Set([...most, ...held]));
    }
    return found;
  }

  /**
   * What a text (`part`, of `side`) has from a text of the other side (`whole`), beside what the partner of that
   * text on the own side has from it.
   *
   * @returns `given`: how much of `part` that is; `lost`: how much it is of all that `whole` has and its partner
   *   has not. Both 0 to 1.
   */
  wentOver(
    side: 'before' | 'after',
    part: number,
    whole: number,
    partner: number,
  ): { given: number; lost: number } {
    const [own, other] = side === 'before' ? [this.#before, this.#after] : [this.#after, this.#before];
    const inPart = new Set(own[part]);
    const inPartner = new Set(own[partner]);
    let [over, missing] = [0, 0];
    for (const id of other[whole]!) {
      if (inPartner.has(id)) continue;
      missing += this.#weights[id]!;
      if (inPart.has(id)) over += this.#weights[id]!;
    }
    return over === 0
      ? { given: 0, lost: 0 }
      : { given: over / this.weightOf(side, part), lost: over / missing };
  }

  /** Ids of the pairs of characters of a text, each once. */
  #shingles(text: string, serial: number): Int32Array {
    const ids: number[] = [];
    let last = 0;
    const end = Math.min(text.length, longestText);
    for (let at = 0; at < end; at++) {
      const code = text.charCodeAt(at);
      if (!isWordCode(code)) continue;
      if (last !== 0) {
        const key = last * 0x1_0000 + code;
        let id = this.#ids.get(key);
        if (id === undefined) {
          id = this.#ids.size;
          this.#ids.set(key, id);
        }
        if (this.#lastSeen[id] !== serial) {
          this.#lastSeen[id] = serial;
          ids.push(id);
        }
      }
      last = code;
    }
    return Int32Array.from(ids);
  }

  /** Rarity of each shingle; 0 for those too common to be counted. */
  #weigh(): Float64Array {
    const size = this.#ids.size;
    const inBefore = new Int32Array(size);
    const inAfter = new Int32Array(size);
    for (const ids of this.#before) for (const id of ids) inBefore[id]! += 1;
    for (const ids of this.#after) for (const id of ids) inAfter[id]! += 1;
    const all = this.#before.length + this.#after.length;
    const byCommonness = Array.from({ length: size }, (_, id) => id).sort(
      (a, b) => inBefore[a]! * inAfter[a]! - inBefore[b]! * inAfter[b]!,
    );
    const weights = new Float64Array(size);
    let meetings = 0;
    for (const id of byCommonness) {
      meetings += inBefore[id]! * inAfter[id]!;
      if (meetings > mostMeetings) break;
      weights[id] = Math.log(1 + all / (inBefore[id]! + inAfter[id]!));
    }
    const places: number[][] = Array.from({ length: size }, () => []);
    for (const [after, ids] of this.#after.entries()) {
      for (const id of ids) if (weights[id]! > 0) places[id]!.push(after);
    }
    this.#postings = places.map((list) => Int32Array.from(list));
    return weights;
  }
}
