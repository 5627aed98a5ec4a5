import { titleKey } from '../rule/title-key.ts';
import type { EditionContent } from '../rule/edition.ts';
import type { Catalogue } from './catalogue.ts';
import { derivedChanges, editionRow } from './derived-rows.ts';
import { editionHash } from '../ledger/edition-hash.ts';
import { saveEdition } from './edition-document.ts';
import type { AddResult, NewEdition } from './new-edition.ts';
import { changeRule, openRule, type RuleChange } from './rule-document.ts';
import { isRuleId, ruleIdOf } from './rule-id.ts';
import { contentOf, ruleRow } from './rule-row.ts';
import type { RuleRow } from './rows.ts';
import type { Change, Storage } from './storage.ts';
import { unlessDamaged } from './unless-damaged.ts';

/** Texts in one transaction at most: enough to make waiting for the disk cheap, not so many that memory swells. */
export const mostPerBatch = 200;

/** A text of the batch that is not here yet. */
interface Fresh {
  one: NewEdition;
  hash: string;
  /** Its place in the batch. */
  place: number;
}

/**
 * Works out what a batch changes, without writing anything.
 *
 * @param now milliseconds since 1970
 * @returns the changes of one transaction, the rows the catalogue takes once they are written, and the results
 */
export async function addEditions(
  batch: readonly NewEdition[],
  storage: Storage,
  catalogue: Catalogue,
  now: number,
): Promise<{ changes: Change[]; rows: RuleRow[]; results: AddResult[] }> {
  // Hashing is done elsewhere by the system, so all that can be is asked for at once.
  const hashes = await Promise.all(batch.map((one) => editionHash(one.content)));
  const ids = await Promise.all(batch.map((one) => chooseRule(one.content, one.rule.id, catalogue)));
  const results: AddResult[] = [];
  const ruleOf = new Map<string, string>();
  const byRule = new Map<string, Fresh[]>();
  for (const [place, one] of batch.entries()) {
    const hash = hashes[place]!;
    const holder = ruleOf.get(hash) ?? catalogue.byEdition(hash)?.row.id;
    const rule = holder ?? ids[place]!;
    results.push({ outcome: holder === undefined ? 'edition' : 'same', rule, edition: hash });
    if (holder !== undefined) continue;
    ruleOf.set(hash, rule);
    byRule.set(rule, [...(byRule.get(rule) ?? []), { one, hash, place }]);
  }
  const documents = await storage.getMany('rules', [...byRule.keys()]);
  const grown = await Promise.all(
    [...byRule].map(([id, fresh], i) => growRule(id, documents[i], catalogue.rule(id), fresh, now)),
  );
  const changes: Change[] = [];
  for (const [id, fresh] of byRule) {
    if (catalogue.rule(id) === undefined) results[fresh[0]!.place]!.outcome = 'rule';
    for (const { one, hash } of fresh) {
      changes.push({ room: 'editions', key: hash, value: saveEdition(one.content) });
      changes.push(...derivedChanges(id, hash, one.content, one));
    }
  }
  for (const { row, document } of grown) {
    changes.push(
      { room: 'rules', key: row.id, value: document },
      { room: 'catalogue', key: row.id, value: row },
    );
  }
  return { changes, rows: grown.map(({ row }) => row), results };
}

/** A rule with its new editions, one after another as they came. */
async function growRule(
  id: string,
  stored: Uint8Array | undefined,
  known: RuleRow | undefined,
  fresh: readonly Fresh[],
  now: number,
): Promise<{ row: RuleRow; document: Uint8Array }> {
  const said = stored && unlessDamaged(() => openRule(stored));
  let document = said && stored;
  // A document is lost, the catalogue still knows what it said: better begun again than never to be changed.
  if (document === undefined && known !== undefined)
    ({ bytes: document } = await changeRule(id, undefined, contentOf(known)));
  // It came from another device and its row has not been made yet; what it says holds all the same.
  let row = known ?? (said && ruleRow(said, [], now));
  for (const { one, hash } of fresh) {
    const { bytes, content } = await changeRule(id, document, ruleChange(one, row, hash));
    row = ruleRow(content, [...(row?.editions ?? []), editionRow(hash, one.content, one, now)], now);
    document = bytes;
  }
  return { row: row!, document: document! };
}

/** The id it asks for; else that of the rule with the same title and volume; else one made of the title. */
async function chooseRule(
  content: EditionContent,
  wanted: string | undefined,
  catalogue: Catalogue,
): Promise<string> {
  if (wanted !== undefined && isRuleId(wanted)) return wanted;
  const made = await ruleIdOf(content.title, content.part);
  if (catalogue.rule(made) !== undefined) return made;
  const part = content.part === undefined ? undefined : titleKey(content.part);
  const title = titleKey(content.title);
  const same = catalogue
    .rulesByTitleKey(title)
    .filter((row) => titleKey(row.title) === title)
    .find((row) => (row.part === undefined ? undefined : titleKey(row.part)) === part);
  return same?.id ?? made;
}

/** A new rule takes everything; an old one only what it does not say yet, so that nobody's correction is undone. */
function ruleChange({ content, rule }: NewEdition, row: RuleRow | undefined, hash: string): RuleChange {
  const change: RuleChange = { editions: [hash] };
  if (row === undefined) {
    change.title = content.title;
    change.kind = rule.kind;
    if (content.part !== undefined) change.part = content.part;
  }
  if (rule.category !== undefined && row?.category === undefined) change.category = rule.category;
  if (rule.unit !== undefined && row?.unit === undefined) change.unit = rule.unit;
  if (rule.repealedOn !== undefined && row?.repealedOn === undefined) change.repealedOn = rule.repealedOn;
  if (rule.tags !== undefined && (row?.tags.length ?? 0) === 0) change.tags = rule.tags;
  return change;
}
