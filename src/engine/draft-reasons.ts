import type { ComparisonRow } from '../rule/comparison.ts';
import type { DraftBody } from '../rule/draft-body.ts';
import { parseText } from '../rule/parse-text.ts';
import type { OpenDraft } from '../store/open-draft.ts';
import { joinedTexts, textOf } from './draft-facts.ts';

/** Begins the names of articles that no edition has. */
const newPrefix = 'new:';

/** Where the reason of a row is kept, and what it says. */
export type Reasoned = ({ key: string } | { at: number }) & { reason: string };

/**
 * The name under which the reason of a new article is kept.
 *
 * @param at place inside the article in the text at `heads`
 * @throws {BadEdit} when there is no such state here
 */
export const placeKey = (open: OpenDraft, at: number, heads: readonly string[]): string =>
  newPrefix + open.cursor(at, heads);

/**
 * Under which names the reasons of changes are kept, so that each follows its article: an article that an edition has goes by
 * its lasting id, whatever number it bears in either; one that is new, by a place in the text that moves with it. Such a place
 * takes as long to make as the text is long, so a new article has one from when somebody begins to write why it is there.
 */
export class ReasonKeys {
  #body: DraftBody;
  /** Where units of the body begin and end in the draft as it is written, by address. */
  #written: Map<string, { start: number; end: number }>;
  #reasons: Map<string, string>;
  /** Keys of new articles, by the address where each is now. */
  #placed = new Map<string, string>();
  #used = new Set<string>();

  /** @param held names that somebody was given who has not saved anything under them yet, see `placeKey` */
  constructor(open: OpenDraft, body: DraftBody, held: readonly string[] = []) {
    this.#body = body;
    this.#written = new Map(
      parseText(body.written).units.map(({ address, start, end }) => [
        address,
        { start: start + body.offset, end: end + body.offset },
      ]),
    );
    this.#reasons = reasonsOf(open);
    for (const key of [...this.#reasons.keys(), ...held]) {
      if (!key.startsWith(newPrefix)) continue;
      const at = open.placeOf(key.slice(newPrefix.length));
      const unit = at === undefined ? undefined : this.#unitAt(at);
      if (unit !== undefined && !this.#placed.has(unit)) this.#placed.set(unit, key);
    }
  }

  /**
   * The name of a row and what was written of it; or, where a new article has no name yet, a place inside it.
   *
   * @param ids lasting ids of the units of the edition that is compared with, by address
   * @param edition its hash
   */
  of(row: ComparisonRow, ids: ReadonlyMap<string, string>, edition: string): Reasoned {
    const found = this.#find(row, ids, edition);
    if (typeof found === 'number') return { at: found, reason: '' };
    this.#used.add(found);
    return { key: found, reason: this.#reasons.get(found) ?? '' };
  }

  /** What was written about articles that are not among the rows any more. */
  leftOver(): { key: string; reason: string }[] {
    return [...this.#reasons]
      .filter(([key]) => !this.#used.has(key))
      .map(([key, reason]) => ({ key, reason }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  #find(
    { of, before, after }: ComparisonRow,
    ids: ReadonlyMap<string, string>,
    edition: string,
  ): string | number {
    const old = before.find(({ isChief }) => isChief) ?? before[0];
    if (of !== 'unit') {
      const side = old === undefined ? `now:${after[0]?.index ?? 0}` : `${edition.slice(0, 8)}:${old.index}`;
      return `${of}:${side}`;
    }
    if (old !== undefined) return `id:${ids.get(old.address) ?? old.address}`;
    const address = after[0]?.address ?? '';
    const placed = this.#placed.get(address);
    if (placed !== undefined) return placed;
    const place = this.#written.get(address);
    if (place === undefined) return `at:${address}`;
    // Inside its words and not at their edge: what is put before the article is not the article.
    return this.#body.offset + bodyStart(this.#body.written, place, this.#body.offset);
  }

  #unitAt(at: number): string | undefined {
    for (const [address, { start, end }] of this.#written) if (at >= start && at <= end) return address;
    return undefined;
  }
}

/** A little way into the unit, in the body. */
function bodyStart(written: string, { start, end }: { start: number; end: number }, offset: number): number {
  const [from, to] = [start - offset, end - offset];
  const label = /^(?:\*\*)?第[^条]{1,14}条\S*[ \t\u3000]*/.exec(written.slice(from, to))?.[0].length ?? 0;
  return Math.min(from + label, Math.max(from, to - 1));
}

/** Reasons as they are kept; of those that were written apart each is there. */
export function reasonsOf(open: OpenDraft): Map<string, string> {
  const apart = open.apart('reasons');
  const reasons = new Map<string, string>();
  for (const [key, value] of open.entries('reasons')) {
    const several = apart.get(key);
    const reason = several === undefined ? textOf(value) : joinedTexts(several);
    if (reason !== '') reasons.set(key, reason);
  }
  return reasons;
}
