import type { CirculatedTitle } from '../../src/engine/circulations-protocol.ts';
import { ruleTitle } from '../library/rule-title.ts';
import type { Words } from '../words.ts';

/** What a circulation is called: by its first text, and how many there are. */
export function circulationTitle(editions: readonly CirculatedTitle[], w: Words): string {
  const title = ruleTitle(editions[0]!);
  return editions.length > 1 ? w.waitingMore(title, editions.length) : title;
}
