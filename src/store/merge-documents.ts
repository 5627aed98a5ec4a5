import type { RuleContent } from '../rule/edition.ts';
import { sameBytes } from '../ledger/same-bytes.ts';
import type { Catalogue } from './catalogue.ts';
import { mergeContacts, openContacts, saveContacts } from './contacts.ts';
import { DamagedDocument } from './damaged-document.ts';
import { type Bounds, checkBounds } from './document-bounds.ts';
import { draftOfKey, readDraftHead } from './draft-document.ts';
import { openEdition } from './edition-document.ts';
import { type DocumentKey, everybody, isContacts, placeOf, rowKey, travelling } from './manifest-row.ts';
import { mergeHistories, NeedsOthers } from './merge-histories.ts';
import { checkRule, mostRuleBytes } from './rule-bounds.ts';
import { openRule, readRule } from './rule-document.ts';
import { presentRow } from './rule-row.ts';
import { checkSealed, sealedOfKey } from './sealed-document.ts';
import type { RuleRow } from './rows.ts';
import { isDocumentId, isSpaceName } from './space-name.ts';
import type { Change, Storage } from './storage.ts';
import { unlessDamaged, unlessFoundDamaged } from './unless-damaged.ts';

/** A document on its way. */
export interface CarriedDocument extends DocumentKey {
  /**
   * Of an edition its saved document; of a rule and any other document either the whole saved document or changes that
   * follow what the receiver said it has.
   */
  bytes: Uint8Array<ArrayBuffer>;
}

/** What became of one of them. `kept`: it is on disk now, or was before. */
export type Merging = 'kept' | 'refused' | 'needs-others';

/** What has to be written and noted when documents have come. */
export interface Merge {
  results: Merging[];
  /** Documents, and the rows of rules that have one. */
  changes: Change[];
  /** Rows that the catalogue takes once they are written. */
  rows: RuleRow[];
  /** What the rules that have changed say. */
  rules: RuleContent[];
  /** Hashes of the editions that are new. */
  editions: string[];
}

const mostDocumentBytes = 16 * 1024 * 1024;

/** A draft has a row for every letter that was ever written. */
const draftBounds: Bounds = { bytes: 64 * 1024 * 1024, rows: 600_000 };

/** To what they may unfold: far more than a rule with the most editions, the longest text, or a draft of years. */
const bounds: Record<DocumentKey['kind'], Bounds> = {
  rule: { bytes: 8 * 1024 * 1024, rows: 50_000 },
  edition: { bytes: 64 * 1024 * 1024, rows: 100_000 },
  document: { bytes: 64 * 1024 * 1024, rows: 250_000 },
};

/**
 * Works out what documents from another device change here, without writing anything. They are believed in nothing: one
 * that is not what it should be is refused, and keeps no other out. Needs Automerge started.
 *
 * @param now milliseconds since 1970
 */
export async function mergeDocuments(
  documents: readonly CarriedDocument[],
  storage: Storage,
  catalogue: Catalogue,
  now: number,
): Promise<Merge> {
  const isListed = ({ kind, id }: DocumentKey): boolean =>
    kind === 'edition' && catalogue.byEdition(id) !== undefined;
  const fresh = documents.filter((document) => !isListed(document));
  const ours = await storedDocuments(fresh, storage);
  const rules = new Map<string, RuleContent>();
  const changed = new Map<string, Change>();
  const results: Merging[] = [];
  const checks = new EditionChecks(fresh);
  for (const document of documents) {
    const key = rowKey(document);
    try {
      const saved = isListed(document) ? undefined : await mergeOne(document, ours.get(key), rules, checks);
      if (saved !== undefined) {
        ours.set(key, saved);
        changed.set(key, { ...placeOf(document), value: saved });
      }
      results.push('kept');
    } catch (cause) {
      // Whatever opening it throws, a stack that is too deep among it: it is not what it should be.
      results.push(cause instanceof NeedsOthers ? 'needs-others' : 'refused');
    }
  }
  const rows = [...rules.values()].flatMap((rule) => presentRow(rule, catalogue, now) ?? []);
  return {
    results,
    changes: [
      ...changed.values(),
      ...rows.map((row): Change => ({ room: 'catalogue', key: row.id, value: row })),
    ],
    rows,
    rules: [...rules.values()],
    editions: [...changed.values()].filter(({ room }) => room === 'editions').map(({ key }) => key),
  };
}

