import type { IncomingFile } from '../exchange/incoming-file.ts';
import { editionToMarkdown } from '../exchange/export-markdown.ts';
import { markdownPath } from '../exchange/markdown-path.ts';
import { parseEdition } from '../exchange/parse-edition.ts';
import type { Day } from '../rule/validity.ts';
import type { FindAnswer, FindRequest } from '../search/find.ts';
import { LedgerKeeper } from '../store/ledger-keeper.ts';
import { Library } from '../store/library.ts';
import type { Storage } from '../store/storage.ts';
import { systemClock } from '../sync/clock.ts';
import { Behalf } from './behalf.ts';
import { bringIn } from './bring-in.ts';
import { Circulate } from './circulate.ts';
import { Circulating } from './circulating.ts';
import { CirculationLists } from './circulation-lists.ts';
import { CitationResolver } from './citation-resolver.ts';
import { CitedBy } from './cited-by.ts';
import { Comparer } from './comparer.ts';
import { DraftAside } from './draft-aside.ts';
import { Consultation } from './consultation.ts';
import { KeptPlaces } from './kept-places.ts';
import { DraftLedger } from './draft-ledger.ts';
import { Drafting } from './drafting.ts';
import { Drafts } from './drafts.ts';
import { EngineProblem } from './engine-problem.ts';
import { Office } from './office.ts';
import type { OfficeView, SavedFile } from './office-protocol.ts';
import { officeNotes, officeView } from './office-view.ts';
import { openMatters } from './open-matters.ts';
import { Others } from './others.ts';
import { Packages } from './packages.ts';
import { placeByName } from './place-by-name.ts';
import { Publisher } from './publisher.ts';
import { OfficeRecovery } from './recovery.ts';
import type {
  BringInSummary,
  CitedCounts,
  CitingPlace,
  DeviceView,
  FromEngine,
  HomeView,
  Preview,
  Reading,
  ShelfRow,
} from './protocol.ts';
import { previewOf, readRule, type Which } from './read-rule.ts';
import { ReaderNotes } from './reader-notes.ts';
import { Registers } from './registers/registers.ts';
import { SearchUpkeep } from './search-upkeep.ts';
import type { CallContext } from './serve-calls.ts';
import { homeView, shelfRows } from './shelf-rows.ts';
import type { Surroundings } from './surroundings.ts';
import { TextCache } from './text-cache.ts';
import { Waiting } from './waiting.ts';
import { WhenQuiet } from './when-quiet.ts';

/** What an engine is made of. */
export interface EngineParts {
  storage: Storage;
  /** Starts Automerge when it is first needed: reading and finding work without it. */
  startAutomerge: () => Promise<void>;
  /** Reaches all tabs. */
  tell: (message: FromEngine) => void;
  /** How to reach other devices; absent for an engine that answers a single question. */
  surroundings?: Surroundings | undefined;
}

/**
 * Documents are read once none has come for so many milliseconds, so that reading does not hold up what is still on its
 * way; and some of them after so many, when it goes on.
 */
const quiet = 400;
const longest = 15_000;

/** Opens the engine over a storage: reads the catalogue and the index, nothing else. */
export async function createEngine({
  storage,
  startAutomerge,
  tell,
  surroundings,
}: EngineParts): Promise<Engine> {
  let changes = 0;
  const changed = (): void => tell({ changed: (changes += 1) });
  const [library, notes, keeper] = await Promise.all([
    Library.open(storage, startAutomerge),
    ReaderNotes.open(storage, changed),
    LedgerKeeper.open(storage),
  ]);
  // Everything but the documents can be worked out again from them.
  if (library.needsRebuild) await library.rebuild(parseEdition);
  library.catalogue.follow(keeper.ledger?.publications);
  const texts = new TextCache(storage);
  const search = await SearchUpkeep.open(storage, library.catalogue, texts.get, (indexing) =>
    tell({ indexing }),
  );
  const office = new Office(keeper, library);
  const draftLedger = new DraftLedger(office);
  // Drafts tell others, and others bring drafts.
  let others: Others | undefined;
  const drafts = new Drafts({
    library,
    office,
    clock: systemClock,
    tell: (draft, news) => tell({ draft, news }),
    say: (message, except) => others?.connections.lines?.neighbours.sayLive(message, except),
    ledger: draftLedger,
  });
  if (surroundings !== undefined)
    others = await Others.open({ office, library, reader: notes, surroundings, tell, drafts, draftLedger });
  return new Engine({ library, notes, search, texts, office, drafts, draftLedger, others, changed });
}

