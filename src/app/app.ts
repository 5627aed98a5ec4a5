import type {
  BringInProgress,
  BringInSummary,
  CallAnswer,
  CallArgs,
  CallName,
  PickedFile,
} from '../engine/protocol.ts';
import type { Day } from '../rule/validity.ts';
import type { EngineLink } from './engine-link.ts';
import type { AppUpdate } from './app-update.ts';
import type { BundleFolder } from './bundle-folder.ts';
import type { DraftNews } from './draft-port.ts';
import { Intake } from './intake.ts';
import { Source, type Live } from './live.ts';
import type { openSettings } from './reading-settings.ts';
import { localDay } from '../rule/local-day.ts';

/** The meeting place of interface and engine: live views to show, commands to give. */
export class App {
  readonly base: string;
  /** A newer version of the app, if one lies ready. */
  readonly update: AppUpdate;
  readonly settings: ReturnType<typeof openSettings>;
  /** Counts up whenever something in the base has changed; views that show the base ask again. */
  readonly changes: Live<number>;
  /** Counts up whenever something about other devices has changed: lines to them, who asks to be admitted. */
  readonly connections: Live<number>;
  /** Share of the index that has been rebuilt, 0 to 1; 1 when it is whole. */
  readonly indexing: Live<number>;
  /** The import under way, if any. */
  readonly intake: Intake = new Intake(this);
  #link: EngineLink;
  /** Who wants to hear of which draft. */
  #drafts = new Map<string, Set<(news: DraftNews) => void>>();
  #folder: Promise<BundleFolder> | undefined;

  constructor(base: string, link: EngineLink, settings: ReturnType<typeof openSettings>, update: AppUpdate) {
    const changes = new Source(0);
    const connections = new Source(0);
    const indexing = new Source(1);
    this.base = base;
    this.update = update;
    this.settings = settings;
    this.changes = changes;
    this.connections = connections;
    this.indexing = indexing;
    this.#link = link;
    link.onLost = () => this.#lost();
    link.onNews = (news) => {
      // Counted here, since an engine that takes over from another counts from one again.
      if ('changed' in news) changes.set(changes.now + 1);
      else if ('connections' in news) connections.set(connections.now + 1);
      else if ('draft' in news)
        for (const listener of this.#drafts.get(news.draft) ?? []) listener(news.news);
      else indexing.set(news.indexing);
    };
  }

  /** Is this the sample office? It has a database of its own, so that nothing of it mixes with real work. */
  get isSample(): boolean {
    return this.base === 'sample';
  }

  /** Today on this device, as an ISO day in local time. */
  today(): Day {
    return localDay(Date.now());
  }

  /**
   * Asks the engine for a view.
   *
   * @throws {EngineError} with code `aborted` when `signal` ended it
   */
  ask<N extends CallName>(name: N, args: CallArgs<N>, signal?: AbortSignal): Promise<CallAnswer<N>> {
    return this.#link.call(name, args, { signal });
  }

  /** The engine is gone. Who writes must know, and asks the next one, which begins when it is asked. */
  #lost(): void {
    const listeners = [...this.#drafts.values()].flatMap((some) => [...some]);
    for (const listener of listeners) listener({ kind: 'failed', problem: 'engine-gone' });
    setTimeout(() => {
      for (const listener of listeners) listener({ kind: 'changed' });
    }, 500);
  }

  /**
   * Hears what happens to a draft.
   *
   * @returns the way to stop
   */
  followDraft(draft: string, listener: (news: DraftNews) => void): () => void {
    const listeners = this.#drafts.get(draft) ?? new Set();
    this.#drafts.set(draft, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#drafts.delete(draft);
    };
  }

  /** The folder into which bundles are written by the clock; what it takes is fetched when it is first asked for. */
  bundleFolder(): Promise<BundleFolder> {
    this.#folder ??= import('./open-bundle-folder.ts')
      .then(({ openBundleFolder }) => openBundleFolder(this))
      .catch((error: unknown) => {
        this.#folder = undefined;
        throw error;
      });
    return this.#folder;
  }

