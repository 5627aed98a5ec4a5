import type { EditionContent, RuleContent } from '../rule/edition.ts';
import { addEditions, mostPerBatch } from './add-editions.ts';
import { carryDocument } from './carry-document.ts';
import { Catalogue } from './catalogue.ts';
import { changeContacts, contactsKey, openContacts, phonesIn, saveContacts } from './contacts.ts';
import { type DeriveOptions, derivePortion, type DerivePortion, type DeriveReport } from './derive.ts';
import { headsInBytes } from './document-heads.ts';
import { openEdition } from './edition-document.ts';
import { FirstLooks } from './first-looks.ts';
import { isTorn } from './is-torn.ts';
import { Manifest } from './manifest.ts';
import { type DocumentKey, isContacts, placeOf, rowKey } from './manifest-row.ts';
import { ManifestStorage } from './manifest-storage.ts';
import { type CarriedDocument, mergeDocuments, type Merging, storedDocuments } from './merge-documents.ts';
import { migrate } from './migrate.ts';
import type { AddResult, NewEdition, ParsedEdition } from './new-edition.ts';
import { rebuild, rebuildingKey, type RebuildReport, unreadableKey } from './rebuild.ts';
import { changeRule, openRule, type RuleChange } from './rule-document.ts';
import { ruleRow } from './rule-row.ts';
import type { RuleRow } from './rows.ts';
import type { Storage } from './storage.ts';
import { Files } from './files.ts';
import { findUnderived, type Underived } from './underived.ts';
import { unlessDamaged } from './unless-damaged.ts';

/** What an editor may say about a rule; absent stays as it is, null removes. */
export type RuleMeta = Omit<RuleChange, 'part' | 'editions'>;

/** There is no such rule or edition in this base. */
export class NotInLibrary extends Error {
  override name = 'NotInLibrary';
}

/**
 * The rules of a base: the documents they rest in, and beside them what is derived for lists, reading and
 * search. Documents are opened when needed and dropped again; only the catalogue stays in memory.
 *
 * Every change is one strict transaction, and changes run one after another: a promise that has resolved
 * means saved, one that was rejected means that nothing happened.
 */
