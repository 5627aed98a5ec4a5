import type { EditionContent, RuleContent } from '../rule/edition.ts';
import type { Catalogue } from './catalogue.ts';
import { derivedChanges, editionRow } from './derived-rows.ts';
import { openEdition } from './edition-document.ts';
import type { ParsedEdition } from './new-edition.ts';
import { changeRule, openRule } from './rule-document.ts';
import { ruleIdOf } from './rule-id.ts';
import { contentOf, ruleRow } from './rule-row.ts';
import type { EditionRow, RuleRow } from './rows.ts';
import type { Change, Room, Storage } from './storage.ts';
import { unlessDamaged, unlessFoundDamaged } from './unless-damaged.ts';

/** What came of it. Damaged documents stay where they are, for whoever can still read something in them. */
export interface RebuildReport {
  rules: number;
  editions: number;
  /** Ids of rules whose document could not be read; they were begun again from what else is known. */
  damagedRules: string[];
  /** Hashes of editions that could not be read, and so are in no list now. */
  damagedEditions: string[];
}

/** In room `kv` while the derived rooms are only partly made. */
export const rebuildingKey = 'rebuilding';

/** In room `kv` after a rebuild: ids of rules of which nothing could be read, so that they are not asked for again. */
export const unreadableKey = 'unreadable';

const perBatch = 100;

/**
 * Makes `catalogue`, `texts`, `cites` and `citedBy` from `rules` and `editions` alone; see `Library.rebuild`.
 * Only when something came in (no document says that) is taken from the rows there were.
 */
export async function rebuild(
  storage: Storage,
  catalogue: Catalogue,
  parse: (content: EditionContent) => ParsedEdition,
  now: number,
  progress: (done: number, total: number) => void,
): Promise<RebuildReport> {
  const report: RebuildReport = { rules: 0, editions: 0, damagedRules: [], damagedEditions: [] };
  const old = new Map(catalogue.rows().map((row) => [row.id, row]));
  const owners = await findOwners(storage, old, report);
  const hashes = await storage.keys('editions');
  const known = new Set(await storage.keys('texts'));
  const lines = new Map<string, EditionRow>();
  await empty(storage);
  for (let at = 0; at < hashes.length; at += perBatch) {
    progress(at, hashes.length);
    const some = hashes.slice(at, at + perBatch);
    const saved = await storage.getMany('editions', some);
    const changes: Change[] = [];
    for (const [i, hash] of some.entries()) {
      const claimed = owners.byEdition.has(hash);
      // It came from another device and its rule has not; it is read when that comes.
      if (!claimed && !known.has(hash) && report.damagedRules.length === 0) continue;
      const content = await unlessFoundDamaged(() => openEdition(saved[i]!, hash));
      if (content === undefined) {
        report.damagedEditions.push(hash);
        continue;
      }
      const rule = await ownerOf(hash, content, owners);
      const parsed = parse(content);
      const importedAt = catalogue.byEdition(hash)?.edition.importedAt ?? now;
      lines.set(hash, editionRow(hash, content, parsed, importedAt));
      changes.push(...derivedChanges(rule.id, hash, content, parsed));
      report.editions += 1;
    }
    await storage.write(changes, 'strict');
  }
  const rows = await writeRules(storage, owners, lines, old, now, report);
  const listed = new Set(rows.map(({ id }) => id));
  catalogue.remove([...old.keys()].filter((id) => !listed.has(id)));
  catalogue.put(rows);
  report.rules = rows.length;
  progress(hashes.length, hashes.length);
  return report;
}

/** Rules by id, and which edition belongs to which. */
interface Owners {
  rules: Map<string, RuleContent>;
  byEdition: Map<string, string>;
  /** Rules whose document has to be written again. */
  begunAgain: Set<string>;
}

async function findOwners(
  storage: Storage,
  old: Map<string, RuleRow>,
  report: RebuildReport,
): Promise<Owners> {
  const owners: Owners = { rules: new Map(), byEdition: new Map(), begunAgain: new Set() };
  for (const { key, value } of await storage.range('rules', '')) {
    const read = unlessDamaged(() => openRule(value));
    const row = old.get(key);
    if (read === undefined) report.damagedRules.push(key);
    if (read === undefined && row !== undefined) owners.begunAgain.add(key);
    const rule = read ?? (row === undefined ? undefined : contentOf(row));
    if (rule === undefined) continue;
    owners.rules.set(key, { ...rule, id: key });
    for (const hash of rule.editions) owners.byEdition.set(hash, key);
  }
  for (const [key, row] of old) {
    if (owners.rules.has(key)) continue;
    owners.rules.set(key, contentOf(row));
    owners.begunAgain.add(key);
    for (const { hash } of row.editions) owners.byEdition.set(hash, key);
  }
  return owners;
}

/** An edition that no rule claims, because the rule's document is lost, goes by its title. */
async function ownerOf(hash: string, content: EditionContent, owners: Owners): Promise<RuleContent> {
  const claimed = owners.byEdition.get(hash);
  const id = claimed ?? (await ruleIdOf(content.title, content.part));
  const known = owners.rules.get(id);
  if (claimed !== undefined && known !== undefined) return known;
  const { title, part } = content;
  const rule: RuleContent = known ?? {
    v: 1,
    id,
    title,
    ...(part !== undefined && { part }),
    kind: 'rule',
    tags: [],
    editions: [],
  };
  rule.editions.push(hash);
  owners.rules.set(id, rule);
  owners.byEdition.set(hash, id);
  owners.begunAgain.add(id);
  return rule;
}

async function writeRules(
  storage: Storage,
  owners: Owners,
  lines: ReadonlyMap<string, EditionRow>,
  old: Map<string, RuleRow>,
  now: number,
  report: RebuildReport,
): Promise<RuleRow[]> {
  const rows: RuleRow[] = [];
  let changes: Change[] = [];
  for (const [id, rule] of owners.rules) {
    const editions = rule.editions.flatMap((hash) => lines.get(hash) ?? []);
    if (editions.length === 0) continue;
    const row = ruleRow(rule, editions, old.get(id)?.updatedAt ?? now);
    rows.push(row);
    changes.push({ room: 'catalogue', key: id, value: row });
    if (owners.begunAgain.has(id)) {
      const before = report.damagedRules.includes(id) ? undefined : await storage.get('rules', id);
      const { bytes } = await changeRule(id, before, rule);
      changes.push({
        room: 'rules',
        key: id,
        value: bytes,
      });
    }
    if (changes.length >= perBatch) {
      await storage.write(changes, 'strict');
      changes = [];
    }
  }
  const listed = new Set(rows.map(({ id }) => id));
  const left = report.damagedRules.filter((id) => !listed.has(id));
  for (const key of await storage.keys('catalogue')) {
    if (!listed.has(key)) changes.push({ room: 'catalogue', key });
  }
  // Last of all the mark goes: from now on the base is whole again.
  changes.push({ room: 'kv', key: unreadableKey, value: left }, { room: 'kv', key: rebuildingKey });
  await storage.write(changes, 'strict');
  return rows;
}

/**
 * Clears what is derived from editions, and leaves a mark until it is whole again. The catalogue stays until
 * the new one is known: of a rule whose document is lost, its row is all there is.
 */
async function empty(storage: Storage): Promise<void> {
  const changes: Change[] = [{ room: 'kv', key: rebuildingKey, value: true }];
  for (const room of ['texts', 'cites', 'citedBy'] satisfies Room[]) {
    for (const key of await storage.keys(room)) changes.push({ room, key });
  }
  await storage.write(changes, 'strict');
}