/** What is here of these documents, by row key. */
export async function storedDocuments(
  documents: readonly DocumentKey[],
  storage: Storage,
): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const room of travelling) {
    const some = documents.filter((document) => placeOf(document).room === room);
    const values = await storage.getMany(
      room,
      some.map((document) => placeOf(document).key),
    );
    for (const [i, value] of values.entries()) if (value !== undefined) found.set(rowKey(some[i]!), value);
  }
  return found;
}

/**
 * @param rules takes what a rule that has changed says
 * @returns what is to be saved; undefined when nothing is new
 * @throws {DamagedDocument | NeedsOthers}
 */
async function mergeOne(
  document: CarriedDocument,
  ours: Uint8Array | undefined,
  rules: Map<string, RuleContent>,
  checks: EditionChecks,
): Promise<Uint8Array | undefined> {
  const { kind, id, bytes } = document;
  must(isName(document), 'a document of no possible name');
  if (kind === 'edition') {
    if (ours !== undefined && (await unlessFoundDamaged(() => openEdition(ours, id))) !== undefined)
      return undefined;
    await checks.of(document);
    return bytes;
  }
  if (isContacts(document)) return mergePhones(ours, bytes);
  const most = kind === 'rule' ? mostRuleBytes : mostDocumentBytes;
  must(bytes.length <= most, 'longer than any document');
  const sealed = sealedOfKey(document);
  if (sealed !== undefined) {
    checkBounds(bytes, bounds.document);
    const checked = checkSealed(sealed, bytes);
    return ours !== undefined && sameBytes(ours, checked) ? undefined : checked;
  }
  const draft = draftOfKey(document);
  const within = draft === undefined ? bounds[kind] : draftBounds;
  checkBounds(bytes, within);
  let said: RuleContent | undefined;
  const saved = mergeHistories(ours, bytes, (theirs) => {
    if (kind === 'rule') checkRule((said = readRule(theirs)), id);
    if (draft !== undefined) must(readDraftHead(theirs).id === draft, 'another draft');
  });
  if (saved === undefined) return undefined;
  must(saved.length <= most, 'together longer than any document');
  if (ours !== undefined) checkBounds(saved, within);
  if (kind === 'rule') {
    // Of a new one it was just read.
    const rule = ours === undefined && said !== undefined ? said : openRule(saved);
    checkRule(rule, id);
    rules.set(id, rule);
  }
  return saved;
}

/**
 * Checks editions a few ahead of their turn: their hashes are worked out on another thread, and waiting for each by
 * itself takes longer than the hashing.
 */
class EditionChecks {
  #editions: CarriedDocument[];
  #begun = new Map<CarriedDocument, Promise<unknown>>();
  #next = 0;

  constructor(documents: readonly CarriedDocument[]) {
    this.#editions = documents.filter((document) => document.kind === 'edition' && isName(document));
  }

  /** @throws {DamagedDocument} when it is not the edition that it should be */
  async of(document: CarriedDocument): Promise<void> {
    const until = this.#editions.indexOf(document, Math.max(0, this.#next - checkedAhead)) + checkedAhead;
    while (this.#next < Math.min(until, this.#editions.length)) {
      const one = this.#editions[this.#next++]!;
      const check = checkEdition(one);
      // Heard of when it is its turn; until then it only must not count as unheard of.
      check.catch(() => undefined);
      this.#begun.set(one, check);
    }
    await (this.#begun.get(document) ?? checkEdition(document));
  }
}

const checkedAhead = 12;

async function checkEdition({ id, bytes }: CarriedDocument): Promise<void> {
  checkBounds(bytes, bounds.edition);
  await openEdition(bytes, id);
}

function isName({ space, kind, id }: DocumentKey): boolean {
  if (kind === 'document') return isSpaceName(space) && isDocumentId(id);
  return space === everybody && (kind === 'rule' || /^[0-9a-f]{64}$/.test(id));
}

function mergePhones(ours: Uint8Array | undefined, bytes: Uint8Array): Uint8Array | undefined {
  const theirs = openContacts(bytes);
  const before = unlessDamaged(() => openContacts(ours ?? new Uint8Array()));
  const saved = saveContacts(before === undefined ? theirs : mergeContacts(before, theirs));
  return before !== undefined && sameBytes(saved, ours!) ? undefined : saved;
}

function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new DamagedDocument(otherwise);
}
