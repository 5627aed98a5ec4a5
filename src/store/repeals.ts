import { shortTitleKeys, titleKey } from '../rule/title-key.ts';
import type { Day } from '../rule/validity.ts';
import type { EditionRow, RuleRow } from './rows.ts';

interface Repeal {
  on: Day;
  /** Title key of the repealing text. */
  by: string;
}

const dayOf = (edition: EditionRow): Day | undefined => edition.effectiveOn ?? edition.date;

/** What the texts of a base say about each other's end (…同时废止), by the title key of the repealed text. */
export class Repeals {
  #byKey = new Map<string, Repeal[]>();

  constructor(rows: readonly RuleRow[]) {
    for (const row of rows) {
      for (const edition of row.editions) {
        const on = dayOf(edition);
        if (on === undefined || edition.repeals.length === 0) continue;
        const repeal = { on, by: titleKey(row.title) };
        for (const key of edition.repeals) {
          const known = this.#byKey.get(key);
          if (known === undefined) this.#byKey.set(key, [repeal]);
          else known.push(repeal);
        }
      }
    }
  }

  /**
   * First day on which a rule no longer holds: what its own row says, or what another text says that began
   * after the rule's newest edition. A text under the same title renews it and does not end it, and what was
   * repealed once and then issued again stands.
   */
  repealedOn(row: RuleRow): Day | undefined {
    const own = titleKey(row.title);
    const newest = row.editions.reduce((latest, edition) => {
      const day = dayOf(edition) ?? '';
      return day > latest ? day : latest;
    }, '');
    let first = row.repealedOn;
    for (const key of new Set([own, ...shortTitleKeys(row.title)])) {
      for (const { on, by } of this.#byKey.get(key) ?? []) {
        if (by !== own && on > newest && (first === undefined || on < first)) first = on;
      }
    }
    return first;
  }
}
