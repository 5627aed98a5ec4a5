import { type Extension, StateEffect, StateField, type Transaction } from '@codemirror/state';
import { EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { isOfOthers } from './draft-binding.ts';
import { othersIn } from './others.ts';

/** The device whose caret the page goes with; undefined goes with nobody. */
export const follow = StateEffect.define<string | undefined>();

const isTyping = (transaction: Transaction): boolean => transaction.docChanged && !isOfOthers(transaction);

/** Whom the page goes with, until one types or scrolls. */
export const followed = StateField.define<string | undefined>({
  create: () => undefined,
  update(device, transaction) {
    for (const effect of transaction.effects) if (effect.is(follow)) return effect.value;
    return isTyping(transaction) ? undefined : device;
  },
});

const caretOf = ({ state }: EditorView): number | undefined =>
  othersIn(state).find(({ device }) => device === state.field(followed, false))?.to;

class Following {
  #at: number | undefined;
  #view: EditorView;
  #told: (device: string | undefined) => void;

  constructor(view: EditorView, told: (device: string | undefined) => void) {
    this.#view = view;
    this.#told = told;
    // Scrolling that the page does by itself is told apart by what a hand does.
    for (const type of ['wheel', 'touchmove']) {
      document.addEventListener(type, this.#end, { passive: true, capture: true });
    }
    document.addEventListener('keydown', this.#onKey, { capture: true });
  }

  update({ view, startState, state }: ViewUpdate): void {
    const device = state.field(followed);
    // Whoever is told may turn to the editor, which cannot be told anything while it is being told something else.
    if (startState.field(followed, false) !== device) queueMicrotask(() => this.#told(device));
    const at = device === undefined ? undefined : caretOf(view);
    const hasMoved = at !== undefined && at !== this.#at;
    this.#at = at;
    if (hasMoved) queueMicrotask(() => this.#scroll());
  }

  #scroll(): void {
    const at = caretOf(this.#view);
    if (at === undefined || at > this.#view.state.doc.length) return;
    this.#view.dispatch({ effects: EditorView.scrollIntoView(at, { y: 'center' }) });
  }

  #end = (): void => {
    if (this.#view.state.field(followed) !== undefined)
      this.#view.dispatch({ effects: follow.of(undefined) });
  };

  #onKey = ({ key }: KeyboardEvent): void => {
    if (/^(Page(Up|Down)|Arrow(Up|Down)|Home|End|Escape)$/.test(key)) this.#end();
  };

  destroy(): void {
    for (const type of ['wheel', 'touchmove'])
      document.removeEventListener(type, this.#end, { capture: true });
    document.removeEventListener('keydown', this.#onKey, { capture: true });
  }
}

/** Lets the page go with another's caret. */
export function following(told: (device: string | undefined) => void): Extension {
  return [followed, ViewPlugin.define((view) => new Following(view, told))];
}