export class Library {
  /** Documents must not be written past it: the manifest would not know. */
  readonly storage: ManifestStorage;
  readonly catalogue: Catalogue;
  /** Who will merge documents may have them looked at before, which takes less time then. */
  readonly firstLooks = new FirstLooks();
  #startAutomerge: () => Promise<void>;
  #underived: Underived;
  #needsRebuild: boolean;
  #manifest: Promise<Manifest> | undefined;
  /** Once it has been read. */
  #read: Manifest | undefined;
  #files: Promise<Files> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(
    storage: ManifestStorage,
    catalogue: Catalogue,
    startAutomerge: () => Promise<void>,
    underived: Underived,
    needsRebuild: boolean,
  ) {
    this.storage = storage;
    this.catalogue = catalogue;
    this.#startAutomerge = startAutomerge;
    this.#underived = underived;
    this.#needsRebuild = needsRebuild;
  }

  /**
   * Brings the base to this app's schema and reads its catalogue; no document is opened.
   *
   * @param startAutomerge called before the first document is opened or written
   * @param now clock of this device, in milliseconds since 1970
   * @throws {NewerBase} when a newer version of the app wrote this base
   */
  static async open(
    inner: Storage,
    startAutomerge: () => Promise<void>,
    now: () => number = Date.now,
  ): Promise<Library> {
    const storage = new ManifestStorage(inner, now);
    await migrate(inner, { startAutomerge, now: now() });
    const { catalogue, damaged } = await Catalogue.load(storage);
    const interrupted = (await storage.get('kv', rebuildingKey)) !== undefined;
    const [rules, editions] = [await storage.keys('rules'), await storage.keys('editions')];
    const torn = isTorn(catalogue, rules, editions, await storage.keys('texts'));
    const underived = findUnderived(catalogue, rules, editions);
    return new Library(storage, catalogue, startAutomerge, underived, damaged > 0 || interrupted || torn);
  }

  /**
   * The catalogue speaks of what is not there, after damage for one; `rebuild` mends it. A document without a row is no
   * damage, see `derive`.
   */
  get needsRebuild(): boolean {
    return this.#needsRebuild;
  }

  /**
   * Keeps texts that come in, all of them or none. The same content again changes nothing; another content
   * under a title that is here becomes another edition of that rule.
   *
   * @param batch at most `Library.mostPerBatch`; 50 to 100 is a good size
   * @returns one result per text, in order
   * @throws {RangeError} when the batch is too long
   * @throws {StorageFull | StorageFailed} when it could not be saved; nothing of it was
   */
  async addEditions(batch: readonly NewEdition[]): Promise<AddResult[]> {
    if (batch.length > mostPerBatch) throw new RangeError(`at most ${mostPerBatch} editions at once`);
    return await this.#next(async () => {
      await this.#startAutomerge();
      const { changes, rows, results } = await addEditions(
        batch,
        this.storage,
        this.catalogue,
        this.storage.now(),
      );
      if (changes.length > 0) await this.storage.write(changes, 'strict');
      this.catalogue.put(rows);
      for (const { outcome, edition } of results) if (outcome !== 'same') this.#underived.settle(edition);
      return results;
    });
  }

  static readonly mostPerBatch = mostPerBatch;

  /**
   * Changes what belongs to a rule and not to one wording.
   *
   * @throws {NotInLibrary}
   * @throws {DamagedDocument} when its document cannot be read
   * @throws {StorageFull | StorageFailed}
   */
  async setRuleMeta(id: string, meta: RuleMeta): Promise<RuleRow> {
    return await this.#next(async () => {
      await this.#startAutomerge();
      const before = await this.storage.get('rules', id);
      const row = this.catalogue.rule(id);
      if (before === undefined || row === undefined) throw new NotInLibrary(`no rule ${id}`);
      const { bytes, content } = await changeRule(id, before, meta);
      const changed = ruleRow(content, row.editions, this.storage.now());
      await this.storage.write(
        [
          { room: 'rules', key: id, value: bytes },
          { room: 'catalogue', key: id, value: changed },
        ],
        'strict',
      );
      this.catalogue.put([changed]);
      return changed;
    });
  }

  /**
   * The content of an edition from its document, checked against its hash. Reading and search use the
   * derived text and do not need this.
   *
   * @throws {NotInLibrary}
   * @throws {DamagedDocument}
   */
  async openEdition(hash: string): Promise<EditionContent> {
    const bytes = await this.storage.get('editions', hash);
    if (bytes === undefined) throw new NotInLibrary(`no edition ${hash}`);
    await this.#startAutomerge();
    return await openEdition(bytes, hash);
  }

  /** What a rule's document says; @throws {NotInLibrary | DamagedDocument} */
  async openRule(id: string): Promise<RuleContent> {
    const bytes = await this.storage.get('rules', id);
    if (bytes === undefined) throw new NotInLibrary(`no rule ${id}`);
    await this.#startAutomerge();
    return openRule(bytes);
  }

  /**
   * Keeps documents that came from another device, in one strict transaction. They are believed in nothing: what is not
   * what it should be is refused, and keeps no other out; what is here already changes nothing. Texts are only kept, so
   * that bringing a whole base over does not wait for reading them; `derive` reads them.
   *
   * @returns one for each document, in order
   * @throws {StorageFull | StorageFailed} nothing of it was kept
   */
  async merge(documents: readonly CarriedDocument[]): Promise<Merging[]> {
    return await this.#next(async () => {
      const merge = await mergeDocuments(documents, this, this.#startAutomerge, this.#read);
      const { changes, rows, rules, editions, results } = merge;
      if (changes.length > 0) await this.storage.write(changes, 'strict');
      this.catalogue.put(rows);
      for (const hash of editions) this.#underived.editions.add(hash);
      for (const rule of rules) {
        this.#underived.claim(
          rule.id,
          rule.editions.filter((hash) => this.catalogue.byEdition(hash) === undefined),
        );
        if (this.catalogue.rule(rule.id) === undefined) this.#underived.rules.add(rule.id);
      }
      return results;
    });
  }

  /** Are there documents without rows, which `derive` would read? */
  get needsDerive(): boolean {
    return this.#underived.editions.size > 0 || this.#underived.rules.size > 0;
  }

  /**
   * Makes the rows of documents that came without, in portions of one strict transaction each; broken off, it goes on
   * where it was. An edition whose rule is not here yet is left until that comes. It ends at once when there is nothing
   * to do.
   *
   * @param parse reads a content as when it came in
   * @throws {StorageFull | StorageFailed} the portions before are on disk
   */
  async derive(
    parse: (content: EditionContent) => ParsedEdition,
    { signal, progress, derived, pause = nextTask }: DeriveOptions = {},
  ): Promise<DeriveReport> {
    const report: DeriveReport = { editions: 0, damagedRules: [], damagedEditions: [] };
    if (!this.needsDerive) return report;
    await this.#startAutomerge();
    for (;;) {
      if (signal?.aborted === true) break;
      const portion = await this.#next(async () => await this.#derivePortion(parse, pause));
      if (portion === undefined) {
        if (this.#underived.knowsAllClaims || this.#underived.editions.size === 0) break;
        await this.#askForClaims(pause);
        continue;
      }
      report.editions += portion.derived.length;
      report.damagedRules.push(...portion.damagedRules);
      report.damagedEditions.push(...portion.damagedEditions);
      progress?.(report.editions, report.editions + this.#underived.editions.size);
      await derived?.(portion.derived);
      await pause();
    }
    return report;
  }

  /**
   * What there is for other devices. Read when first asked for: neither lists nor reading need it.
   *
   * @throws {StorageFull | StorageFailed}
   */
  async manifest(): Promise<Manifest> {
    this.#manifest ??= this.#next(async () => await Manifest.load(this.storage, this.#startAutomerge));
    try {
      return (this.#read = await this.#manifest);
    } catch (cause) {
      this.#manifest = undefined;
      throw cause;
    }
  }

  /**
   * Attachments and originals; the same for all who ask, since it knows what is here.
   *
   * @throws {StorageFailed}
   */
  async files(): Promise<Files> {
    this.#files ??= Files.open(this.storage);
    try {
      return await this.#files;
    } catch (cause) {
      this.#files = undefined;
      throw cause;
    }
  }

  /**
   * Documents ready to be sent, in the order of the keys; undefined for what is not here.
   *
   * @param heads what the other side has of each, see `carryDocument`
   */
  async carried(
    keys: readonly DocumentKey[],
    heads: readonly (readonly string[] | undefined)[],
  ): Promise<(Uint8Array<ArrayBuffer> | undefined)[]> {
    if (heads.some((some) => some !== undefined)) await this.#startAutomerge();
    const stored = await storedDocuments(keys, this.storage);
    return keys.map((key, i) => {
      const bytes = stored.get(rowKey(key));
      return bytes && carryDocument(key, bytes, heads[i]);
    });
  }

  /** Hashes of the last changes that are here of a document, in hexadecimal; undefined when it is not here. */
  async heads(key: DocumentKey): Promise<string[] | undefined> {
    const bytes = key.kind === 'document' && !isContacts(key) ? await this.document(key) : undefined;
    return bytes && unlessDamaged(() => headsInBytes(bytes));
  }

  /** The bytes of a document as they are stored. */
  async document(key: DocumentKey): Promise<Uint8Array | undefined> {
    const place = placeOf(key);
    return await this.storage.get(place.room, place.key);
  }

  /** Does something that needs Automerge started. */
  async opened<T>(act: () => T): Promise<T> {
    await this.#startAutomerge();
    return act();
  }

  /**
   * Changes a document that belongs to no rule.
   *
   * @param change gets the stored bytes and gives the new ones; undefined leaves it as it is
   * @throws {StorageFull | StorageFailed}
   */
  async changeDocument(
    key: DocumentKey & { kind: 'document' },
    change: (before: Uint8Array | undefined) => Uint8Array | undefined,
  ): Promise<void> {
    await this.#next(async () => {
      await this.#startAutomerge();
      const value = change(await this.document(key));
      if (value !== undefined) await this.storage.write([{ ...placeOf(key), value }], 'strict');
    });
  }

  /** Phone numbers by member; none when they cannot be read. */
  async phones(): Promise<Map<string, string>> {
    const bytes = await this.document(contactsKey);
    return phonesIn((bytes && unlessDamaged(() => openContacts(bytes))) ?? new Map());
  }

  /**
   * Changes phone numbers; an empty one is removed.
   *
   * @throws {StorageFull | StorageFailed}
   */
  async changePhones(phones: ReadonlyMap<string, string>): Promise<void> {
    await this.changeDocument(contactsKey, (before) => {
      const known = (before && unlessDamaged(() => openContacts(before))) ?? new Map();
      const changed = changeContacts(known, phones, this.storage.now());
      return changed === known ? undefined : saveContacts(changed);
    });
  }

  /**
   * Makes catalogue, texts and citations again from the documents alone. Interrupted, it is asked for again
   * at the next start. The search index is not touched: it follows the catalogue.
   *
   * @param parse reads a content as when it came in
   * @param progress called with editions done and known so far
   */
  async rebuild(
    parse: (content: EditionContent) => ParsedEdition,
    progress: (done: number, total: number) => void = () => undefined,
  ): Promise<RebuildReport> {
    return await this.#next(async () => {
      await this.#startAutomerge();
      const report = await rebuild(this.storage, this.catalogue, parse, this.storage.now(), progress);
      this.#needsRebuild = false;
      this.#underived = findUnderived(
        this.catalogue,
        await this.storage.keys('rules'),
        await this.storage.keys('editions'),
      );
      return report;
    });
  }

  async #derivePortion(
    parse: (content: EditionContent) => ParsedEdition,
    pause: () => Promise<void>,
  ): Promise<DerivePortion | undefined> {
    const { storage, catalogue } = this;
    const underived = this.#underived;
    const portion = await derivePortion(underived, { storage, catalogue, parse, pause, now: storage.now() });
    if (portion === undefined) return undefined;
    if (portion.changes.length > 0) await storage.write(portion.changes, 'strict');
    catalogue.put(portion.rows);
    for (const { hash } of portion.derived) underived.settle(hash);
    for (const hash of portion.damagedEditions) underived.editions.delete(hash);
    for (const id of portion.rules) underived.rules.delete(id);
    const given = portion.damagedRules.length > 0 ? await storage.get('kv', unreadableKey) : undefined;
    const unreadable: unknown[] = Array.isArray(given) ? given : [];
    if (portion.damagedRules.some((id) => !unreadable.includes(id))) this.#needsRebuild = true;
    return portion;
  }

  /** Asks all rules which editions they name. */
  async #askForClaims(pause: () => Promise<void>): Promise<void> {
    const underived = this.#underived;
    const ids = await this.storage.keys('rules');
    for (let at = 0; at < ids.length; at += rulesPerPause) {
      const some = ids.slice(at, at + rulesPerPause);
      const saved = await this.storage.getMany('rules', some);
      for (const [i, id] of some.entries()) {
        const bytes = saved[i];
        const rule = bytes && unlessDamaged(() => openRule(bytes));
        const missing = rule?.editions.filter((hash) => this.catalogue.byEdition(hash) === undefined) ?? [];
        underived.claim(id, missing);
      }
      await pause();
    }
    underived.knowsAllClaims = true;
  }

  /** Runs a change after all changes before it have ended, however they ended. */
  async #next<T>(change: () => Promise<T>): Promise<T> {
    const run = this.#last.then(change);
    this.#last = run.catch(() => undefined);
    return await run;
  }
}

const rulesPerPause = 100;

/** Lets what came in meanwhile have its turn. */
const nextTask = async (): Promise<void> => await new Promise((resolve) => setTimeout(resolve));
