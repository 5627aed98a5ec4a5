import {
  type EditorState,
  type Extension,
  type Range,
  RangeSet,
  StateEffect,
  StateField,
} from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, gutter, GutterMarker, keymap } from '@codemirror/view';
import type { RemarkMark } from '../../../src/engine/remarks-protocol.ts';

/** Puts other marks in the place of all that are there; their places count in the text as it is then. */
export const setRemarkMarks = StateEffect.define<readonly RemarkMark[]>();
/** Remark whose words are shown as chosen; empty for none. */
export const setChosenRemark = StateEffect.define<string>();

/** What the dot in the margin says. */
export interface RemarkMarkWords {
  remarkDot: (count: number) => string;
}

interface Marks {
  /** Underlined words. */
  words: DecorationSet;
  /** What is remarked on, words and articles, with the id of the remark. */
  places: RangeSet<Place>;
  chosen: string;
}

class Place extends GutterMarker {
  readonly id: string;
  readonly isWhole: boolean;
  readonly isProposal: boolean;

  constructor({ id, isWhole, isProposal }: RemarkMark) {
    super();
    this.id = id;
    this.isWhole = isWhole;
    this.isProposal = isProposal;
  }

  override eq(other: Place): boolean {
    return this.id === other.id && this.isWhole === other.isWhole && this.isProposal === other.isProposal;
  }
}

const none: Marks = { words: Decoration.none, places: RangeSet.empty, chosen: '' };

const marksField = StateField.define<Marks>({
  create: () => none,
  update(marks, transaction) {
    let { places, chosen } = marks;
    if (transaction.docChanged) places = places.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setRemarkMarks)) places = placesOf(effect.value, transaction.state.doc.length);
      else if (effect.is(setChosenRemark)) chosen = effect.value;
    }
    if (places === marks.places && chosen === marks.chosen) return marks;
    return { places, chosen, words: wordsOf(places, chosen) };
  },
  provide: (field) => EditorView.decorations.from(field, ({ words }) => words),
});

function placesOf(marks: readonly RemarkMark[], length: number): RangeSet<Place> {
  const ranges = marks
    .filter(({ from, to }) => from < to && to <= length)
    .map((mark): Range<Place> => new Place(mark).range(mark.from, mark.to));
  return RangeSet.of(ranges, true);
}

function wordsOf(places: RangeSet<Place>, chosen: string): DecorationSet {
  const words: Range<Decoration>[] = [];
  for (const at = places.iter(); at.value !== null; at.next()) {
    const { id, isWhole, isProposal } = at.value;
    if (isWhole && id !== chosen) continue;
    const attributes = { 'data-remark': id, ...(isProposal && { 'data-proposal': '' }) };
    const name = id === chosen ? 'remark-mark is-chosen' : 'remark-mark';
    if (at.from < at.to) words.push(Decoration.mark({ class: name, attributes }).range(at.from, at.to));
  }
  return Decoration.set(words, true);
}

/** Remarks on a place, those on the fewest words first. */
export function remarksAt(state: EditorState, from: number, to = from): string[] {
  const found: { id: string; length: number }[] = [];
  state.field(marksField, false)?.places.between(from, to, (start, end, { id }) => {
    found.push({ id, length: end - start });
  });
  return found.sort((a, b) => a.length - b.length).map(({ id }) => id);
}

/** A dot beside the line in which remarks begin, with how many there are. */
class Dot extends GutterMarker {
  readonly count: number;
  readonly label: string;

  constructor(count: number, label: string) {
    super();
    this.count = count;
    this.label = label;
  }

  override eq(other: Dot): boolean {
    return this.count === other.count && this.label === other.label;
  }

  override toDOM(): Node {
    const dot = document.createElement('button');
    dot.type = 'button';
    dot.className = 'remark-dot';
    dot.title = this.label;
    dot.setAttribute('aria-label', this.label);
    if (this.count > 1) dot.append(String(this.count));
    return dot;
  }
}

/**
 * Marks in the text what is remarked on: words by a quiet line, and beside each paragraph a dot. They move with the text,
 * and are never drawn anew while an input method composes.
 *
 * @param choose given the remarks where somebody clicked, or asked by Mod-Alt-m at the caret
 */
export function remarkMarks(choose: (ids: string[]) => void, words: RemarkMarkWords): Extension {
  const chooseAt = (view: EditorView, from: number, to: number): boolean => {
    const ids = remarksAt(view.state, from, to);
    if (ids.length > 0) choose(ids);
    return ids.length > 0;
  };
  return [
    marksField,
    gutter({
      class: 'remark-gutter',
      lineMarker(view, line) {
        const count = beginningIn(view.state, line.from, line.to).length;
        return count === 0 ? null : new Dot(count, words.remarkDot(count));
      },
      lineMarkerChange: ({ startState, state }) => startState.field(marksField) !== state.field(marksField),
      domEventHandlers: {
        click(view, line) {
          const ids = beginningIn(view.state, line.from, line.to);
          if (ids.length > 0) choose(ids);
          return ids.length > 0;
        },
      },
    }),
    EditorView.domEventHandlers({
      click(event, view) {
        // Who selects words does not ask for what was said about them.
        if (!view.state.selection.main.empty || view.composing) return;
        const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
        if (at !== null && (event.target as Element).closest('.remark-mark') !== null) chooseAt(view, at, at);
      },
    }),
    keymap.of([
      {
        key: 'Mod-Alt-m',
        run: (view) => chooseAt(view, view.state.selection.main.from, view.state.selection.main.to),
      },
    ]),
  ];
}

function beginningIn(state: EditorState, from: number, to: number): string[] {
  const ids: string[] = [];
  state.field(marksField).places.between(from, to, (start, _, { id }) => {
    if (start >= from && start <= to) ids.push(id);
  });
  return ids;
}
