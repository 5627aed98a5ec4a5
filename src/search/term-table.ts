/** Numbers the terms of a segment while it is built: open addressing over typed arrays, no object per term. */
export class TermTable {
  #slots = new Uint32Array(1 << 16);
  #ids = new Int32Array(1 << 16).fill(-1);
  #terms = new Uint32Array(1 << 14);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The terms by their numbers. */
  terms(): Uint32Array {
    return this.#terms.subarray(0, this.#size);
  }

  /** Number of a term; a new one gets the next. */
  idOf(term: number): number {
    const mask = this.#slots.length - 1;
    let slot = (Math.imul(term, 0x9e3779b1) >>> 8) & mask;
    for (;;) {
      const id = this.#ids[slot]!;
      if (id === -1) break;
      if (this.#slots[slot] === term) return id;
      slot = (slot + 1) & mask;
    }
    const id = this.#size++;
    this.#slots[slot] = term;
    this.#ids[slot] = id;
    if (id >= this.#terms.length) {
      const bigger = new Uint32Array(this.#terms.length * 2);
      bigger.set(this.#terms);
      this.#terms = bigger;
    }
    this.#terms[id] = term;
    if (this.#size * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  #rehash(): void {
    const length = this.#slots.length * 2;
    const mask = length - 1;
    this.#slots = new Uint32Array(length);
    this.#ids = new Int32Array(length).fill(-1);
    for (let id = 0; id < this.#size; id++) {
      const term = this.#terms[id]!;
      let slot = (Math.imul(term, 0x9e3779b1) >>> 8) & mask;
      while (this.#ids[slot] !== -1) slot = (slot + 1) & mask;
      this.#slots[slot] = term;
      this.#ids[slot] = id;
    }
  }
}
