import type { EditionContent } from '../rule/edition.ts';
import { sameBytes } from '../ledger/same-bytes.ts';
import type { Catalogue } from './catalogue.ts';
import { derivedChanges, editionRow } from './derived-rows.ts';
import { openAndCleanEdition } from './edition-document.ts';
import type { ParsedEdition } from './new-edition.ts';
import { openRule } from './rule-document.ts';
import { presentRow } from './rule-row.ts';
import type { EditionRow, RuleRow } from './rows.ts';
import type { Change, Storage } from './storage.ts';
import type { Underived } from './underived.ts';
import { unlessDamaged, unlessFoundDamaged } from './unless-damaged.ts';

/** An edition that has its rows now. */
export interface DerivedEdition {
  hash: string;
  rule: string;
  content: EditionContent;
  parsed: ParsedEdition;
}

/** What came of reading the texts that came from others. */
export interface DeriveReport {
  editions: number;
  /** Ids of rules and hashes of editions that could not be read. */
  damagedRules: string[];
  damagedEditions: string[];
}

export interface DeriveOptions {
  /** Ends after the portion that is being worked on. */
  signal?: AbortSignal;
  /** Editions done, and known so far. */
  progress?: (done: number, total: number) => void;
  /** Hears each portion once it is on disk: the search index does not follow by itself. */
  derived?: (editions: readonly DerivedEdition[]) => void | Promise<void>;
  /** Lets others have their turn; called after every few texts. */
  pause?: () => Promise<void>;
}

/** Texts and rules of one transaction. */
const perPortion = 48;
/** Texts between two pauses. */
const perPause = 8;

export interface DerivePortion {
  changes: Change[];
  /** Rows that the catalogue takes once they are written. */
  rows: RuleRow[];
  derived: DerivedEdition[];
  /** Ids of the rules that were looked at. */
  rules: string[];
  damagedRules: string[];
  damagedEditions: string[];
}

/**
 * Works out the rows of some of what lacks them, without writing anything. Needs Automerge started.
 *
 * @returns undefined when there is nothing left that can be done
 */
export async function derivePortion(
  underived: Underived,
  tools: {
    storage: Storage;
    catalogue: Catalogue;
    parse: (content: EditionContent) => ParsedEdition;
    pause: () => Promise<void>;
    now: number;
  },
): Promise<DerivePortion | undefined> {
  const { storage, catalogue, parse, pause, now } = tools;
  const hashes = firstOf(underived.editions, (hash) => underived.claimants(hash).length > 0);
  const changed = new Set(firstOf(underived.rules, () => true));
  if (hashes.length === 0 && changed.size === 0) return undefined;
  const portion: DerivePortion = {
    changes: [],
    rows: [],
    derived: [],
    rules: [],
    damagedRules: [],
    damagedEditions: [],
  };
  const fresh = new Map<string, EditionRow>();
  const saved = await storage.getMany('editions', hashes);
  for (const [i, hash] of hashes.entries()) {
    if (i > 0 && i % perPause === 0) await pause();
    const bytes = saved[i];
    const opened = bytes && (await unlessFoundDamaged(() => openAndCleanEdition(bytes, hash)));
    if (opened === undefined) {
      portion.damagedEditions.push(hash);
      continue;
    }
    const { content, clean } = opened;
    const claimants = underived.claimants(hash);
    const rule = claimants.at(-1)!;
    const parsed = parse(content);
    if (!sameBytes(bytes!, clean)) portion.changes.push({ room: 'editions', key: hash, value: clean });
    portion.changes.push(...derivedChanges(rule, hash, content, parsed));
    portion.derived.push({ hash, rule, content, parsed });
    fresh.set(hash, editionRow(hash, content, parsed, now));
    for (const id of claimants) changed.add(id);
  }
  const ids = (portion.rules = [...changed]);
  const documents = await storage.getMany('rules', ids);
  for (const [i, id] of ids.entries()) {
    const bytes = documents[i];
    const rule = bytes && unlessDamaged(() => openRule(bytes));
    if (rule === undefined) {
      portion.damagedRules.push(id);
      continue;
    }
    const row = presentRow(rule, catalogue, now, fresh);
    underived.claim(
      id,
      rule.editions.filter((hash) => !fresh.has(hash) && catalogue.byEdition(hash) === undefined),
    );
    if (row !== undefined) portion.rows.push(row);
  }
  for (const row of portion.rows) portion.changes.push({ room: 'catalogue', key: row.id, value: row });
  return portion;
}

function firstOf(some: Iterable<string>, wanted: (one: string) => boolean): string[] {
  const first: string[] = [];
  for (const one of some) {
    if (first.length === perPortion) break;
    if (wanted(one)) first.push(one);
  }
  return first;
}
