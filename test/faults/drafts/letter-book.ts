/** Fresh letters, no two the same, every fifth beyond the basic plane; and what became of each. */
export class LetterBook {
  readonly written = new Set<string>();
  readonly removed = new Set<string>();
  #count = 0;

  /** @returns as many letters that nobody has written yet */
  fresh(length: number): string {
    return Array.from({ length }, () => {
      const count = this.#count++;
      return String.fromCodePoint((count % 5 === 4 ? 0x20000 : 0x4e00) + count);
    }).join('');
  }

  /** Notes what an edit did to a text. */
  note(before: string, after: string): void {
    const [old, now] = [new Set(before), new Set(after)];
    for (const letter of old) if (!now.has(letter)) this.removed.add(letter);
    for (const letter of now) if (isLetter(letter)) this.written.add(letter);
  }
}

export const isLetter = (one: string): boolean =>
  (one.codePointAt(0) ?? 0) >= 0x4e00 && !'第条一二三'.includes(one);
export const lettersIn = (text: string): string[] => [...text].filter(isLetter);