interface EngineInside {
  library: Library;
  notes: ReaderNotes;
  search: SearchUpkeep;
  texts: TextCache;
  office: Office;
  drafts: Drafts;
  draftLedger: DraftLedger;
  others: Others | undefined;
  changed: () => void;
}

/** The one process that owns store, index and import; runs in a worker, or in Node. */
export class Engine {
  readonly reader: ReaderNotes;
  readonly office: Office;
  readonly recovery: OfficeRecovery;
  readonly publisher: Publisher;
  readonly circulating: Circulating;
  readonly drafts: Drafts;
  readonly drafting: Drafting;
  readonly aside: DraftAside;
  readonly consultation: Consultation;
  readonly registers: Registers;
  readonly waiting: Waiting;
  readonly lists: CirculationLists;
  readonly sending: Circulate;
  readonly behalf: Behalf;
  readonly packages: Packages;
  readonly comparer: Comparer;
  #others: Others | undefined;
  #library: Library;
  #search: SearchUpkeep;
  #texts: TextCache;
  #resolver: CitationResolver;
  #citedBy: CitedBy;
  #kept: KeptPlaces;
  #changed: () => void;
  /** Imports run one after another, and with them the reading of texts that came from others. */
  #intake: Promise<unknown> = Promise.resolve();
  #caughtUp: Promise<void>;
  #readingDue = new WhenQuiet(
    systemClock,
    quiet,
    longest,
    () => this.#others?.connections.isReceiving === true,
    () => this.#readWhatCame(),
  );
  /** Ends the reading that is going on; there still when it was broken off. */
  #reading: AbortController | undefined;

  constructor({ library, notes, search, texts, office, drafts, draftLedger, others, changed }: EngineInside) {
    this.#texts = texts;
    this.#library = library;
    this.reader = notes;
    this.#search = search;
    this.#resolver = new CitationResolver(library.storage, library.catalogue);
    this.#citedBy = new CitedBy(library.storage, library.catalogue, this.#resolver);
    this.#changed = changed;
    this.office = office;
    this.drafts = drafts;
    this.#others = others;
    this.aside = new DraftAside(drafts, office, library.storage);
    this.consultation = new Consultation({ office, library, drafts, changed });
    this.recovery = new OfficeRecovery(office);
    this.circulating = new Circulating(office);
    this.sending = new Circulate({ library, office, circulating: this.circulating });
    this.registers = new Registers({ office, library, circulating: this.circulating });
    this.waiting = new Waiting({
      office,
      library,
      circulating: this.circulating,
      agreedAt: (device) => others?.connections.agreedAt(device),
    });
    this.behalf = new Behalf({ office, library, circulating: this.circulating, changed });
    this.lists = new CirculationLists({
      office,
      circulating: this.circulating,
      clock: systemClock,
      heardAt: (device) => others?.connections.heardAt(device),
    });
    this.comparer = new Comparer(library.storage, library.catalogue);
    this.packages = new Packages({ office, library, behalf: this.behalf, comparer: this.comparer });
    this.#kept = new KeptPlaces(library, this.comparer, notes);
    const { comparer } = this;
    const publisher = new Publisher({ library, office, search, comparer, resolver: this.#resolver });
    this.publisher = publisher;
    const open = { citedBy: this.#citedBy, ...openMatters(this.aside.remarks, this.consultation) };
    this.drafting = new Drafting({ drafts, draftLedger, office, library, comparer, publisher, ...open });
    office.keeper.onTaken = ({ kept, roster }) => {
      this.circulating.entriesKept();
      drafts.entriesKept(kept.map(({ entry }) => entry));
      library.catalogue.follow(office.keeper.ledger?.publications);
      this.#citedBy.forget();
      this.comparer.forget();
      this.#changed();
      others?.connections.entriesKept(kept);
      this.consultation.entriesKept(kept.map(({ entry }) => entry));
      if (roster) void others?.follow().catch((error: unknown) => console.error(error));
    };
    if (others !== undefined) {
      others.connections.onDocuments = () => this.#documentsChanged();
      others.connections.onRows = (rows) => {
        drafts.rowsChanged(rows);
        this.consultation.rowsChanged(rows);
      };
    }
    this.#caughtUp = this.#catchUp().catch((error: unknown) => console.error(error));
    void others?.follow().catch((error: unknown) => console.error(error));
  }

  /** @throws {EngineProblem} `not-allowed` for an engine that answers a single question */
  get others(): Others {
    if (this.#others === undefined) throw new EngineProblem('not-allowed', 'no ways to other devices');
    return this.#others;
  }

  shelf(on: Day): ShelfRow[] {
    return shelfRows(this.#library.catalogue, on);
  }

  async home(on: Day): Promise<HomeView> {
    return {
      ...homeView(this.#library.catalogue, this.reader, on),
      ...(await this.#kept.home(on)),
      ...officeNotes(this.office, this.#library.catalogue),
    };
  }

  find(request: FindRequest, signal?: AbortSignal): Promise<FindAnswer> {
    return this.#search.finder.find(request, signal);
  }

  /**
   * Fetches texts before anybody asks, newest edition of each, so that the first letters of a question need not
   * wait for the disk. For an engine that stays; one that answers a single question has no use for it.
   */
  async readAhead(): Promise<void> {
    await this.#caughtUp;
    await this.#texts.fill(this.#library.catalogue.rows().map(({ editions }) => editions.at(-1)!.hash));
  }

  /** @throws {EngineProblem} `not-found` */
  async read(which: Which): Promise<Reading> {
    const reading = await readRule(which, {
      storage: this.#library.storage,
      catalogue: this.#library.catalogue,
      resolver: this.#resolver,
      ledger: this.office.keeper.ledger,
    });
    const edition = reading.edition.hash;
    return {
      ...reading,
      ...(this.#others?.connections.isOnlyHere({ rule: which.rule, edition }) && { onlyHere: true }),
      favourite: this.reader.favourites.includes(which.rule),
      mayDraft: reading.rule.kind !== 'law' && this.drafts.mayWrite(),
      mayIssue: this.office.me()?.roles.includes('publisher') ?? false,
      favouritePlaces: await this.#kept.within(which.rule, edition),
    };
  }

  setFavouritePlace(what: Parameters<KeptPlaces['set']>[0]): Promise<void> {
    return this.#kept.set(what);
  }

  /** @throws {EngineProblem} `not-found` */
  preview(which: Which & { address?: string }): Promise<Preview> {
    return previewOf(which, { storage: this.#library.storage, catalogue: this.#library.catalogue });
  }

  citedCounts(edition: string, on: Day): Promise<CitedCounts> {
    return this.#citedBy.counts(edition, on);
  }

  citedBy(edition: string, address: string, on: Day): Promise<CitingPlace[]> {
    return this.#citedBy.places(edition, address, on);
  }

  /** Everything that the office page shows. */
  officeView(): Promise<OfficeView> {
    return officeView(this.office, this.#library.catalogue);
  }

  /** See `proof.ts`; its page is only fetched when somebody wants one. */
  async proof(what: { rule: string; edition: string }): Promise<SavedFile> {
    const { exportProof } = await import('./proof.ts');
    return await exportProof(what, { library: this.#library, office: this.office });
  }

  /** See `bring-in.ts`. */
  bringIn(files: Iterable<IncomingFile>, context: CallContext): Promise<BringInSummary> {
    const run = this.#intake.then(async () => {
      await this.#caughtUp;
      try {
        return await bringIn(
          files,
          { library: this.#library, resolver: this.#resolver, search: this.#search },
          context,
        );
      } finally {
        this.#citedBy.forget();
        this.comparer.forget();
        this.#changed();
      }
    });
    this.#intake = run.catch(() => undefined);
    return run;
  }

  /** Brings in a pasted text. */
  bringInText(text: string, title: string | undefined, context: CallContext): Promise<BringInSummary> {
    const whole = title === undefined ? text : `# ${title.replaceAll(/\s+/g, ' ')}\n\n${text}`;
    const bytes = new TextEncoder().encode(whole);
    return this.bringIn(
      [{ path: title ?? '', size: bytes.length, bytes: () => Promise.resolve(bytes) }],
      context,
    );
  }

  /**
   * A place by the words a person uses: 会议管理制度, 第十二条.
   *
   * @returns undefined when there is no such text, or no such place in it
   */
  async placeByName(
    title: string,
    label: string,
    on: Day,
  ): Promise<{ rule: string; edition: string; address?: string } | undefined> {
    return await placeByName(title, label, on, this.#library);
  }

  /** Every edition as a file, from its document and not from what was derived of it; no path comes twice. */
  async *markdownFiles(): AsyncGenerator<{ rule: string; path: string; text: string }> {
    const taken = new Set<string>();
    for (const { id } of this.#library.catalogue.rows()) {
      const rule = await this.#library.openRule(id);
      for (const hash of rule.editions) {
        const content = await this.#library.openEdition(hash);
        let path = markdownPath(rule, content);
        // File systems that do not tell large letters from small must not lose one of two.
        if (taken.has(path.toLowerCase())) path = path.replace(/\.md$/, ` ${hash.slice(0, 8)}.md`);
        taken.add(path.toLowerCase());
        yield { rule: id, path, text: editionToMarkdown(rule, content) };
      }
    }
  }

  async device(): Promise<DeviceView> {
    const rows = this.#library.catalogue.rows();
    // Node has a navigator too, but no storage manager.
    const { navigator } = globalThis as { navigator?: { storage?: StorageManager } };
    const estimate = await navigator?.storage?.estimate();
    return {
      ...(estimate?.usage !== undefined && { usage: estimate.usage }),
      ...(estimate?.quota !== undefined && { quota: estimate.quota }),
      rules: rows.length,
      editions: rows.reduce((sum, row) => sum + row.editions.length, 0),
      indexBytes: this.#search.bytes,
    };
  }

  /** Reads the texts that came from another device and were not read yet, then brings the index in step. */
  async #catchUp(): Promise<void> {
    const { signal } = (this.#reading = new AbortController());
    const { editions } = await this.#library.derive(parseEdition, { signal });
    if (editions > 0) this.#changed();
    // The rest is done when it is quiet again.
    if (signal.aborted) return;
    await this.#search.catchUp();
    this.#reading = undefined;
  }

  /** Documents came or changed. */
  #documentsChanged(): void {
    this.#reading?.abort();
    this.#readingDue.happened();
  }

  /** Reads the texts among what came. */
  #readWhatCame(): void {
    this.#intake = this.#intake
      .then(() => this.#caughtUp)
      .then(() => (this.#library.needsDerive || this.#reading !== undefined ? this.#catchUp() : undefined))
      .catch((error: unknown) => console.error(error))
      .then(() => {
        this.#citedBy.forget();
        this.comparer.forget();
        this.#changed();
      });
  }

  async close(): Promise<void> {
    // Saved first: closing the lines may take its time.
    await this.drafts.close();
    await this.consultation.close();
    await this.#others?.close();
    this.#readingDue.cancel();
    this.#reading?.abort();
    await this.#intake;
    await this.#caughtUp;
    await this.#library.storage.close();
  }
}
