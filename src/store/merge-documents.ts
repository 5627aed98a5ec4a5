import type { RuleContent } from '../rule/edition.ts';
import { sameBytes } from '../ledger/same-bytes.ts';
import type { Catalogue } from './catalogue.ts';
import { mergeContacts, openContacts, saveContacts } from './contacts.ts';
import { DamagedDocument } from './damaged-document.ts';
import { type Bounds, checkBounds } from './document-bounds.ts';
import { checkDraft, draftBounds, draftOfKey } from './draft-document.ts';
import type { FirstLook, FirstLooks } from './first-looks.ts';
import { openEdition } from './edition-document.ts';
import { type DocumentKey, everybody, isContacts, placeOf, rowKey, travelling } from './manifest-row.ts';
import type { Manifest } from './manifest.ts';
import type { ManifestStorage } from './manifest-storage.ts';
import { mergeHistories, NeedsOthers } from './merge-histories.ts';
import { checkRule, mostRuleBytes } from './rule-bounds.ts';
import { checkRound, roundOfKey } from './round-document.ts';
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

/** To what they may unfold: far more than a rule with the most editions, the longest text, or a draft of years. */
const bounds: Record<DocumentKey['kind'], Bounds> = {
  rule: { bytes: 8 * 1024 * 1024, rows: 50_000 },
  edition: { bytes: 64 * 1024 * 1024, rows: 100_000 },
  document: { bytes: 64 * 1024 * 1024, rows: 250_000 },
};

const lookedAhead = 12;

/** Where documents are merged. */
export interface MergePlace {
  storage: ManifestStorage;
  catalogue: Catalogue;
  firstLooks: FirstLooks;
}

/**
 * Works out what documents from another device change here, without writing anything. They are believed in nothing: one
 * that is not what it should be is refused, and keeps no other out.
 *
 * @param startAutomerge called when a document has to be opened: most new ones need not
 * @param manifest of this place, if it has been read: what it does not know is not here, or cannot be read
 * @throws what `startAutomerge` throws
 */
export async function mergeDocuments(
  documents: readonly CarriedDocument[],
  { storage, catalogue, firstLooks }: MergePlace,
  startAutomerge: () => Promise<void>,
  manifest: Manifest | undefined,
): Promise<Merge> {
  let notStarted: { cause: unknown } | undefined;
  const start = async (): Promise<void> => {
    try {
      await startAutomerge();
    } catch (cause) {
      notStarted = { cause };
      throw cause;
    }
  };
  const isListed = ({ kind, id }: DocumentKey): boolean =>
    kind === 'edition' && catalogue.byEdition(id) !== undefined;
  const fresh = documents.filter((document) => !isListed(document));
  const ours = await storedDocuments(
    fresh.filter((key) => manifest === undefined || manifest.row(key) !== undefined),
    storage,
  );
  const rules = new Map<string, RuleContent>();
  const changed = new Map<string, Change>();
  const results: Merging[] = [];
  for (const [i, document] of documents.entries()) {
    // Hashes are worked out on another thread: waiting for each by itself takes longer than the hashing.
    for (const next of documents.slice(i, i + lookedAhead)) if (!isListed(next)) void firstLooks.of(next);
    const key = rowKey(document);
    try {
      const saved = isListed(document)
        ? undefined
        : await mergeOne(document, ours.get(key), { rules, start, look: firstLooks.of(document) });
      if (saved !== undefined) {
        ours.set(key, saved);
        changed.set(key, { ...placeOf(document), value: saved });
      }
      results.push('kept');
    } catch (cause) {
      if (notStarted !== undefined) throw notStarted.cause;
      // Whatever opening it throws, a stack that is too deep among it: it is not what it should be.
      results.push(cause instanceof NeedsOthers ? 'needs-others' : 'refused');
    }
  }
  const rows = [...rules.values()].flatMap((rule) => presentRow(rule, catalogue, storage.now()) ?? []);
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

interface OneMerge {
  /** Takes what a rule that has changed says. */
  rules: Map<string, RuleContent>;
  start: () => Promise<void>;
  look: Promise<FirstLook | undefined>;
}

/**
 * @returns what is to be saved; undefined when nothing is new
 * @throws {DamagedDocument | NeedsOthers}
 */
async function mergeOne(
  document: CarriedDocument,
  ours: Uint8Array | undefined,
  { rules, start, look }: OneMerge,
): Promise<Uint8Array | undefined> {
  const { kind, id, bytes } = document;
  must(isName(document), 'a document of no possible name');
  if (kind === 'edition') {
    if (ours !== undefined) {
      await start();
      if ((await unlessFoundDamaged(() => openEdition(ours, id))) !== undefined) return undefined;
    }
    if ((await look) === undefined) {
      await start();
      checkBounds(bytes, bounds.edition);
      await openEdition(bytes, id);
    }
    return bytes;
  }
  if (isContacts(document)) return mergePhones(ours, bytes);
  const most = kind === 'rule' ? mostRuleBytes : mostDocumentBytes;
  must(bytes.length <= most, 'longer than any document');
  const simple = ours === undefined ? await look : undefined;
  if (simple?.rule !== undefined) {
    checkRule(simple.rule, id);
    rules.set(id, simple.rule);
    return bytes;
  }
  await start();
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
  const round = roundOfKey(document);
  const saved = mergeHistories(ours, bytes, {
    ...(kind === 'rule' && { came: (theirs) => checkRule((said = readRule(theirs)), id) }),
    ...(draft !== undefined && { joined: (...what) => checkDraft(draft, ...what) }),
    ...(round !== undefined && { joined: checkRound }),
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

function isName({ space, kind, id }: DocumentKey): boolean {
  if (kind === 'document') return isSpaceName(space) && isDocumentId(id);
  return space === everybody && (kind === 'rule' || /^[0-9a-f]{64}$/.test(id));
}

function mergePhones(ours: Uint8Array | undefined, bytes: Uint8Array): Uint8Array | undefined {
  const theirs = openContacts(bytes);
  const before = unlessDamaged(() => openContacts(ours ?? new Uint8Array()));
  const saved = saveContacts(before === undefined ? theirs : mergeContacts(before, theirs));
  // What could not be opened again would be gone with all that was here.
  openContacts(saved);
  return before !== undefined && sameBytes(saved, ours!) ? undefined : saved;
}

function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new DamagedDocument(otherwise);
}
