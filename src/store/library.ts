import type { EditionContent, RuleContent } from '../rule/edition.ts';
import type { Day } from '../rule/validity.ts';
import { addEditions, mostPerBatch } from './add-editions.ts';
import { Catalogue } from './catalogue.ts';
import { openEdition } from './edition-document.ts';
import { migrate } from './migrate.ts';
import type { AddResult, NewEdition, ParsedEdition } from './new-edition.ts';
import { rebuild, rebuildingKey, type RebuildReport, unreadableKey } from './rebuild.ts';
import { changeRule, openRule } from './rule-document.ts';
import { ruleRow } from './rule-row.ts';
import type { RuleRow } from './rows.ts';
import type { Storage } from './storage.ts';

/** What an editor may say about a rule; absent stays as it is, null removes. */
export interface RuleMeta {
  title?: string;
  kind?: RuleContent['kind'];
  category?: string | null;
  unit?: string | null;
  tags?: string[];
  repealedOn?: Day | null;
}

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
  readonly storage: Storage;
  readonly catalogue: Catalogue;
  #startAutomerge: () => Promise<void>;
  #now: () => number;
  #needsRebuild: boolean;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(
    storage: Storage,
    catalogue: Catalogue,
    startAutomerge: () => Promise<void>,
    now: () => number,
    needsRebuild: boolean,
  ) {
    this.storage = storage;
    this.catalogue = catalogue;
    this.#startAutomerge = startAutomerge;
    this.#now = now;
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
    storage: Storage,
    startAutomerge: () => Promise<void>,
    now: () => number = Date.now,
  ): Promise<Library> {
    await migrate(storage);
    const { catalogue, damaged } = await Catalogue.load(storage);
    const documents = await storage.keys('rules');
    const interrupted = (await storage.get('kv', rebuildingKey)) !== undefined;
    const given = await storage.get('kv', unreadableKey);
    const unreadable = new Set<unknown>(Array.isArray(given) ? given : []);
    const missing = documents.some((id) => catalogue.rule(id) === undefined && !unreadable.has(id));
    const torn = await isTorn(storage, catalogue, documents);
    const needsRebuild = damaged > 0 || interrupted || missing || torn;
    return new Library(storage, catalogue, startAutomerge, now, needsRebuild);
  }

  /** The catalogue does not agree with the documents, after damage for one; `rebuild` mends it. */
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
      const { changes, rows, results } = await addEditions(batch, this.storage, this.catalogue, this.#now());
      if (changes.length > 0) await this.storage.write(changes, 'strict');
      this.catalogue.put(rows);
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
      const changed = ruleRow(content, row.editions, this.#now());
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
      const report = await rebuild(this.storage, this.catalogue, parse, this.#now(), progress);
      this.#needsRebuild = false;
      return report;
    });
  }

  /** Runs a change after all changes before it have ended, however they ended. */
  async #next<T>(change: () => Promise<T>): Promise<T> {
    const run = this.#last.then(change);
    this.#last = run.catch(() => undefined);
    return await run;
  }
}

/**
 * Does the catalogue speak of what is not there? A cut of power can leave a transaction half there in Chromium:
 * its LevelDB may begin a new log in the middle of one, and brings only the new log to the disk at once.
 */
async function isTorn(
  storage: Storage,
  catalogue: Catalogue,
  documents: readonly string[],
): Promise<boolean> {
  const rules = new Set(documents);
  if (catalogue.rows().some(({ id }) => !rules.has(id))) return true;
  for (const room of ['editions', 'texts'] as const) {
    const there = new Set(await storage.keys(room));
    if (catalogue.rows().some((row) => row.editions.some(({ hash }) => !there.has(hash)))) return true;
  }
  return false;
}
