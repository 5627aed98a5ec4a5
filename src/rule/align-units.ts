import { commonUnits, type CommonUnits } from './common-units.ts';
import { roomBetween } from './room-between.ts';
import { Similarity, type Likely } from './similarity.ts';
import { unitParts } from './unit-parts.ts';

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
  #common: CommonUnits = { before: new Set(), after: new Set() };

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
    this.#common = commonUnits(this.#likely);
    for (const round of rounds) {
      for (const { i, j, likeness } of this.#settled(round)) this.#pair(i, j, likeness);
    }
  }

  /** What is alike enough for a round, the surest first. */
  #settled({ near, far }: (typeof rounds)[number]): { i: number; j: number; likeness: number }[] {
    const room = roomBetween(this.#toAfter, this.#after.length);
    const open = this.#likely.flatMap((one) => {
      const [i, j] = this.#whole(one);
      if (this.#toAfter[i] !== -1 || this.#toBefore[j] !== -1) return [];
      const [low, high] = room(i);
      const inPlace = low < j && j < high;
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
    const room = roomBetween(this.#toAfter, this.#after.length);
    let j = 0;
    for (const i of before) {
      if (this.#toAfter[i] !== -1) continue;
      const [low, high] = room(i);
      j = Math.max(j, low + 1);
      while (j < high && (!after.has(j) || this.#toBefore[j] !== -1)) j += 1;
      if (j < high && (this.#before[i] === '') === (this.#after[j] === '')) this.#pair(i, j++, 0);
    }
  }

  finish(): Alignment {
    const partners: Link[] = [];
    for (const [before, after] of this.#toAfter.entries()) {
      if (after !== -1) partners.push({ before, after, likeness: this.#likeness.get(before) ?? 0 });
    }
    const similarity = this.#similarity;
    if (similarity === undefined) return { partners, splitOff: [], mergedIn: [] };
    const parts = unitParts({
      similarity,
      likely: this.#likely,
      common: this.#common,
      freeBefore: this.#freeBefore,
      freeAfter: this.#freeAfter,
      toAfter: this.#toAfter,
      toBefore: this.#toBefore,
    });
    return { partners, ...parts };
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

function free(partners: Int32Array): number[] {
  return [...partners.keys()].filter((index) => partners[index] === -1);
}
