import type { DraftNews, Heads, Present, Splice } from '../engine/drafts-protocol.ts';

export type { DraftNews, Heads, Present, Splice };

/**
 * The text of one draft, as an editor sees it. Changes of others are fetched and never pushed, so that an editor which
 * cannot take them, since an input method composes, simply does not ask.
 */
export interface DraftPort {
  open(): Promise<{ text: string; heads: Heads }>;
  /**
   * Writes what was done to the text at `heads`, and answers when it is on disk. What was asked before and never answered
   * is asked `again`, and written only if it was not: the engine may have written it and died before it could say so.
   *
   * @returns the state that the editor shows now: its own change, and nothing of others
   */
  edit(what: { heads: Heads; splices: readonly Splice[]; again?: true }): Promise<{ heads: Heads }>;
  /** What leads from the text at `heads` to that of now, or to that of another state. */
  since(what: { heads: Heads; until?: Heads }): Promise<{ heads: Heads; splices: Splice[] }>;
  present(what: { heads: Heads }): Promise<Present[]>;
  /** Shows others where one is; undefined when leaving. */
  show(where: { heads: Heads; from: number; to: number } | undefined): void;
  /** @returns the way to stop */
  subscribe(listener: (news: DraftNews) => void): () => void;
}
