import type { ReactiveController } from 'lit';
import { AskingController } from '../../kit/asking-controller.ts';
import type { GjElement } from '../../kit/gj-element.ts';

/** Milliseconds in which news of a draft are answered by one question: it changes with every word that is typed. */
const gather = 300;

/** A view of a draft: asked for when the element is drawn for that draft, and again when the draft has changed. */
export class DraftController<T> extends AskingController<T> implements ReactiveController {
  #host: GjElement & { draft: string };
  #question: (signal: AbortSignal) => Promise<T>;
  #draft = '';
  #stop: (() => void) | undefined;
  #due: ReturnType<typeof setTimeout> | undefined;

  /** @param question is given the signal that ends it */
  constructor(host: GjElement & { draft: string }, question: (signal: AbortSignal) => Promise<T>) {
    super(host);
    this.#host = host;
    this.#question = question;
  }

  hostUpdate(): void {
    const { draft } = this.#host;
    if (this.#draft === draft || draft === '') return;
    this.#end();
    this.clear();
    this.#draft = draft;
    this.#stop = this.#host.app.followDraft(draft, ({ kind }) => {
      if (kind === 'changed') this.#due ??= setTimeout(() => this.again(), gather);
    });
    this.again();
  }

  /** Asks now. */
  again(): void {
    clearTimeout(this.#due);
    this.#due = undefined;
    void this.ask(this.#question);
  }

  override hostDisconnected(): void {
    super.hostDisconnected();
    this.#end();
    this.#draft = '';
  }

  #end(): void {
    this.#stop?.();
    clearTimeout(this.#due);
    this.#due = undefined;
  }
}
