import { titleKey } from '../rule/title-key.ts';
import type { EditionContent } from '../rule/edition.ts';
import type { Catalogue } from './catalogue.ts';
import { DamagedDocument } from './damaged-document.ts';
import { derivedChanges, editionRow } from './derived-rows.ts';
import { editionHash, saveEdition } from './edition-document.ts';
import type { AddResult, NewEdition } from './new-edition.ts';
import { changeRule, openRule, type RuleChange } from './rule-document.ts';
import { isRuleId, ruleIdOf } from './rule-id.ts';
import { contentOf, ruleRow } from './rule-row.ts';
import type { RuleRow } from './rows.ts';
import type { Change, Storage } from './storage.ts';

/** Texts in one transaction at most: enough to make waiting for the disk cheap, not so many that memory swells. */
export const mostPerBatch = 200;

/** A rule as the batch has changed it so far. */
interface Working {
  row?: RuleRow;
  document?: Uint8Array;
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
  const changes: Change[] = [];
  const results: AddResult[] = [];
  const ruleOf = new Map<string, string>();
  const working = new Map<string, Working>();
  for (const one of batch) {
    const hash = await editionHash(one.content);
    const holder = ruleOf.get(hash) ?? catalogue.byEdition(hash)?.row.id;
    if (holder !== undefined) {
      results.push({ outcome: 'same', rule: holder, edition: hash });
      continue;
    }
    const id = await chooseRule(one.content, one.rule.id, catalogue);
    const state = working.get(id) ?? (await stateOf(id, storage, catalogue));
    const { bytes, content } = await changeRule(id, state.document, ruleChange(one, state.row, hash));
    const lines = [...(state.row?.editions ?? []), editionRow(hash, one.content, one, now)];
    results.push({ outcome: state.row === undefined ? 'rule' : 'edition', rule: id, edition: hash });
    working.set(id, { row: ruleRow(content, lines, now), document: bytes });
    ruleOf.set(hash, id);
    changes.push({ room: 'editions', key: hash, value: saveEdition(one.content) });
    changes.push(...derivedChanges(id, hash, one.content.text, one));
  }
  const rows: RuleRow[] = [];
  for (const [id, { row, document }] of working) {
    rows.push(row!);
    changes.push({ room: 'rules', key: id, value: document! }, { room: 'catalogue', key: id, value: row! });
  }
  return { changes, rows, results };
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

async function stateOf(id: string, storage: Storage, catalogue: Catalogue): Promise<Working> {
  const document = await storage.get('rules', id);
  const row = catalogue.rule(id);
  if (document !== undefined && isReadable(document)) return { document, ...(row !== undefined && { row }) };
  if (row === undefined) return {};
  // The document is lost, the catalogue still knows what it said: better begun again than never to be changed.
  return { row, document: (await changeRule(id, undefined, contentOf(row))).bytes };
}

function isReadable(document: Uint8Array): boolean {
  try {
    openRule(document);
    return true;
  } catch (cause) {
    if (cause instanceof DamagedDocument) return false;
    throw cause;
  }
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
