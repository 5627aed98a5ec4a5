import { longestIncreasing } from './longest-increasing.ts';
import { Similarity, type Likely } from './similarity.ts';

/** Two units, by index, that have to do with each other. */
export interface Link {
  before: number;
  after: number;
  /** 0 to 1; 1 when they are equal. */
  likeness: number;
}

export interface Alignment {
  /** Each unit has at most one partner; in the order of the old edition. */
  partners: Link[];
  /** New units without a partner whose words come from an old one that has another partner. */
  splitOff: Link[];
  /** Old units without a partner whose words went over into a new one that has another partner. */
  mergedIn: Link[];
}

/**
 * How alike two units must be, in rounds: what is certain settles first and says where the others should stand.
 * `near`: between the partners of their neighbours; `far`: anywhere.
 */
const rounds = [
  { near: 0.55, far: 0.62 },
  { near: 0.35, far: 0.45 },
  { near: 0.2, far: 0.34 },
  { near: 0.14, far: 0.3 },
];
/** What standing in the right place is worth when two units compete for one. */
const placeBonus = 0.18;
/** What it is worth that one unit holds all of the other. */
const wholeWithin = { near: 0.45, far: 0.38 };
/**
 * When a unit without a partner is a part of another one: it has most of its words from there, or enough of them
 * and most of what is missing there now.
 */
const leastPart = { held: 0.6, given: 0.15, givenAndLost: 0.7 };
/** What several units have, such as 构成犯罪的，依法追究刑事责任, comes from none of them. */
const common = { units: 2, nearly: 0.8 };

/**
 * Finds which unit of a new edition was which unit of the old one.
 *
 * First those that are equal and unlike all others, then their equal neighbours; then the most alike, certain ones
 * first, those between the partners of their neighbours before those elsewhere; then what is left over, where its
 * words went into or came out of a unit that has found its partner. Takes time in proportion to the length of the
 * texts; ten thousand equal units are aligned by their place.
 *
 * @param before texts of the old units in order
 * @param after texts of the new units in order
 */
export function alignUnits(before: readonly string[], after: readonly string[]): Alignment {
  const work = new Aligning(before, after);
  work.takeEqual();
  work.takeAlike();
  work.takeNeighbours();
  return work.finish();
}

class Aligning {
  readonly #before: readonly string[];
  readonly #after: readonly string[];
  /** Index of the partner, or -1. */
  readonly #toAfter: Int32Array;
  readonly #toBefore: Int32Array;
  readonly #likeness = new Map<number, number>();
  #similarity: Similarity | undefined;
  #freeBefore: number[] = [];
  #freeAfter: number[] = [];
  #likely: Likely[] = [];
  #common = { before: new Set<number>(), after: new Set<number>() };

  constructor(before: readonly string[], after: readonly string[]) {
    this.#before = before;
    this.#after = after;
    this.#toAfter = new Int32Array(before.length).fill(-1);
    this.#toBefore = new Int32Array(after.length).fill(-1);
  }

