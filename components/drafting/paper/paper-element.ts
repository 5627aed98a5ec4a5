import type { EditorView, ViewUpdate } from '@codemirror/view';
import { GjElement } from '../../kit/gj-element.ts';
import { watchView } from './view-watch.ts';

/** An element beside the paper: it has the editor's view and hears of what happens there. */
export abstract class PaperElement extends GjElement {
  #view: EditorView | undefined;
  #stop: (() => void) | undefined;

  /** The editor; undefined while there is none. */
  get view(): EditorView | undefined {
    return this.#view;
  }

  set view(view: EditorView | undefined) {
    if (view === this.#view) return;
    this.#stop?.();
    this.#view = view;
    if (this.isConnected) this.#watch();
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    this.#stop = undefined;
  }

  #watch(): void {
    this.#stop?.();
    this.#stop = this.#view && watchView(this.#view, (update) => this.viewUpdated(update));
  }

  /** Something happened in the editor. Called within its update, so nothing may be dispatched here. */
  protected abstract viewUpdated(update: ViewUpdate): void;
}
