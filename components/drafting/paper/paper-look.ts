import { type EditorState, type Range } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import { inlineMarks, writtenLine, type WrittenLine } from '../../../src/app/written-line.ts';
import { isInFence } from './fences.ts';
import { isGap } from './gap.ts';
import { rowLook } from './table-look.ts';

const hidden = Decoration.replace({});
const sign = Decoration.mark({ class: 'paper-sign' });
const number = Decoration.mark({ class: 'paper-number' });
const numberSpace = Decoration.mark({ class: 'paper-number-space' });
const gap = Decoration.line({ class: 'paper-gap' });
const whole = Decoration.mark({});

const inline: Partial<Record<string, Decoration>> = {
  strong: Decoration.mark({ tagName: 'strong' }),
  em: Decoration.mark({ tagName: 'em' }),
  code: Decoration.mark({ tagName: 'code' }),
  link: Decoration.mark({ class: 'paper-link' }),
};

const lineClasses = new Map<string, Decoration>();
function lineOf(classes: string): Decoration {
  let line = lineClasses.get(classes);
  if (line === undefined) lineClasses.set(classes, (line = Decoration.line({ class: classes })));
  return line;
}

/** Lines in which the caret stands or something is selected, while the editor is written in. */
function touchedLines(state: EditorState, hasFocus: boolean): (from: number, to: number) => boolean {
  if (!hasFocus) return () => false;
  const ranges = state.selection.ranges.map(({ from, to }) => [
    state.doc.lineAt(from).from,
    state.doc.lineAt(to).to,
  ]);
  return (from, to) => ranges.some(([start, end]) => from <= end! && to >= start!);
}

interface Drawn {
  decorations: DecorationSet;
  /** What the caret steps over: the blank line between two paragraphs. */
  atoms: DecorationSet;
}

function draw(view: EditorView): Drawn {
  const { state } = view;
  const found: Range<Decoration>[] = [];
  const atoms: Range<Decoration>[] = [];
  const isTouched = touchedLines(state, view.hasFocus);
  const hide = (from: number, to: number, touched: boolean): void => {
    if (to > from) found.push((touched ? sign : hidden).range(from, to));
  };
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to;) {
      const line = state.doc.lineAt(at);
      at = line.to + 1;
      if (isInFence(state, line.from)) {
        found.push(lineOf('paper-fence').range(line.from));
        continue;
      }
      const written = writtenLine(line.text);
      if (written.kind === 'empty' && isGap(state.doc, line)) {
        found.push(gap.range(line.from));
        atoms.push(whole.range(line.from - 1, line.to + 1));
        continue;
      }
      found.push(lineOf(classOf(written, line.length)).range(line.from));
      const touched = isTouched(line.from, line.to);
      for (const { kind, start, end, from, to } of inlineMarks(line.text)) {
        const look = inline[kind];
        if (look !== undefined) found.push(look.range(line.from + start, line.from + end));
        hide(line.from + start, line.from + from, touched);
        hide(line.from + to, line.from + end, touched);
      }
      if (written.kind === 'row') {
        const row = rowLook(state.doc, line);
        found.push(...row.decorations);
        atoms.push(...row.atoms.map(([start, end]) => whole.range(start, end)));
        continue;
      }
      if (written.kind !== 'fence') hide(line.from, line.from + written.signs, touched);
      if (written.label !== undefined && written.kind !== 'item' && written.kind !== 'subitem') {
        const end = line.from + written.label.to;
        found.push(number.range(line.from + written.label.from, end));
        const space = /^[ \u00a0]+/.exec(line.text.slice(written.label.to))?.[0].length ?? 0;
        if (space > 0) found.push(numberSpace.range(end, end + space));
      }
    }
  }
  return { decorations: Decoration.set(found, true), atoms: Decoration.set(atoms, true) };
}

function classOf({ kind, level, label, words }: WrittenLine, length: number): string {
  // A number that nothing follows yet is a proposal.
  const proposed = label !== undefined && words >= length ? ' paper-proposed' : '';
  return `paper-${kind}${level === undefined ? '' : ` paper-${level}`}${proposed}`;
}

/** Long enough after the end of a composition that the editor has read its outcome. */
const afterComposition = 60;

/**
 * Draws the lines as the published page does. While an input method composes nothing changes but that what is there
 * moves along: a changed node near the caret ends the composition in some browsers.
 */
class PaperLook {
  decorations: DecorationSet;
  atoms: DecorationSet;
  #isFrozen = false;
  #isGone = false;

  constructor(view: EditorView) {
    ({ decorations: this.decorations, atoms: this.atoms } = draw(view));
  }

  update(update: ViewUpdate): void {
    if (update.view.compositionStarted) {
      this.#isFrozen = true;
      if (update.docChanged) {
        this.decorations = this.decorations.map(update.changes);
        this.atoms = this.atoms.map(update.changes);
      }
      return;
    }
    const isDue =
      this.#isFrozen ||
      update.docChanged ||
      update.viewportChanged ||
      update.selectionSet ||
      update.focusChanged;
    if (!isDue) return;
    this.#isFrozen = false;
    ({ decorations: this.decorations, atoms: this.atoms } = draw(update.view));
  }

  /** Nothing may follow the end of a composition that would draw again by itself. */
  thaw(view: EditorView): void {
    setTimeout(() => {
      if (this.#isFrozen && !this.#isGone && !view.compositionStarted) view.dispatch({});
    }, afterComposition);
  }

  destroy(): void {
    this.#isGone = true;
  }
}

export const paperLook = ViewPlugin.fromClass(PaperLook, {
  decorations: (look) => look.decorations,
  provide: (plugin) => EditorView.atomicRanges.of((view) => view.plugin(plugin)?.atoms ?? Decoration.none),
  eventObservers: {
    compositionend(_event, view) {
      this.thaw(view);
    },
  },
});
