/**
 * One replacement in a text: `remove` UTF-16 units at `at` give way to `insert`. In a list each applies to the result of
 * those before it.
 */
export interface Splice {
  at: number;
  remove: number;
  insert: string;
}

/** A state of a draft's text, as the engine names it; a tab only hands it back. */
export type Heads = readonly string[];

/** Somebody else who is in the draft, in places of the text that was asked about. */
export interface Present {
  device: string;
  member: string;
  name: string;
  /** Anchor and head of the selection; absent for who only looks. */
  from?: number;
  to?: number;
}

export type DraftNews =
  /** There may be something `since`: ask when it suits. */
  | { kind: 'changed' }
  /** Others came, went or moved: ask who is `present`. */
  | { kind: 'present' }
  /** What was written last is not on disk yet, told before an edit is answered; or all that was answered is now. */
  | { kind: 'saving' | 'saved' }
  /** It could not be put there; or the engine is gone, which is told once, and `changed` when it is there again. */
  | { kind: 'failed'; problem: string };

/**
 * The text of one draft, as an editor sees it. Changes of others are fetched and never pushed, so that an editor which
 * cannot take them, since an input method composes, simply does not ask.
 */
export interface DraftPort {
  open(): Promise<{ text: string; heads: Heads }>;
  /**
   * Writes what was done to the text at `heads`. What was asked before and never answered is asked `again`, and written
   * only if it was not: the engine may have written it and died before it could say so.
   *
   * @returns the state that the editor shows now: its own change, and nothing of others
   */
  edit(what: { heads: Heads; splices: readonly Splice[]; again?: true }): Promise<{ heads: Heads }>;
  /** What leads from the text at `heads` to that of now. */
  since(what: { heads: Heads }): Promise<{ heads: Heads; splices: Splice[] }>;
  present(what: { heads: Heads }): Promise<Present[]>;
  /** Shows others where one is; undefined when leaving. */
  show(where: { heads: Heads; from: number; to: number } | undefined): void;
  /** @returns the way to stop */
  subscribe(listener: (news: DraftNews) => void): () => void;
}
