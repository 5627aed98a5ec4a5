import { Annotation, type ChangeSet, type Extension, Transaction } from '@codemirror/state';
import { type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { composing, isComposing, watchComposition } from './composing.ts';
import type { After, DraftExchange } from './draft-exchange.ts';
import type { DraftState } from './saved-news.ts';

/** Marks what others have written. */
const ofOthers = Annotation.define<true>();

export const isOfOthers = (transaction: Transaction): boolean => transaction.annotation(ofOthers) === true;

export interface BindingOptions {
  exchange: DraftExchange;
  after: After;
  /** After so many ms what is being composed is written, and others' changes elsewhere are put in. */
  longestHold: number;
  onState(state: DraftState): void;
}

/** Binds an editor that shows what `exchange` was opened with. */
export function draftBinding(options: BindingOptions): Extension {
  return [composing, ViewPlugin.define((view) => new DraftBinding(view, options))];
}

class DraftBinding {
  #view: EditorView;
  #exchange: DraftExchange;
  #options: BindingOptions;
  #stopWatching: () => void = () => undefined;
  #isGone = false;
  #endHold: (() => void) | undefined;

  constructor(view: EditorView, options: BindingOptions) {
    this.#view = view;
    this.#options = options;
    this.#exchange = options.exchange;
    view.dom.ownerDocument.addEventListener('visibilitychange', this.#onLeave);
    view.dom.ownerDocument.defaultView?.addEventListener('pagehide', this.#onLeave);
    view.contentDOM.addEventListener('blur', this.#onBlur);
    // An editor takes nothing in while its plugins are being made.
    queueMicrotask(() => {
      if (!this.#isGone) this.#begin();
    });
  }

  #begin(): void {
    this.#stopWatching = watchComposition(this.#view, { begun: this.#hold, ended: this.#release });
    this.#exchange.show({
      isHeld: () => isComposing(this.#view),
      mayTake: (changes) => !isComposing(this.#view) || !this.#touchesComposition(changes),
      take: (changes) =>
        this.#view.dispatch({
          changes,
          annotations: [ofOthers.of(true), Transaction.remote.of(true), Transaction.addToHistory.of(false)],
          filter: false,
        }),
      tell: this.#options.onState,
    });
  }

  update({ transactions }: ViewUpdate): void {
    let isTyped = false;
    for (const transaction of transactions) {
      if (!transaction.docChanged || isOfOthers(transaction)) continue;
      this.#exchange.record(transaction.changes);
      isTyped = true;
    }
    // An input method that replaces a selection takes that away first, and only then says that it composes.
    if (isTyped) queueMicrotask(() => this.#exchange.run());
  }

  /** An input method works in one piece of text of the page, which is never longer than its line. */
  #touchesComposition(changes: ChangeSet): boolean {
    const { state } = this.#view;
    return state.selection.ranges.some(
      ({ from, to }) => changes.touchesRange(state.doc.lineAt(from).from, state.doc.lineAt(to).to) !== false,
    );
  }

  #hold = (): void => {
    this.#endHold = this.#options.after(this.#options.longestHold, () => {
      this.#exchange.flush();
      this.#hold();
    });
  };

  #release = (): void => {
    this.#endHold?.();
    this.#exchange.run();
  };

  #onBlur = (): void => this.#exchange.flush();

  #onLeave = ({ type }: Event): void => {
    const isHidden = this.#view.dom.ownerDocument.visibilityState === 'hidden';
    if (type === 'pagehide' || isHidden) this.#exchange.leave();
  };

  destroy(): void {
    this.#isGone = true;
    this.#view.dom.ownerDocument.removeEventListener('visibilitychange', this.#onLeave);
    this.#view.dom.ownerDocument.defaultView?.removeEventListener('pagehide', this.#onLeave);
    this.#view.contentDOM.removeEventListener('blur', this.#onBlur);
    this.#endHold?.();
    this.#stopWatching();
    this.#exchange.close();
  }
}