  /** Brings in files; when aborted, ends after what is being saved and reports that. */
  bringIn(
    files: PickedFile[],
    onProgress: (progress: BringInProgress) => void,
    signal: AbortSignal,
  ): Promise<BringInSummary> {
    return this.#link.call('bringIn', { files }, { onProgress, signal });
  }

  bringInText(
    text: string,
    title: string | undefined,
    onProgress: (progress: BringInProgress) => void,
  ): Promise<BringInSummary> {
    return this.#link.call('bringInText', { text, ...(title ? { title } : {}) }, { onProgress });
  }

  /** Signs every text that is not signed yet; when aborted, ends after what is being saved. */
  registerAll(
    what: CallArgs<'registerAll'>,
    onProgress: (progress: BringInProgress) => void,
    signal: AbortSignal,
  ): Promise<{ registered: number }> {
    return this.#link.call('registerAll', what, { onProgress, signal });
  }

  /** The sample office issues its texts, so that one sees what it looks like when an office has. */
  async #openSampleOffice(): Promise<void> {
    if ((await this.ask('office', undefined)).office !== undefined) return;
    const { starterOffice, starterPeople, starterSecrecy } = await import('./starter-office.ts');
    await this.ask('foundOffice', starterOffice);
    const { headerRow, columns } = await this.ask('readRoster', starterPeople);
    const taken = columns.map((column) => (column === 'not-taken' ? undefined : column));
    await this.ask('importRoster', { ...starterPeople, headerRow, columns: taken });
    await this.ask('registerAll', { secrecy: starterSecrecy, on: this.today() });
    await this.#writeSample();
    await this.#sendSample();
  }

  /** Begins the revisions that the sample office is writing. */
  async #writeSample(): Promise<void> {
    const { starterDrafts } = await import('./starter-drafts.ts');
    const shelf = await this.ask('shelf', this.today());
    for (const { title, changes } of starterDrafts) {
      const row = shelf.find((one) => one.title === title);
      if (row === undefined) continue;
      const { id: rule, edition } = row;
      const { draft } = await this.ask('startDraft', { from: 'edition', rule, edition });
      for (const [words, others] of changes) {
        const { text, heads } = await this.ask('draftOpen', { draft });
        const at = text.indexOf(words);
        if (at === -1) continue;
        const splices = [{ at, remove: words.length, insert: others }];
        await this.ask('draftEdit', { draft, name: crypto.randomUUID(), heads, splices });
      }
    }
  }

  /** Sends what the sample office has sent, as its publisher would. */
  async #sendSample(): Promise<void> {
    const { starterAudience, starterCirculations } = await import('./starter-circulations.ts');
    const on = this.today();
    const shelf = await this.ask('shelf', on);
    for (const { title, date, workingDays, statement, ...rest } of starterCirculations) {
      const row = shelf.find((one) => one.title === title);
      if (row === undefined) continue;
      const { timeline } = await this.ask('read', { rule: row.id, on });
      const stop = timeline.find((one) => date === undefined || one.date?.startsWith(date));
      if (stop === undefined) continue;
      const sent = {
        editions: [{ rule: row.id, edition: date === undefined ? row.edition : stop.edition }],
        audience: starterAudience,
        scope: starterAudience,
        on,
      };
      const { due, editions } = await this.ask('prepareCirculate', { ...sent, within: { workingDays } });
      // Who has not read the edition before need not any more.
      const earlier = editions[0]?.earlier;
      const { circulation } = await this.ask('circulate', {
        ...sent,
        ...rest,
        order: 'together',
        ...(due !== undefined && { due: due.day }),
        ...(earlier !== undefined && { replaces: earlier.circulation }),
      });
      if (statement === undefined) continue;
      const { edition } = stop;
      await this.ask('acknowledge', { circulation, asked: edition, edition, statement });
    }
  }

  /**
   * Fills an empty sample base with the starter texts, which are loaded only then.
   *
   * @returns whether anything was brought in
   */
  async openSample(): Promise<boolean> {
    if (!this.isSample) return false;
    const isEmpty = (await this.ask('device', undefined)).rules === 0;
    if (isEmpty) {
      const { starterTexts } = await import('./starter-texts.ts');
      await this.#link.call('bringInSample', { files: starterTexts });
    }
    await this.#openSampleOffice();
    return isEmpty;
  }
}
