import type { OpenDraft } from './open-draft.ts';
import { present } from './read-fields.ts';

/** A stretch of a draft's text that is known by its letters: they may move, and others may come between them. */
export interface TextAnchor {
  /** Cursors of its first and last letter. */
  start: string;
  end: string;
  /** The letter before it; absent at the beginning of the text. */
  left?: string;
}

/** Where such a stretch is now. */
export type AnchorPlace =
  /** Letters of it are left, or stand where it was between them. */
  | { is: 'here'; from: number; to: number }
  /** None is left, and in its place there is something else. */
  | { is: 'rewritten'; from: number; to: number }
  /** Nothing is left; `at` is where it was. */
  | { is: 'gone'; at: number };

/**
 * Names a stretch of the text of a state by its letters.
 *
 * @param from first letter; `to` is behind the last, and beyond `from`
 * @throws {BadEdit} when there is no such state here
 */
export function anchorOf(open: OpenDraft, heads: readonly string[], from: number, to: number): TextAnchor {
  return present<TextAnchor>({
    start: open.cursor(from, heads),
    end: open.cursor(to - 1, heads),
    left: from === 0 ? undefined : open.cursor(from - 1, heads),
  });
}

/** Finds a stretch in the text of now; undefined for letters of another text. */
export function placeOfAnchor(open: OpenDraft, { start, end, left }: TextAnchor): AnchorPlace | undefined {
  const [first, last] = [open.letter(start), open.letter(end)];
  if (first === undefined || last === undefined) return undefined;
  const from = first.at;
  const to = last.isThere ? last.at + widthAt(open.text, last.at) : last.at;
  if (from < to) return { is: 'here', from, to };
  // What is typed in the place of letters that go stands before them. It is only known to be in their place as long as
  // the letter before them is there.
  const before = left === undefined ? { at: -1, isThere: true } : open.letter(left);
  if (before?.isThere !== true) return { is: 'gone', at: to };
  const behind = before.at < 0 ? 0 : before.at + widthAt(open.text, before.at);
  return behind < to ? { is: 'rewritten', from: behind, to } : { is: 'gone', at: to };
}

/** Units of the letter at a place: two beyond the basic plane. */
const widthAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
