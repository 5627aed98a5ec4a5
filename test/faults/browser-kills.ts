import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { BringInEntry } from '../../src/engine/protocol.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { Library } from '../../src/store/library.ts';
import type { MemoryStorage } from '../../src/store/memory-storage.ts';
import { openRule } from '../../src/store/rule-document.ts';
import { wholeness } from '../store/wholeness.ts';
import { BrowserBase } from './browser-base.ts';
import { type ExpectedText, expectedTexts } from './expected-texts.ts';
import { Ext4Disk } from './ext4-disk.ts';
import type { FaultRun } from './log-faults.ts';
import { OwnChromium } from './own-chromium.ts';
import { Random } from './random.ts';
import { notWhole } from './not-whole.ts';
import { type StoredBase, storedBase } from './stored-base.ts';
import { told } from './told.ts';

/** Rooms in which an import leaves exactly the same, however often it was interrupted. */
const compared = ['editions', 'texts', 'cites', 'citedBy'] as const;

interface Loss {
  /** A transaction is half there. */
  torn: boolean;
  violations: string[];
}

/** What happened in one run with a browser. */
export interface BrowserRun extends FaultRun {
  /** Texts that the page had shown as saved before the break. */
  reported: number;
}

/**
 * Breaks real browsers in the middle of an import and looks at what they have kept: everything the page had
 * shown as saved is there, whole and to be found, nothing is half there, and importing the same folder again
 * gives the base that an undisturbed import gives.
 */
export class BrowserKills {
  #address: string;
  #folder: string;
  #texts: Map<string, ExpectedText>;
  #undisturbed: unknown;
  #importMs: number;

  private constructor(address: string, folder: string, texts: Map<string, ExpectedText>) {
    this.#address = address;
    this.#folder = folder;
    this.#texts = texts;
    this.#importMs = 0;
  }

  /**
   * Does the import once undisturbed, to know how long it takes and what it leaves.
   *
   * @param address where the built app is served
   * @param folder of rule texts
   */
  static async prepare(address: string, folder: string): Promise<BrowserKills> {
    await automergeForNode();
    const kills = new BrowserKills(address, folder, await expectedTexts(folder));
    const profile = await newProfile();
    const browser = await OwnChromium.start(profile);
    try {
      const base = await BrowserBase.open(browser.context, address);
      const begun = performance.now();
      const { trouble } = await (await base.begin(folder)).ended;
      if (trouble !== undefined) throw new Error(`the undisturbed import ended with ${trouble}`);
      kills.#importMs = performance.now() - begun;
      const stored = await kills.#stored(browser);
      await wholeness(stored!.storage);
      kills.#undisturbed = await kept(stored!.storage);
    } finally {
      await browser.kill();
      await removeProfile(profile);
    }
    return kills;
  }

