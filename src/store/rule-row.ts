import type { RuleContent } from '../rule/edition.ts';
import type { Catalogue } from './catalogue.ts';
import { sortEditions } from './derived-rows.ts';
import { fieldsIn, present } from './read-fields.ts';
import type { EditionRow, RuleRow } from './rows.ts';

/** The catalogue's row for a rule, from what its document says and the lines of its editions. */
export function ruleRow(rule: RuleContent, editions: readonly EditionRow[], updatedAt: number): RuleRow {
  return present<RuleRow>({
    id: rule.id,
    title: rule.title,
    part: rule.part,
    kind: rule.kind,
    category: rule.category,
    unit: rule.unit,
    tags: rule.tags,
    repealedOn: rule.repealedOn,
    editions: sortEditions(editions),
    updatedAt,
  });
}

/** The row of a rule with those of its editions that have a line; undefined when none has one yet. */
export function presentRow(
  rule: RuleContent,
  catalogue: Catalogue,
  updatedAt: number,
  fresh: ReadonlyMap<string, EditionRow> = new Map(),
): RuleRow | undefined {
  const lines = rule.editions.map((hash) => fresh.get(hash) ?? catalogue.byEdition(hash)?.edition);
  const present = lines.filter((line) => line !== undefined);
  return present.length === 0 ? undefined : ruleRow(rule, present, updatedAt);
}

/** What a row knows of what its document says: everything, as long as the two agree. */
export function contentOf(row: RuleRow): RuleContent {
  return present<RuleContent>({
    v: 1,
    id: row.id,
    title: row.title,
    part: row.part,
    kind: row.kind,
    category: row.category,
    unit: row.unit,
    tags: row.tags,
    repealedOn: row.repealedOn,
    editions: row.editions.map((edition) => edition.hash),
  });
}

/** Is this a row that the rest of the app can work with? Enough of a look to notice damage, cheap enough for every start. */
export function isRuleRow(value: unknown): value is RuleRow {
  const row = fieldsIn(value);
  if (row === undefined || typeof row['id'] !== 'string' || typeof row['title'] !== 'string') return false;
  if (typeof row['kind'] !== 'string' || !Array.isArray(row['tags']) || !Array.isArray(row['editions']))
    return false;
  return row['editions'].every((edition: unknown) => {
    const fields = fieldsIn(edition);
    return (
      typeof fields?.['hash'] === 'string' &&
      Array.isArray(fields['repeals']) &&
      Array.isArray(fields['events'])
    );
  });
}
