import { ContextConsumer } from '@lit/context';
import { LitElement } from 'lit';
import type { App } from '../../src/app/app.ts';
import { appContext } from '../app-context.ts';
import { tables, wordsOf, type Words } from '../words.ts';

/**
 * Base of all elements: drawn in the light DOM, so that selection, find in page, print and one style
 * sheet reach the text, and drawn again when the language changes.
 */
export abstract class GjElement extends LitElement {
  #context = new ContextConsumer(this, { context: appContext });
  #stop: (() => void) | undefined;

  get app(): App {
    const app = this.#context.value;
    if (app === undefined) throw new Error(`${this.localName} stands outside gj-app`);
    return app;
  }

  /** The word table of the reader's language. */
  get words(): Words {
    return wordsOf(this.app.settings.now);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    let table = this.words;
    const look = (): void => {
      if (this.words === table) return;
      table = this.words;
      this.requestUpdate();
    };
    const stops = [this.app.settings.subscribe(look), tables.subscribe(look)];
    this.#stop = () => {
      for (const stop of stops) stop();
    };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }
}
