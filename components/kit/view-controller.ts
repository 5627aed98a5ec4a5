import { AskingController } from './asking-controller.ts';
import type { GjElement } from './gj-element.ts';
import { LiveController } from './live-controller.ts';

/** A view of the base: asked for when the element is first drawn, and again whenever the base has changed. */
export class ViewController<T> extends AskingController<T> {
  #changes: LiveController<number>;
  #question: (signal: AbortSignal) => Promise<T>;
  #asked = -1;

  /** @param question is given the signal that ends it */
  constructor(host: GjElement, question: (signal: AbortSignal) => Promise<T>) {
    super(host);
    this.#question = question;
    this.#changes = new LiveController(host, () => host.app.changes);
  }

  hostUpdate(): void {
    if (this.#asked === this.#changes.now) return;
    this.#asked = this.#changes.now;
    void this.ask(this.#question);
  }
}
