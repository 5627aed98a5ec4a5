import type { Extension } from '@codemirror/state';
import { type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import type { DraftPort } from '../../../src/app/draft-port.ts';
import type { After, DraftExchange } from './draft-exchange.ts';

/** How often others are shown where one is, in ms. */
const pace = 150;

/** Shows others where one is, from when one first is in the text until one leaves it. */
export function ownCaret(port: DraftPort, exchange: DraftExchange, after: After): Extension {
  return ViewPlugin.define((view) => new OwnCaret(view, port, exchange, after));
}

class OwnCaret {
  #view: EditorView;
  #port: DraftPort;
  #exchange: DraftExchange;
  #after: After;
  #stop: (() => void) | undefined;
  #isShown = false;

  constructor(view: EditorView, port: DraftPort, exchange: DraftExchange, after: After) {
    this.#view = view;
    this.#port = port;
    this.#exchange = exchange;
    this.#after = after;
    addEventListener('pagehide', this.#leave);
  }

  update({ selectionSet, docChanged, focusChanged }: ViewUpdate): void {
    if (!selectionSet && !docChanged && !focusChanged) return;
    if (!this.#isShown && !this.#view.hasFocus) return;
    this.#stop ??= this.#after(pace, () => {
      this.#stop = undefined;
      this.#show();
    });
  }

  /** In places of the text at the last heads: those of what was typed since nobody else knows. */
  #show(): void {
    const { anchor, head } = this.#view.state.selection.main;
    const back = this.#exchange.unanswered.invertedDesc;
    this.#isShown = true;
    this.#port.show({ heads: this.#exchange.heads, from: back.mapPos(anchor), to: back.mapPos(head) });
  }

  #leave = (): void => {
    this.#stop?.();
    this.#stop = undefined;
    if (this.#isShown) this.#port.show(undefined);
    this.#isShown = false;
  };

  destroy(): void {
    removeEventListener('pagehide', this.#leave);
    this.#leave();
  }
}
