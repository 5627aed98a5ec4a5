/**
 * Validity is computed, never stored: what a text's standing is on a day follows from the dates of
 * its editions and from what repeals it.
 */

/** An ISO day, YYYY-MM-DD. Days compare as strings. */
export type Day = string;

export type Validity =
  /** 现行有效 */
  | 'inForce'
  /** 尚未生效 */
  | 'notYet'
  /** 已修改: a later edition has taken over */
  | 'amended'
  /** 已废止 */
  | 'repealed'
  /** 失效: its term has ended */
  | 'expired'
  /** No date is known, so nothing can be said. */
  | 'undated'
  /** 未经签发: the office has issued other editions of this rule, and not this one */
  | 'unofficial';

/** The dates of one edition that decide. */
export interface EditionDates {
  effectiveOn?: Day;
  /** Last day in force, for trial rules. */
  expiresOn?: Day;
}

/**
 * Standing of one edition on a day.
 *
 * @param edition the edition asked about; must be one of `all`
 * @param all every edition of the rule, in any order
 * @param repealedOn first day on which the rule no longer holds, if it was repealed
 */
export function validityOn(
  day: Day,
  edition: EditionDates,
  all: readonly EditionDates[],
  repealedOn?: Day,
): Validity {
  const from = edition.effectiveOn;
  if (from === undefined) return repealedOn !== undefined && repealedOn <= day ? 'repealed' : 'undated';
  if (day < from) return 'notYet';
  if (repealedOn !== undefined && repealedOn <= day) return 'repealed';
  const succeeded = all.some(
    (other) =>
      other !== edition &&
      other.effectiveOn !== undefined &&
      other.effectiveOn > from &&
      other.effectiveOn <= day,
  );
  if (succeeded) return 'amended';
  if (edition.expiresOn !== undefined && edition.expiresOn < day) return 'expired';
  return 'inForce';
}

/** The edition that a reader should see on a day: in force if there is one, else the nearest to it. */
export function editionOn<E extends EditionDates>(day: Day, all: readonly E[]): E | undefined {
  const dated = all.filter((e) => e.effectiveOn !== undefined);
  const begun = dated.filter((e) => e.effectiveOn! <= day);
  const pick = (list: readonly E[], later: boolean): E | undefined =>
    list.reduce<E | undefined>((best, e) => {
      if (best === undefined) return e;
      const newer = e.effectiveOn! > best.effectiveOn!;
      return newer === later && e.effectiveOn !== best.effectiveOn ? e : best;
    }, undefined);
  return pick(begun, true) ?? pick(dated, false) ?? all[0];
}
