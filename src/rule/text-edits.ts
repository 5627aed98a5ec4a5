import { compareWords } from './compare-words.ts';

/** One replacement in a text; all of a list count in the text before any of them is done. */
export interface TextEdit {
  at: number;
  before: string;
  after: string;
}

/** What makes one text the other, word by word where they are alike; in order, without overlap. */
export function textEdits(before: string, after: string): TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  let open: TextEdit | undefined;
  for (const { kind, text } of compareWords(before, after)) {
    if (kind === 'same') {
      open = undefined;
      at += text.length;
      continue;
    }
    if (open === undefined) edits.push((open = { at, before: '', after: '' }));
    if (kind === 'inserted') open.after += text;
    else {
      open.before += text;
      at += text.length;
    }
  }
  return edits;
}

/** The same, each to be done on the result of those before it. */
export function oneAfterAnother(
  edits: readonly TextEdit[],
): { at: number; remove: number; insert: string }[] {
  let shift = 0;
  return edits.map(({ at, before, after }) => {
    const splice = { at: at + shift, remove: before.length, insert: after };
    shift += after.length - before.length;
    return splice;
  });
}
