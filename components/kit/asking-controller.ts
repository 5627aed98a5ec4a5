import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { EngineError } from '../../src/app/engine-link.ts';

/**
 * Holds the answer to the last question asked. A newer question makes the answer to an older one
 * worthless: it is aborted, and if it comes all the same it is dropped.
 */
export class AskingController<T> implements ReactiveController {
  /** Undefined before the first answer. Stays while the next is on its way, so that nothing flickers. */
  answer: T | undefined;
  problem: EngineError | undefined;
  #host: ReactiveControllerHost;
  #asked: AbortController | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** @param question is given the signal that ends it */
  async ask(question: (signal: AbortSignal) => Promise<T>): Promise<void> {
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    try {
      const answer = await question(asked.signal);
      if (this.#asked !== asked) return;
      this.answer = answer;
      this.problem = undefined;
    } catch (error) {
      if (this.#asked !== asked) return;
      this.problem = error instanceof EngineError ? error : new EngineError('unexpected', String(error));
    }
    this.#host.requestUpdate();
  }

  /** Forgets the answer, as when a page turns to something else. */
  clear(): void {
    this.#asked?.abort();
    this.#asked = undefined;
    this.answer = undefined;
    this.problem = undefined;
  }

  hostDisconnected(): void {
    this.#asked?.abort();
  }
}
