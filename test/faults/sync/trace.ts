import { createHash } from 'node:crypto';

/** Everything that happened in a run, in one hash; and in words, for who looks for a fault. */
export class Trace {
  #hash = createHash('sha256');
  #tell: ((line: string) => void) | undefined;
  #now: () => number;

  /** @param tell hears every line */
  constructor(now: () => number, tell?: (line: string) => void) {
    this.#now = now;
    this.#tell = tell;
  }

  note(what: string, bytes?: Uint8Array): void {
    const line = `${this.#now().toFixed(1)} ${what}`;
    this.#hash.update(line);
    if (bytes !== undefined) this.#hash.update(bytes);
    this.#tell?.(line);
  }

  end(): string {
    return this.#hash.digest('hex').slice(0, 32);
  }
}
