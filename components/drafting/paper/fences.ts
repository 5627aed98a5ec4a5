import { StateField, type EditorState, type Text } from '@codemirror/state';

/** Places from the opening line of a fence to its closing one, or to the end of the text. */
type Fence = readonly [from: number, to: number];

const isFence = (line: string): boolean => /^[ \t\u3000]{0,20}(?:```|~~~)/.test(line);

function fencesOf(doc: Text): readonly Fence[] {
  const fences: Fence[] = [];
  let at = 0;
  let open = -1;
  for (const line of doc.iterLines()) {
    if (isFence(line)) {
      if (open === -1) open = at;
      else {
        fences.push([open, at + line.length]);
        open = -1;
      }
    }
    at += line.length + 1;
  }
  if (open !== -1) fences.push([open, doc.length]);
  return fences;
}

/** Where words stand as they were written, without any sign having a meaning: as the published page sees it. */
export const fences = StateField.define<readonly Fence[]>({
  create: ({ doc }) => fencesOf(doc),
  update: (found, { docChanged, newDoc }) => (docChanged ? fencesOf(newDoc) : found),
});

/** Lies this place in a fence? */
export const isInFence = (state: EditorState, at: number): boolean =>
  state.field(fences).some(([from, to]) => at >= from && at <= to);
