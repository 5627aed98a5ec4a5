import type { Page } from 'playwright';
import type { EditingOnPage } from '../browser/editing/editing.ts';

/** On the page. */
declare const editing: EditingOnPage;

export interface ComposingFigures {
  imeCases: number;
  imePassed: number;
  peerImePassed: number;
  /** How many changes one's own device wrote in all cases, and in how many it was not as few as it should be. */
  imeChanges: number;
  imeMoreChanges: number;
  peerImeChanges: number;
  peerImeMoreChanges: number;
  imeFailed: string[];
  peerImeFailed: string[];
}

/** Does every case of composing while others write, in the product and in the peer. */
export async function composing(page: Page): Promise<ComposingFigures> {
  const imeCases = await page.evaluate(() => editing.cases);
  const passed = { own: 0, peer: 0 };
  const changes = { own: 0, peer: 0 };
  const more = { own: 0, peer: 0 };
  const failed: { own: string[]; peer: string[] } = { own: [], peer: [] };
  for (let index = 0; index < imeCases; index++) {
    for (const who of ['own', 'peer'] as const) {
      const outcome = await page.evaluate(([who, index]) => editing.compose(who, index), [
        who,
        index,
      ] as const);
      changes[who] += outcome.written;
      if (outcome.written > outcome.changes) more[who] += 1;
      if (outcome.faults.length === 0) passed[who] += 1;
      else failed[who].push(outcome.name);
      if (outcome.faults.length > 0) console.error(`${who}: ${outcome.name}: ${outcome.faults.join('; ')}`);
    }
  }
  return {
    imeCases,
    imePassed: passed.own,
    peerImePassed: passed.peer,
    imeChanges: changes.own,
    imeMoreChanges: more.own,
    peerImeChanges: changes.peer,
    peerImeMoreChanges: more.peer,
    imeFailed: failed.own,
    peerImeFailed: failed.peer,
  };
}
