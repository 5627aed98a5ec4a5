import { type Extension, RangeSetBuilder } from '@codemirror/state';
import { Decoration, type DecorationSet, type EditorView, ViewPlugin } from '@codemirror/view';

const bold = Decoration.mark({ attributes: { style: 'font-weight: bold' } });
const heading = Decoration.mark({ attributes: { style: 'font-size: 1.5em' } });

function marked({ state, visibleRanges }: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of visibleRanges) {
    for (const found of state.sliceDoc(from, to).matchAll(/^#+ .*$|\*\*[^*\n]+\*\*/gm)) {
      const at = from + found.index;
      builder.add(at, at + found[0].length, found[0].startsWith('#') ? heading : bold);
    }
  }
  return builder.finish();
}

/** Bold and headings are drawn, anew at every change: their borders are where input methods have failed before. */
export const boldMarks: Extension = ViewPlugin.fromClass(
  class {
    marks: DecorationSet;

    constructor(view: EditorView) {
      this.marks = marked(view);
    }

    update({
      view,
      docChanged,
      viewportChanged,
    }: {
      view: EditorView;
      docChanged: boolean;
      viewportChanged: boolean;
    }): void {
      if (docChanged || viewportChanged) this.marks = marked(view);
    }
  },
  { decorations: ({ marks }) => marks },
);
