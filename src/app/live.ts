/** A value that changes over time, and who wants to know. */
export interface Live<T> {
  readonly now: T;
  /** Calls `listener` after each change; returns the way to stop. */
  subscribe(listener: () => void): () => void;
}

/** A `Live` that its owner sets. Listeners hear once per microtask however often it was set. */
export class Source<T> implements Live<T> {
  #now: T;
  #listeners = new Set<() => void>();
  #told = true;

  constructor(first: T) {
    this.#now = first;
  }

  get now(): T {
    return this.#now;
  }

  set(value: T): void {
    if (Object.is(value, this.#now)) return;
    this.#now = value;
    if (!this.#told) return;
    this.#told = false;
    queueMicrotask(() => {
      this.#told = true;
      const listeners = Array.from(this.#listeners);
      for (const listener of listeners) listener();
    });
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
