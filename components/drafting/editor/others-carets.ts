import { EditorSelection, type Extension } from '@codemirror/state';
import { type EditorView, layer, type LayerMarker, RectangleMarker } from '@codemirror/view';
import type { Present } from '../../../src/app/draft-port.ts';
import { othersIn } from './others.ts';

const tones = 8;

/** The tone in which a device is shown, the same on every screen: a class that the style sheet knows. */
export function toneOf(device: string): string {
  let sum = 0;
  for (const character of device) sum = (Math.imul(sum, 31) + character.codePointAt(0)!) >>> 0;
  return `gj-tone-${sum % tones}`;
}

/** A caret with the name of whose it is. */
class NamedCaret implements LayerMarker {
  readonly #at: RectangleMarker;
  readonly #one: Present;

  constructor(at: RectangleMarker, one: Present) {
    this.#at = at;
    this.#one = one;
  }

  eq(other: LayerMarker): boolean {
    return other instanceof NamedCaret && other.#at.eq(this.#at) && isSame(other.#one, this.#one);
  }

  draw(): HTMLElement {
    const caret = document.createElement('div');
    const name = caret.appendChild(document.createElement('span'));
    this.#put(caret, name);
    return caret;
  }

  update(caret: HTMLElement, before: LayerMarker): boolean {
    if (!(before instanceof NamedCaret) || before.#one.device !== this.#one.device) return false;
    this.#put(caret, caret.firstElementChild as HTMLElement);
    return true;
  }

  #put(caret: HTMLElement, name: HTMLElement): void {
    caret.className = `gj-other-caret ${toneOf(this.#one.device)}`;
    caret.style.left = `${this.#at.left}px`;
    caret.style.top = `${this.#at.top}px`;
    caret.style.height = `${this.#at.height}px`;
    name.textContent = this.#one.name;
  }
}

const isSame = (a: Present, b: Present): boolean => a.device === b.device && a.name === b.name;

function carets(view: EditorView): LayerMarker[] {
  return othersIn(view.state).flatMap((one) => {
    if (one.to === undefined) return [];
    const [at] = RectangleMarker.forRange(view, '', EditorSelection.cursor(one.to));
    return at === undefined ? [] : [new NamedCaret(at, one)];
  });
}

function selections(view: EditorView): LayerMarker[] {
  return othersIn(view.state).flatMap(({ device, from, to }) => {
    if (from === undefined || to === undefined || from === to) return [];
    const range = EditorSelection.range(Math.min(from, to), Math.max(from, to));
    return RectangleMarker.forRange(view, `gj-other-selection ${toneOf(device)}`, range);
  });
}

/**
 * Others' carets with their names, and what they have selected. They are drawn beside the text and not in it: whatever
 * comes into the text next to what is being composed cuts the composition.
 */
export const othersCarets: Extension = [
  layer({
    above: true,
    class: 'gj-others',
    markers: carets,
    update: ({ docChanged, startState, state }) => docChanged || othersIn(startState) !== othersIn(state),
  }),
  layer({
    above: false,
    class: 'gj-others',
    markers: selections,
    update: ({ docChanged, startState, state }) => docChanged || othersIn(startState) !== othersIn(state),
  }),
];
