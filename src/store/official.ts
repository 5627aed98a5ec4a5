import type { Publication, Publications, RuleRecord } from '../ledger/publications.ts';
import { editionOn, validityOn, type Day, type EditionDates, type Validity } from '../rule/validity.ts';
import type { EditionRow, RuleRow } from './rows.ts';

/**
 * Has the office issued this wording? 已签发 · 未经签发 · 已撤回 · 发布冲突: issued at the same time as another in
 * place of the same edition. `absorbed` is the text as it came in, of which an issued edition was made; nobody needs
 * to see it beside that.
 */
export type Signing = 'official' | 'unsigned' | 'withdrawn' | 'disputed' | 'absorbed';

/** What the ledger says of one rule, ready for lists. */
interface Known {
  record: RuleRecord;
  signing: Map<string, Signing>;
  /** Of a row's editions those that speak for the rule; undefined when the office has issued none. */
  official: ReadonlySet<string> | undefined;
  /** Of an edition that the office has issued, the issued ones that were to take its place. */
  revisions: ReadonlyMap<string, readonly Publication[]>;
  repealedOn: Day | undefined;
}

/**
 * Which editions count, for the catalogue. Once the office has issued an edition of a rule, only what it issued
 * speaks for that rule; of a rule that it has not issued, everything that was imported does, and is labelled.
 */
export class Official {
  #publications: () => Publications | undefined;
  #known = new Map<string, Known>();

  constructor(publications: () => Publications | undefined) {
    this.#publications = publications;
  }

  /** To be called when entries have come in. */
  forget(): void {
    this.#known.clear();
  }

  signing(row: RuleRow, edition: EditionRow): Signing {
    return this.#of(row.id)?.signing.get(edition.hash) ?? 'unsigned';
  }

  /** The editions that speak for the rule. */
  counting(row: RuleRow): readonly EditionRow[] {
    const known = this.#of(row.id);
    if (known === undefined) return row.editions;
    const { official, signing } = known;
    if (official !== undefined) return row.editions.filter(({ hash }) => official.has(hash));
    return row.editions.filter(({ hash }) => (signing.get(hash) ?? 'unsigned') === 'unsigned');
  }

  /**
   * The same without those that were corrected: another was issued in their place that begins on the same day, as an
   * erratum (勘误) does, or names none of its own.
   */
  uncorrected(row: RuleRow): readonly EditionRow[] {
    return this.counting(row).filter((edition) => this.#correction(row, edition) === undefined);
  }

  /** The edition that a reader should see on a day. */
  editionOn(row: RuleRow, day: Day): EditionRow | undefined {
    const all = this.uncorrected(row);
    const dates = all.map((edition) => this.#datesOf(row, edition));
    const found = editionOn(day, dates);
    return (found && all[dates.indexOf(found)]) ?? row.editions.at(-1);
  }

  /** @param otherwise first day without the rule as its own words and other texts say, when the office says nothing */
  repealedOn(row: RuleRow, otherwise: () => Day | undefined): Day | undefined {
    const known = this.#of(row.id);
    return known === undefined ? otherwise() : known.repealedOn;
  }

  validity(row: RuleRow, edition: EditionRow, day: Day, repealedOn: Day | undefined): Validity {
    const counting = this.counting(row);
    if (!counting.includes(edition)) return 'unofficial';
    const dates = new Map(counting.map((one) => [one, this.#datesOf(row, one)]));
    const standing = validityOn(day, dates.get(edition)!, [...dates.values()], repealedOn);
    const isCorrected = standing !== 'repealed' && this.#correction(row, edition) !== undefined;
    return isCorrected ? 'amended' : standing;
  }

  /** What the ledger says of an edition, if it was ever issued. */
  publication(rule: string, edition: string): Publication | undefined {
    const all = this.#of(rule)?.record.publications.filter((one) => one.edition === edition) ?? [];
    return all.find(({ withdrawn }) => withdrawn === undefined) ?? all.at(-1);
  }

  record(rule: string): RuleRecord | undefined {
    return this.#of(rule)?.record;
  }

  /** The edition that takes the place of this one from its own first day. */
  #correction(row: RuleRow, { hash, effectiveOn }: EditionRow): EditionRow | undefined {
    for (const { edition, change } of this.#of(row.id)?.revisions.get(hash) ?? []) {
      const other = row.editions.find((one) => one.hash === edition);
      const isUndated = change === 'erratum' && other?.effectiveOn === undefined;
      if (other !== undefined && (isUndated || other.effectiveOn === effectiveOn)) return other;
    }
    return undefined;
  }

  /** An erratum that names no day holds from that of the edition that it corrects, which may be an erratum too. */
  #datesOf(row: RuleRow, edition: EditionRow): EditionDates {
    let corrected: EditionRow | undefined = edition;
    for (const seen = new Set<EditionRow>(); corrected !== undefined && !seen.has(corrected);) {
      const { effectiveOn } = corrected;
      if (effectiveOn !== undefined) return corrected === edition ? edition : { ...edition, effectiveOn };
      seen.add(corrected);
      const later: EditionRow = corrected;
      corrected = row.editions.find((one) => this.#correction(row, one) === later);
    }
    return edition;
  }

  #of(rule: string): Known | undefined {
    const publications = this.#publications();
    if (publications === undefined) return undefined;
    const known = this.#known.get(rule);
    if (known !== undefined)
      return known.record.publications.length + known.record.ends.length > 0 ? known : undefined;
    const record = publications.of(rule);
    const signing = new Map<string, Signing>();
    for (const one of record.publications) {
      const state = one.withdrawn !== undefined ? 'withdrawn' : one.disputed ? 'disputed' : 'official';
      // Taken back and issued again, it is issued.
      if (signing.get(one.edition) !== 'official') signing.set(one.edition, state);
    }
    for (const { act, withdrawn } of record.publications) {
      if (withdrawn === undefined && act.source !== undefined && !signing.has(act.source))
        signing.set(act.source, 'absorbed');
    }
    const revisions = new Map<string, Publication[]>();
    for (const one of record.publications) {
      const { revises } = one.act;
      if (revises !== undefined && revises !== one.edition && signing.get(one.edition) === 'official')
        revisions.set(revises, [...(revisions.get(revises) ?? []), one]);
    }
    const official = [...signing].filter(([, state]) => state === 'official').map(([hash]) => hash);
    const repealedOn = record.ends.find(({ withdrawn }) => withdrawn === undefined)?.on;
    const fresh: Known = {
      record,
      signing,
      // Once anything was issued, what nobody issued is silent, also while the issued one is in dispute or taken back.
      official: record.publications.length > 0 ? new Set(official) : undefined,
      revisions,
      repealedOn,
    };
    this.#known.set(rule, fresh);
    return record.publications.length + record.ends.length > 0 ? fresh : undefined;
  }
}
