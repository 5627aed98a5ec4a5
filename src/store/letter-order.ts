/** One letter that was ever written into a text. */
export interface Letter {
  count: number;
  actor: string;
  value: string;
  isThere: boolean;
  next: Letter | undefined;
  /** Where it is in the text, or the next one that is there; set by `place`. */
  at: number;
}

/**
 * All letters of a text in their order, those that went as well, so that of every letter it is known where it is now or
 * was. Automerge orders them so: a letter stands behind the one that it was written after, the later one first.
 */
export class LetterOrder {
  #first: Letter = { count: 0, actor: '', value: '', isThere: false, next: undefined, at: 0 };
  #byId = new Map<string, Letter>();

  /** @param after id of a letter, `_head` for the beginning */
  insert(count: number, actor: string, value: string, after: string): Letter | undefined {
    let left = after === '_head' ? this.#first : this.#byId.get(after);
    if (left === undefined) return undefined;
    while (left.next !== undefined && isLater(left.next, count, actor)) left = left.next;
    const letter: Letter = { count, actor, value, isThere: true, next: left.next, at: 0 };
    left.next = letter;
    this.#byId.set(`${count}@${actor}`, letter);
    return letter;
  }

  /** @returns the letter, when it was there until now */
  remove(id: string): Letter | undefined {
    const letter = this.#byId.get(id);
    if (letter?.isThere !== true) return undefined;
    letter.isThere = false;
    return letter;
  }

  letter(id: string): Letter | undefined {
    return this.#byId.get(id);
  }

  /** Sets where each letter is, and gives the text. */
  place(): string {
    const values: string[] = [];
    let at = 0;
    for (let letter = this.#first.next; letter !== undefined; letter = letter.next) {
      letter.at = at;
      if (!letter.isThere) continue;
      values.push(letter.value);
      at += letter.value.length;
    }
    return values.join('');
  }
}

const isLater = (letter: Letter, count: number, actor: string): boolean =>
  letter.count > count || (letter.count === count && letter.actor > actor);
