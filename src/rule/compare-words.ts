import { diffArrays } from 'diff';
import type { Piece } from './comparison.ts';

/** Beyond as many insertions and deletions two texts are rewritten rather than changed. */
const mostEdits = 600;
/** Longer stretches are compared by clauses only. */
const longestForWords = 6000;
/** Longer equal stretches are kept whatever surrounds them. */
const longestIsland = 4;

const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** Clauses with the mark that ends them; each line break stands for itself. */
const clausePattern = /\n+|[^\n，。；：、！？]*[，。；：、！？]?/gu;

/** The work that may still be done; shared by all units of a comparison, and going down. */
export interface WordBudget {
  /** Characters to be taken apart into words; when they are used up, clauses are compared instead. */
  words: number;
  /** Steps of the search for what is common; when they are used up, all of a changed unit is shown as changed. */
  steps: number;
}

/** Enough for any rule text, and a second or so of work on a hostile one. */
export const fullBudget = (): WordBudget => ({ words: 150_000, steps: 60_000_000 });

/**
 * Compares two texts by words: first by clauses, then within what the clauses do not have in common.
 * Where little is left of a sentence, its few equal characters do not shred what was rewritten.
 *
 * @returns pieces that give back both texts: `same` and `deleted` the old one, `same` and `inserted` the new one
 */
export function compareWords(before: string, after: string, budget: WordBudget = fullBudget()): Piece[] {
  if (before === after) return tidy([{ kind: 'same', text: before }]);
  const pieces: Piece[] = [];
  const coarse = compareTokens(clausesOf(before), clausesOf(after), budget);
  for (let at = 0; at < coarse.length; at++) {
    const [one, next] = [coarse[at]!, coarse[at + 1]];
    if (one.kind !== 'deleted' || next?.kind !== 'inserted') {
      pieces.push(one);
      continue;
    }
    at += 1;
    const length = one.text.length + next.text.length;
    if (length > longestForWords || length > budget.words) pieces.push(one, next);
    else {
      budget.words -= length;
      pieces.push(...withoutIslands(compareTokens(wordsOf(one.text), wordsOf(next.text), budget)));
    }
  }
  return tidy(pieces);
}

const clausesOf = (text: string): string[] => (text.match(clausePattern) ?? []).filter((one) => one !== '');

const wordsOf = (text: string): string[] => Array.from(words.segment(text), ({ segment }) => segment);

/** Pieces in order, the deleted one before the inserted one that replaces it. */
function compareTokens(before: string[], after: string[], budget: WordBudget): Piece[] {
  const length = before.length + after.length + 1;
  // The search takes at most as many steps as edits times length, and hardly ever more than edits squared.
  const most = Math.min(mostEdits, Math.sqrt(budget.steps), budget.steps / length);
  const changes = diffArrays(before, after, { maxEditLength: Math.floor(most) });
  const edits = changes?.reduce((sum, { added, removed, count }) => sum + (added || removed ? count : 0), 0);
  budget.steps = Math.max(0, budget.steps - (edits ?? most) ** 2 - length);
  const found = changes ?? [
    { value: before, added: false, removed: true },
    { value: after, added: true, removed: false },
  ];
  return tidy(
    found.map(({ value, added, removed }) => ({
      kind: added ? 'inserted' : removed ? 'deleted' : 'same',
      text: value.join(''),
    })),
  );
}

/** Neighbours of one kind as one piece, what was deleted before what replaces it, nothing empty. */
function tidy(pieces: readonly Piece[]): Piece[] {
  const tidied: Piece[] = [];
  let [deleted, inserted] = ['', ''];
  const close = (): void => {
    if (deleted !== '') tidied.push({ kind: 'deleted', text: deleted });
    if (inserted !== '') tidied.push({ kind: 'inserted', text: inserted });
    [deleted, inserted] = ['', ''];
  };
  for (const { kind, text } of pieces) {
    if (text === '') continue;
    if (kind === 'deleted') deleted += text;
    else if (kind === 'inserted') inserted += text;
    else {
      close();
      const last = tidied.at(-1);
      if (last?.kind === 'same') last.text += text;
      else tidied.push({ kind, text });
    }
  }
  close();
  return tidied;
}

/**
 * Gives up equal stretches that are at most half as long as the changes on both sides of them: 的 and 人 between two
 * rewritten phrases are no common words, but make the rewriting unreadable. 以上 between two sums of money stays.
 */
function withoutIslands(pieces: readonly Piece[]): Piece[] {
  let now = [...pieces];
  // Each round gives up the islands that stand now; what grew together may make another one an island.
  for (let round = 0; round < 4; round++) {
    const kept: Piece[] = [];
    for (const [at, piece] of now.entries()) {
      if (piece.kind === 'same' && isIsland(now, at)) {
        kept.push({ kind: 'deleted', text: piece.text }, { kind: 'inserted', text: piece.text });
      } else kept.push(piece);
    }
    const next = tidy(kept);
    if (next.length === now.length) return next;
    now = next;
  }
  return now;
}

function isIsland(pieces: readonly Piece[], at: number): boolean {
  const { text } = pieces[at]!;
  if (text.length > longestIsland || text.includes('\n')) return false;
  const least = /^\p{L}$/u.test(text) ? 1 : 2 * text.length;
  return changeBeside(pieces, at, -1) >= least && changeBeside(pieces, at, 1) >= least;
}

/** The length of the change before or after a piece: its deleted or its inserted part, whichever is longer. */
function changeBeside(pieces: readonly Piece[], at: number, step: 1 | -1): number {
  let longest = 0;
  for (const far of [at + step, at + 2 * step]) {
    const piece = pieces[far];
    if (piece === undefined || piece.kind === 'same') break;
    longest = Math.max(longest, piece.text.length);
  }
  return longest;
}
