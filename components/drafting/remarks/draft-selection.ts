import type { Heads } from '../../../src/app/draft-port.ts';

/** What is selected in the editor, in places of the text at `heads`. */
export interface DraftSelection {
  from: number;
  to: number;
  heads: Heads;
  text: string;
}

/** Asks whoever holds the editor to show a place of the text at `heads`. */
export function showPlace(from: Element, place: { from: number; to: number; heads: Heads }): void {
  from.dispatchEvent(new CustomEvent('draft-select', { detail: place, bubbles: true, composed: true }));
}
