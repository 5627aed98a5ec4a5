import type { Piece } from './comparison.ts';

/** What is to be read instead of what, wherever it stands in a text. */
export interface PhraseChange {
  from: string;
  to: string;
}

const longestPhrase = 20;
/** A single character is no phrase. */
const shortestPhrase = 2;
const mostPhrases = 3;
/** Characters before and after a change that make clear which one is meant; the fewest that do. */
const contexts = [
  [0, 0],
  [2, 0],
  [0, 2],
  [2, 2],
  [4, 4],
  [8, 8],
] as const;

/**
 * The changes of a text as a few replacements of short phrases, when they can be told so.
 *
 * @param pieces what changed, as `compareWords` finds it
 * @returns replacements which, made one after the other wherever they apply, give the new text, widths of marks and
 *   spaces aside; an empty `to` deletes, and `from` is never empty. None when nothing but widths and spaces changed,
 *   undefined when that cannot be said in three short phrases.
 */
export function phraseChanges(pieces: readonly Piece[]): PhraseChange[] | undefined {
  const side = (other: Piece['kind']): string =>
    pieces.flatMap(({ kind, text }) => (kind === other ? [] : [text])).join('');
  const [before, after] = [side('inserted'), side('deleted')];
  if (plain(before) === plain(after)) return [];
  for (const [left, right] of contexts) {
    const changes = distinct(changesOf(pieces, left, right)).filter(
      ({ from, to }) => plain(from) !== plain(to),
    );
    const length = changes.reduce((sum, { from }) => sum + from.length, 0);
    if (changes.length > mostPhrases || 2 * length > before.length) continue;
    if (!changes.every(isShort)) continue;
    const done = changes.reduce((text, { from, to }) => text.replaceAll(from, () => to), before);
    if (plain(done) === plain(after)) return changes;
  }
  return undefined;
}

/** （ and ( are one mark to a decision, and a space is none; a line break opens a paragraph. */
const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[^\S\n]/g, '');

function isShort({ from, to }: PhraseChange): boolean {
  return (
    from.length >= shortestPhrase &&
    from.length <= longestPhrase &&
    to.length <= longestPhrase &&
    !/\n/.test(from + to) &&
    isClosed(from) &&
    isClosed(to)
  );
}

/** Brackets and quotation marks that are opened are closed: half of a pair reads badly. */
function isClosed(text: string): boolean {
  const count = (marks: RegExp): number => text.match(marks)?.length ?? 0;
  return count(/[（(《〈“‘【]/g) === count(/[）)》〉”’】]/g);
}

/** Each change with some characters of the same clause on both sides; an insertion has them in any case. */
function changesOf(pieces: readonly Piece[], left: number, right: number): PhraseChange[] {
  const changes: PhraseChange[] = [];
  for (const [at, piece] of pieces.entries()) {
    if (piece.kind === 'same' || pieces[at - 1]?.kind === 'deleted') continue;
    const next = pieces[at + 1];
    const from = piece.kind === 'deleted' ? piece.text : '';
    const to = piece.kind === 'inserted' ? piece.text : next?.kind === 'inserted' ? next.text : '';
    const before = tail(pieces[at - 1]?.text ?? '', from === '' ? Math.max(2, left) : left);
    const rest = pieces[from !== '' && to !== '' ? at + 2 : at + 1]?.text ?? '';
    const after = head(rest, from === '' && before === '' ? Math.max(2, right) : right);
    changes.push({ from: before + from + after, to: before + to + after });
  }
  return changes;
}

/** Up to `length` characters of the sentence that ends here. */
const tail = (text: string, length: number): string =>
  /[^\n，。；：、]*$/.exec(text.slice(Math.max(0, text.length - length)))![0];

const head = (text: string, length: number): string => /^[^\n，。；：、]*/.exec(text.slice(0, length))![0];

function distinct(changes: readonly PhraseChange[]): PhraseChange[] {
  return [...new Map(changes.map((one) => [`${one.from}\n${one.to}`, one])).values()];
}