  /** Texts of the folder, and how long their import takes when nothing happens. */
  get extent(): { texts: number; ms: number } {
    return { texts: this.#texts.size, ms: this.#importMs };
  }

  /** SIGKILL of the whole browser at a random moment of its import. */
  async kill(seed: number): Promise<BrowserRun> {
    const profile = await newProfile();
    try {
      const browser = await OwnChromium.start(profile);
      const reported = await this.#interrupt(browser, seed);
      await browser.kill();
      return await this.#examine('browser-kill', profile, reported());
    } finally {
      await removeProfile(profile);
    }
  }

  /**
   * The power goes at a random moment of an import: what the system had not handed to the disk is lost. The
   * browser is frozen meanwhile, so that the copied disk is one of one moment.
   */
  async cutPower(seed: number): Promise<BrowserRun> {
    const disk = Ext4Disk.create(768);
    let after: Ext4Disk | undefined;
    try {
      const browser = await OwnChromium.start(join(disk.place, 'profile'));
      const reported = await this.#interrupt(browser, seed);
      browser.freeze();
      after = disk.afterPowerCut();
      await browser.kill();
      after.open();
      return await this.#examine('browser-power-cut', join(after.place, 'profile'), reported());
    } finally {
      await after?.remove();
      await disk.remove();
    }
  }

  /**
   * The disk has no more room in the middle of an import: the page says so and nothing reported is lost; once
   * there is room, the same import completes, without starting anything again.
   */
  async fillDisk(seed: number): Promise<BrowserRun> {
    const disk = Ext4Disk.create(768);
    const profile = join(disk.place, 'profile');
    const violations: string[] = [];
    try {
      const browser = await OwnChromium.start(profile);
      const base = await BrowserBase.open(browser.context, this.#address);
      disk.fill(1_000_000 + new Random(seed).below(12_000_000));
      const { trouble } = await (await base.begin(this.#folder)).ended;
      const reported = [...base.reported.values()];
      if (trouble !== 'storage-full') violations.push(`an import onto a full disk ended with ${trouble}`);
      disk.relieve();
      const again = await (await base.begin(this.#folder)).ended;
      if (again.trouble !== undefined) violations.push(`with room again it ended with ${again.trouble}`);
      await browser.kill();
      const run = await this.#examine('browser-full-disk', profile, reported);
      return { ...run, violations: [...violations, ...run.violations] };
    } finally {
      await disk.remove();
    }
  }

  /** @returns what had been reported when it is called, which should be after the break */
  async #interrupt(browser: OwnChromium, seed: number): Promise<() => BringInEntry[]> {
    const random = new Random(seed);
    const base = await BrowserBase.open(browser.context, this.#address);
    const running = base.runs(random.below(this.#texts.size * 0.95));
    void base.begin(this.#folder).catch(() => undefined);
    await running;
    // Anywhere within what then comes next, which takes about as long as a tenth of the whole.
    await wait((random.next() * this.#importMs) / 10);
    return () => [...base.reported.values()];
  }

  async #examine(kind: string, profile: string, reported: BringInEntry[]): Promise<BrowserRun> {
    const violations: string[] = [];
    const faults: Record<string, number> = { [kind]: 1 };
    const browser = await OwnChromium.start(profile);
    try {
      const loss = await this.#lost(await this.#stored(browser), reported);
      violations.push(...loss.violations);
      if (loss.torn && kind === 'browser-power-cut') faults['torn-and-noticed'] = 1;
      else if (loss.torn) violations.push('a transaction is half there');
      const base = await BrowserBase.open(browser.context, this.#address);
      const saved = reported.filter(isSaved);
      violations.push(
        ...told('cannot be read whole', await base.unreadable(saved, this.#texts)),
        ...told('not found by search', await base.notFound(saved, this.#texts)),
      );
      const { trouble } = await (await base.begin(this.#folder)).ended;
      if (trouble !== undefined) violations.push(`importing again ended with ${trouble}`);
      const now = base.reported;
      const twice = saved.filter(({ file }) => now.get(file)?.outcome !== 'same').map(({ file }) => file);
      const missing = [...this.#texts.keys()].filter((file) => now.get(file)?.edition === undefined);
      const lost = await base.notFound([...now.values()].filter(isSaved), this.#texts);
      const stored = await this.#stored(browser);
      const half = await notWhole(stored!.storage);
      violations.push(
        ...told('after importing again not whole', half === undefined ? [] : [half]),
        ...told('came in a second time', twice),
        ...told('did not come in again', missing),
        ...told('not found after importing again', lost),
        ...told('left unreadable', stored!.unreadable),
      );
      if (!isDeepStrictEqual(await kept(stored!.storage), this.#undisturbed))
        violations.push('importing again gives another base than an undisturbed import');
    } catch (cause) {
      violations.push(String(cause));
    } finally {
      await browser.kill();
    }
    return { faults, violations, reported: reported.length };
  }

  /**
   * What of the reported is not there; and whether anything is half there without the app noticing. Chromium
   * itself does not promise that a transaction is whole after a cut of power, only that it waited for the disk.
   */
  async #lost(stored: StoredBase | undefined, reported: BringInEntry[]): Promise<Loss> {
    if (stored === undefined)
      return { torn: false, violations: reported.length === 0 ? [] : ['the whole base is gone'] };
    const there = new Set(await stored.storage.keys('editions'));
    const lost = reported
      .filter(({ outcome, file, edition }) => {
        const expected = this.#texts.get(file)?.edition;
        return outcome === 'problem' ? expected !== undefined : edition !== expected || !there.has(edition!);
      })
      .map(({ file }) => file);
    // The index is written without waiting for the disk, since it can be built again.
    const unreadable = stored.unreadable.filter((what) => !what.startsWith('segments/'));
    const halfThere = await notWhole(stored.storage);
    const { needsRebuild } = await Library.open(stored.storage, automergeForNode);
    return {
      torn: halfThere !== undefined,
      violations: [
        ...told('reported as saved and gone', lost),
        ...told('stored and unreadable', unreadable),
        ...(halfThere !== undefined && !needsRebuild ? [`half there, and not noticed: ${halfThere}`] : []),
        ...(halfThere === undefined && needsRebuild ? ['a whole base asks for a rebuild'] : []),
      ],
    };
  }

  /** A page of the app's address that is not the app, so no engine starts. */
  async #stored(browser: OwnChromium): Promise<StoredBase | undefined> {
    const page = await browser.context.newPage();
    await page.goto(`${this.#address}/icon.svg`);
    const stored = await storedBase(page, 'guiju:main');
    await page.close();
    return stored;
  }
}

const isSaved = ({ outcome }: BringInEntry): boolean => outcome !== 'problem';

/** All that an import leaves, but for when it was. */
async function kept(storage: MemoryStorage): Promise<unknown> {
  const rows = (await storage.all('catalogue')).map((row) => ({
    ...row,
    updatedAt: 0,
    editions: row.editions.map((edition) => ({ ...edition, importedAt: 0 })),
  }));
  // What they say and not their bytes: a document that was there before its row has one more change.
  const rules = (await storage.all('rules')).map((bytes) => {
    const { editions, ...rule } = openRule(bytes);
    return { ...rule, editions: [...editions].sort() };
  });
  const documents = await Promise.all(compared.map((room) => storage.range(room, '')));
  return { rows, rules, documents };
}

const newProfile = (): Promise<string> => mkdtemp(join(tmpdir(), 'guiju-browser-'));

async function removeProfile(profile: string): Promise<void> {
  await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
