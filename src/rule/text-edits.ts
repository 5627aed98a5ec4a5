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
  return edits.flatMap(withoutCommonEnds);
}

/** What stays at both ends of a replaced phrase is not replaced: it may be remarked on. */
function withoutCommonEnds({ at, before, after }: TextEdit): TextEdit[] {
  const [old, now] = [[...before], [...after]];
  const most = Math.min(old.length, now.length);
  let first = 0;
  while (first < most && old[first] === now[first]) first += 1;
  let last = 0;
  while (last < most - first && old.at(-1 - last) === now.at(-1 - last)) last += 1;
  if (first === old.length && first === now.length) return [];
  const kept = old.slice(0, first).join('').length;
  const inner = (letters: string[]): string => letters.slice(first, letters.length - last).join('');
  return [{ at: at + kept, before: inner(old), after: inner(now) }];
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
