import type { OpenDraft } from '../store/open-draft.ts';
import { draftSeal } from '../store/draft-seal.ts';

/** Facts of a draft that belong to its way, and lie in it beside the text. */
export interface DraftFacts {
  /** 起草说明 */
  explanation: string;
  /** Who has looked whether it holds a state secret. */
  secrecy: string;
  /** Members who are asked to approve. */
  asked: string[];
  /** What was said with moves, by seal. */
  notes: ReadonlyMap<string, string>;
}

const askedPrefix = 'approver:';
const notePrefix = 'note:';

/** Each person who is asked has a key of their own, so that two who ask at once ask both. */
export const askedKey = (member: string): string => askedPrefix + member;
export const noteKey = (seal: string): string => notePrefix + seal;

/** What was written apart stands one below the other until somebody writes again: nobody's is lost. */
export function factText(open: OpenDraft, key: 'explanation' | 'secrecy'): string {
  const apart = open.apart('facts').get(key);
  return apart === undefined ? textOf(open.entries('facts').get(key)) : joinedTexts(apart);
}

/** Texts that were written apart, one below the other, in the same order on every device. */
export function joinedTexts(apart: readonly unknown[]): string {
  return [...new Set(apart.map(textOf).filter(Boolean))].sort().join('\n');
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Members who are asked to approve, by those who write now. */
export function askedIn(facts: ReadonlyMap<string, unknown>): string[] {
  const asked = [...facts].filter(([key, value]) => key.startsWith(askedPrefix) && value === true);
  return asked.map(([key]) => key.slice(askedPrefix.length)).sort();
}

export function factsOf(open: OpenDraft): DraftFacts {
  const facts = open.entries('facts');
  const notes = new Map<string, string>();
  for (const [key, value] of facts) {
    // A note that was changed since is not what was signed.
    const note = textOf(value);
    if (key.startsWith(notePrefix) && note !== '' && draftSeal(open.root, 'note', note) === key.slice(5))
      notes.set(key.slice(notePrefix.length), note);
  }
  return {
    explanation: factText(open, 'explanation'),
    secrecy: factText(open, 'secrecy'),
    asked: askedIn(facts),
    notes,
  };
}