  takeEqual(): void {
    const [inBefore, inAfter] = [places(this.#before), places(this.#after)];
    for (const [text, [only, another]] of inBefore) {
      const there = inAfter.get(text);
      if (text === '' || another !== undefined || there?.length !== 1) continue;
      this.#pair(only!, there[0]!, 1);
    }
    // Equal units that occur several times go with the equal neighbours that have found each other.
    this.#extend(-1, -1, 1);
    for (let i = 0; i < this.#before.length; i++) {
      if (this.#toAfter[i] !== -1) this.#extend(i, this.#toAfter[i]!, 1);
    }
    this.#extend(this.#before.length, this.#after.length, -1);
    for (let i = this.#before.length - 1; i >= 0; i--) {
      if (this.#toAfter[i] !== -1) this.#extend(i, this.#toAfter[i]!, -1);
    }
  }

  takeAlike(): void {
    this.#freeBefore = free(this.#toAfter);
    this.#freeAfter = free(this.#toBefore);
    if (this.#freeBefore.length === 0 || this.#freeAfter.length === 0) return;
    const similarity = new Similarity(
      this.#freeBefore.map((i) => this.#before[i]!),
      this.#freeAfter.map((j) => this.#after[j]!),
    );
    this.#similarity = similarity;
    this.#likely = similarity.likely();
    this.#common = {
      before: commonIn(this.#likely, (one) => [one.before, one.heldByAfter]),
      after: commonIn(this.#likely, (one) => [one.after, one.heldByBefore]),
    };
    for (const round of rounds) {
      for (const { i, j, likeness } of this.#settled(round)) this.#pair(i, j, likeness);
    }
  }

  /** What is alike enough for a round, the surest first. */
  #settled({ near, far }: (typeof rounds)[number]): { i: number; j: number; likeness: number }[] {
    const isNear = this.#places();
    const open = this.#likely.flatMap((one) => {
      const [i, j] = this.#whole(one);
      if (this.#toAfter[i] !== -1 || this.#toBefore[j] !== -1) return [];
      const inPlace = isNear(i, j);
      // A short article that grew has little in common with what it became, but all of itself.
      const held = Math.max(
        this.#common.before.has(one.before) ? 0 : one.heldByAfter,
        this.#common.after.has(one.after) ? 0 : one.heldByBefore,
      );
      const likeness = Math.max(one.likeness, held * (inPlace ? wholeWithin.near : wholeWithin.far));
      return [{ i, j, likeness, inPlace, score: likeness + (inPlace ? placeBonus : 0) }];
    });
    const [nearest, nearestAfter] = [new Map<number, number>(), new Map<number, number>()];
    for (const { i, j, inPlace, score } of open) {
      if (!inPlace) continue;
      nearest.set(i, Math.max(score, nearest.get(i) ?? 0));
      nearestAfter.set(j, Math.max(score, nearestAfter.get(j) ?? 0));
    }
    return open
      .filter(({ i, j, inPlace, score }) =>
        inPlace
          ? score - placeBonus >= near
          : score >= far && score > (nearest.get(i) ?? 0) && score > (nearestAfter.get(j) ?? 0),
      )
      .sort((a, b) => b.score - a.score || a.i - b.i || a.j - b.j);
  }

  /** What has nothing to be told by, such as empty or wholly common units, goes by its place in a gap. */
  takeNeighbours(): void {
    const similarity = this.#similarity;
    if (similarity === undefined) return;
    const bare = (side: 'before' | 'after', list: readonly number[]): Set<number> =>
      new Set(list.filter((_, index) => similarity.weightOf(side, index) === 0));
    const [before, after] = [bare('before', this.#freeBefore), bare('after', this.#freeAfter)];
    if (before.size === 0 || after.size === 0) return;
    let j = 0;
    const place = this.#places();
    for (const i of before) {
      if (this.#toAfter[i] !== -1) continue;
      while (j < this.#after.length && (!after.has(j) || this.#toBefore[j] !== -1)) j += 1;
      if (j === this.#after.length) return;
      if (place(i, j) && (this.#before[i] === '') === (this.#after[j] === '')) this.#pair(i, j++, 0);
    }
  }

  finish(): Alignment {
    const splitOff: Link[] = [];
    const mergedIn: Link[] = [];
    const similarity = this.#similarity;
    if (similarity !== undefined) {
      // A row has several units on one side only: what was split takes nothing in, and the other way round.
      const split = new Set<number>();
      const merged = new Set<number>();
      const done = new Set<number>();
      for (const { isSplit, i, j, share } of this.#parts(similarity)) {
        const part = isSplit ? -1 - j : i;
        const whole = isSplit ? this.#toAfter[i]! : j;
        if (done.has(part) || (isSplit ? merged : split).has(whole)) continue;
        done.add(part);
        (isSplit ? split : merged).add(whole);
        (isSplit ? splitOff : mergedIn).push({ before: i, after: j, likeness: share });
      }
    }
    const partners: Link[] = [];
    for (const [before, after] of this.#toAfter.entries()) {
      if (after !== -1) partners.push({ before, after, likeness: this.#likeness.get(before) ?? 0 });
    }
    return { partners, splitOff, mergedIn };
  }

  /** Units without a partner whose words are in a unit that has one, the surest first. */
  #parts(similarity: Similarity): { isSplit: boolean; i: number; j: number; share: number }[] {
    const inBefore = new Map(this.#freeBefore.map((i, index) => [i, index]));
    const inAfter = new Map(this.#freeAfter.map((j, index) => [j, index]));
    const found = this.#likely.flatMap((one) => {
      const [i, j] = this.#whole(one);
      const [toAfter, toBefore] = [this.#toAfter[i]!, this.#toBefore[j]!];
      if ((toAfter === -1) === (toBefore === -1)) return [];
      const isSplit = toBefore === -1;
      const [side, part, whole, partner] = isSplit
        ? (['after', one.after, one.before, inAfter.get(toAfter)!] as const)
        : (['before', one.before, one.after, inBefore.get(toBefore)!] as const);
      const { given, lost } = similarity.wentOver(side, part, whole, partner);
      const held = isSplit ? one.heldByBefore : one.heldByAfter;
      const isPart =
        !this.#common[side].has(part) &&
        (held >= leastPart.held || (given >= leastPart.given && given + lost >= leastPart.givenAndLost));
      return isPart ? [{ isSplit, i, j, share: Math.max(given, held) }] : [];
    });
    return found.sort((a, b) => b.share - a.share || a.i - b.i || a.j - b.j);
  }

  #whole({ before, after }: Likely): [i: number, j: number] {
    return [this.#freeBefore[before]!, this.#freeAfter[after]!];
  }

  #pair(i: number, j: number, likeness: number): void {
    if (this.#toAfter[i] !== -1 || this.#toBefore[j] !== -1) return;
    this.#toAfter[i] = j;
    this.#toBefore[j] = i;
    this.#likeness.set(i, likeness);
  }

  #extend(i: number, j: number, step: 1 | -1): void {
    for (;;) {
      i += step;
      j += step;
      if (this.#toAfter[i] !== -1 || this.#toBefore[j] !== -1 || this.#before[i] !== this.#after[j]) return;
      this.#pair(i, j, 1);
    }
  }

  /** Tells whether two units stand between the partners of their neighbours, as things are now. */
  #places(): (i: number, j: number) => boolean {
    const paired = [...this.#toAfter.keys()].filter((i) => this.#toAfter[i] !== -1);
    const kept = longestIncreasing(paired.map((i) => this.#toAfter[i]!)).map((at) => paired[at]!);
    // For each old unit the partner of the last kept one before it, and of the first after it.
    const low = new Int32Array(this.#before.length);
    const high = new Int32Array(this.#before.length);
    let [last, at] = [-1, 0];
    for (let i = 0; i < low.length; i++) {
      low[i] = last;
      if (kept[at] === i) last = this.#toAfter[kept[at++]!]!;
    }
    [last, at] = [this.#after.length, kept.length - 1];
    for (let i = low.length - 1; i >= 0; i--) {
      high[i] = last;
      if (kept[at] === i) last = this.#toAfter[kept[at--]!]!;
    }
    return (i, j) => low[i]! < j && j < high[i]!;
  }
}

/** Where each text stands: the first places of it are enough to know whether it is the only one. */
function places(texts: readonly string[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [index, text] of texts.entries()) {
    const list = found.get(text);
    if (list === undefined) found.set(text, [index]);
    else if (list.length < 2) list.push(index);
  }
  return found;
}

/** Units whose words several others have nearly alike. */
function commonIn(
  likely: readonly Likely[],
  heldOf: (one: Likely) => [unit: number, held: number],
): Set<number> {
  const most = new Map<number, number>();
  const shares = likely.map(heldOf);
  for (const [unit, held] of shares) most.set(unit, Math.max(held, most.get(unit) ?? 0));
  const times = new Map<number, number>();
  for (const [unit, held] of shares) {
    if (held >= common.nearly * most.get(unit)!) times.set(unit, (times.get(unit) ?? 0) + 1);
  }
  return new Set([...times].filter(([, count]) => count >= common.units).map(([unit]) => unit));
}

function free(partners: Int32Array): number[] {
  return [...partners.keys()].filter((index) => partners[index] === -1);
}
