import type { App } from '../../src/app/app.ts';
import type { Live } from '../../src/app/live.ts';
import { AskingController } from './asking-controller.ts';
import type { GjElement } from './gj-element.ts';
import { LiveController } from './live-controller.ts';

/** Something that counts up when what a view shows may be another. */
type Counted = (app: App) => Live<number>;

const changes: Counted = (app) => app.changes;
/** Other devices: lines to them, who asks to be admitted. */
export const connections: Counted = (app) => app.connections;

/** A view of the base: asked for when the element is first drawn, and again whenever the base has changed. */
export class ViewController<T> extends AskingController<T> {
  #follows: LiveController<number>[];
  #question: (signal: AbortSignal) => Promise<T>;
  #asked = '';
  #isAsking = false;

  /**
   * @param question is given the signal that ends it
   * @param also what is followed besides changes of the base
   */
  constructor(host: GjElement, question: (signal: AbortSignal) => Promise<T>, ...also: Counted[]) {
    super(host);
    this.#question = question;
    this.#follows = [changes, ...also].map((of) => new LiveController(host, () => of(host.app)));
  }

  hostUpdate(): void {
    const now = this.#follows.map((live) => live.now).join();
    if (this.#asked === now) return;
    this.#asked = now;
    if (!this.#isAsking) void this.#askUntilStill();
  }

  /** Where one change follows the other, every answer is shown as it comes: a page must not wait for things to be still. */
  async #askUntilStill(): Promise<void> {
    this.#isAsking = true;
    try {
      for (let asked = ''; asked !== this.#asked;) {
        asked = this.#asked;
        await this.ask(this.#question);
      }
    } finally {
      this.#isAsking = false;
    }
  }
}
