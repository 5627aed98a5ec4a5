import { bigram, foldCode, isBigram } from './fold.ts';

/** A term of the question with its rarity. */
export interface WeighedTerm {
  term: number;
  rarity: number;
}

/** Terms whose presence is measured together: all pairs of the question, or those of one clause. */
export interface TermGroup {
  slots: readonly number[];
  /** Their rarities, and what they sum up to. */
  rarities: readonly number[];
  sum: number;
}

/**
 * The terms of a question, numbered, so that a text is read once and everything that ranking asks about it
 * is then a sum over a few numbers.
 */
export class QuestionTerms {
  readonly pairs: TermGroup;
  readonly singles: TermGroup;
  /** Pairs with their rarities squared, so that the rare ones decide. */
  readonly squared: TermGroup;
  #terms: readonly WeighedTerm[];
  /** Slot of a single character, plus one; most characters of a text stop here. */
  #ofCharacter = new Uint16Array(0x10000);
  #inQuestion = new Uint8Array(0x10000);
  #ofPair = new Map<number, number>();

  constructor(terms: readonly WeighedTerm[]) {
    this.#terms = terms;
    terms.forEach(({ term }, slot) => {
      if (isBigram(term)) {
        this.#ofPair.set(term, slot);
        this.#inQuestion[term >>> 16] = 1;
        this.#inQuestion[term & 0xffff] = 1;
      } else {
        this.#ofCharacter[term] = slot + 1;
        this.#inQuestion[term] = 1;
      }
    });
    this.pairs = this.group((term) => isBigram(term));
    this.singles = this.group((term) => !isBigram(term));
    this.squared = this.group((term) => isBigram(term), 2);
  }

  /** Those terms that `wanted` accepts. */
  group(wanted: (term: number) => boolean, power = 1): TermGroup {
    const slots = this.#terms.flatMap(({ term }, slot) => (wanted(term) ? [slot] : []));
    const rarities = slots.map((slot) => this.#terms[slot]!.rarity ** power);
    return { slots, rarities, sum: rarities.reduce((sum, one) => sum + one, 0) };
  }

  /** For each term the end of its first place in a text; 0 where it is missing. */
  placesIn(text: string): Uint16Array {
    const ends = new Uint16Array(this.#terms.length);
    let before = 0;
    for (let i = 0; i < text.length; i++) {
      const code = foldCode(text.charCodeAt(i));
      if (this.#inQuestion[code] === 0) {
        before = 0;
        continue;
      }
      const end = Math.min(i + 1, 0xffff);
      const single = this.#ofCharacter[code]!;
      if (single !== 0 && ends[single - 1] === 0) ends[single - 1] = end;
      if (before !== 0) {
        const pair = this.#ofPair.get(bigram(before, code));
        if (pair !== undefined && ends[pair] === 0) ends[pair] = end;
      }
      before = code;
    }
    return ends;
  }
}

/** Share of a group, by rarity, that stands in a text within its first `before` characters. */
export function share(group: TermGroup, places: Uint16Array, before = 0xffff): number {
  if (group.sum === 0) return 0;
  let found = 0;
  for (let i = 0; i < group.slots.length; i++) {
    const place = places[group.slots[i]!]!;
    if (place !== 0 && place <= before) found += group.rarities[i]!;
  }
  return found / group.sum;
}

/** What stands in any of several texts. */
export function together(...places: readonly Uint16Array[]): Uint16Array {
  const all = new Uint16Array(places[0]!.length);
  for (const one of places) {
    for (let slot = 0; slot < all.length; slot++) if (one[slot] !== 0) all[slot] = 1;
  }
  return all;
}
