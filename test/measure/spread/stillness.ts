const asked = ['digest', 'sign', 'verify', 'encrypt', 'decrypt', 'importKey'] as const;

/**
 * Tells when nothing goes on any more in this process: what is worked out on other threads is counted, and everything
 * else here is done as soon as it can be. So a round is over when all that it brings about has come about.
 */
export class Stillness {
  #running = 0;

  constructor() {
    const subtle = crypto.subtle as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
    for (const name of asked) {
      const work = subtle[name]!.bind(crypto.subtle);
      subtle[name] = async (...args) => {
        this.#running += 1;
        try {
          return await work(...args);
        } finally {
          this.#running -= 1;
        }
      };
    }
  }

  async reached(): Promise<void> {
    for (let quiet = 0; quiet < 3;) {
      await new Promise((resolve) => setImmediate(resolve));
      quiet = this.#running === 0 ? quiet + 1 : 0;
    }
  }

  /** Everything is as before. */
  end(): void {
    for (const name of asked) Reflect.deleteProperty(crypto.subtle, name);
  }
}
