import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from '@playwright/test';
import type { Page } from 'playwright';
import { letIn, OwnDevice } from '../flow/two-devices.ts';
import { Ext4Disk } from './ext4-disk.ts';
import type { FaultRun } from './log-faults.ts';
import { damageOf, type Loss, lostOf, roomsOfMust } from './lost-of.ts';
import { OwnChromium } from './own-chromium.ts';
import { Random } from './random.ts';
import { storedBase, storedKeys } from './stored-base.ts';
import { SyncingOffice } from './syncing-office.ts';
import { saidBase, watchShelf } from './watched-page.ts';

/** How a device that receives is broken. */
export type Break = 'kill' | 'power-cut';

/** What happened to a device that was broken many times while it received. */
export interface SyncRun extends FaultRun {
  /** Texts that its pages had shown. */
  shown: number;
  /** Texts, rules and entries that the sender knew to be there. */
  agreed: number;
  /** Of both, what was gone after a break; none may be. */
  lost: number;
}

/**
 * Breaks a real browser again and again while it receives from another one, over real lines and through the real
 * pages. After each break, and before an engine opens the base again: all that its own page had shown is there, all
 * that the sender knew to be there is there, and nothing is half there unnoticed. At the end both are equal.
 *
 * @param breaks how often; each time the device goes on with what the break has left
 */
export async function receiverFaults(kind: Break, seed: number, breaks: number): Promise<SyncRun> {
  const office = await SyncingOffice.open(seed, '--relay-only');
  const receiver = new Receiver(office, kind);
  try {
    await receiver.join();
    const random = new Random(seed);
    for (let round = 0; round < breaks; round++) {
      // Much at once, or little by little, so that it is often known that all has come.
      office.write(round === 0 ? 120 : random.chance(0.5) ? 0 : 10 + random.below(40));
      await receiver.at(random);
      await receiver.break();
      await office.endWriting();
      await receiver.restart();
    }
    await receiver.end();
  } catch (cause) {
    receiver.run.violations.push(String(cause));
  } finally {
    await receiver.close();
    await office.close();
  }
  return receiver.run;
}

/** Milliseconds before a database that was refused is asked for again; before the last time the browser is started anew. */
const pauses = [2000, 10_000, 1000];

class Receiver {
  readonly run: SyncRun = { faults: {}, violations: [], shown: 0, agreed: 0, lost: 0 };
  #office: SyncingOffice;
  #kind: Break;
  #disk: Ext4Disk | undefined;
  #device: OwnDevice | undefined;
  #browser: OwnChromium | undefined;
  #shown = new Set<string>();
  #looks = 0;
  #waiting = new Set<{ until: number; resolve: () => void }>();

  constructor(office: SyncingOffice, kind: Break) {
    this.#office = office;
    this.#kind = kind;
    if (kind === 'power-cut') this.#disk = Ext4Disk.create(512);
  }

  get #profile(): string {
    return join(this.#disk?.place ?? this.#office.folder, 'receiver');
  }

  async join(): Promise<void> {
    const { desk, sender } = this.#office;
    const device = await OwnDevice.start(this.#profile, `${desk.address}/#/`);
    this.#browser = device.browser;
    this.#device = device;
    await letIn(sender, device);
    await device.page.getByRole('button', { name: '开始使用' }).click();
    await expect(device.page.locator('gj-connection-word')).toContainText('已一致', { timeout: 60_000 });
    await this.#office.watch();
    await this.#watch(device);
  }

  /** Resolves at some moment: mostly once texts have come, after some more of them or a while; or at any time. */
  async at(random: Random): Promise<void> {
    if (random.chance(0.8)) await Promise.race([this.#came(1), wait(8_000)]);
    await Promise.race([this.#came(random.below(60)), wait(random.below(3000))]);
    await wait(random.below(100));
  }

  /** Resolves when so many texts more have come. */
  async #came(texts: number): Promise<void> {
    const until = this.#shown.size + texts;
    if (texts === 0) return;
    await new Promise<void>((resolve) => {
      this.#waiting.add({ until, resolve });
    });
  }

  async break(): Promise<void> {
    this.#count(`receiver-${this.#kind}`);
    const before = this.#disk;
    if (before === undefined) return await this.#browser!.kill();
    this.#browser!.freeze();
    this.#disk = before.afterPowerCut();
    await this.#browser!.kill();
    await before.remove();
    this.#disk.open();
  }

  /** Looks at what the break has left, before an engine may mend it or fetch it again; then goes on with it. */
  async restart(): Promise<void> {
    const { address } = this.#office.desk;
    const { agreed } = this.#office;
    this.run.shown = this.#shown.size;
    this.run.agreed = agreed.size;
    const must = new Set(agreed);
    for (const edition of this.#shown) must.add(`editions/${edition}`).add(`texts/${edition}`);
    this.#looks += 1;
    this.#browser = await OwnChromium.start(this.#profile);
    this.#found(await this.#lookAgain(address, must));
    this.#device = await OwnDevice.in(this.#browser, `${address}/#/`);
    await this.#watch(this.#device);
  }

  /**
   * Looks, and again if the browser refuses its database, as it may after a cut: after a while, after a longer while,
   * and after it was started anew, which is what the app asks a person to do.
   */
  async #lookAgain(address: string, must: ReadonlySet<string>): Promise<Loss | undefined> {
    for (let attempt = 1; ; attempt++) {
      const page = await this.#browser!.context.newPage();
      try {
        await page.goto(`${address}/icon.svg`);
        const loss = await this.#look(page, must);
        if (attempt > 1) this.#count(`database-opened-at-attempt-${attempt}`);
        return loss;
      } catch (cause) {
        this.#count('database-refused');
        console.error(`after break ${this.#looks}, attempt ${attempt}: ${String(cause)}`);
        const pause = pauses[attempt - 1];
        if (pause === undefined) throw cause;
        await wait(pause);
        if (attempt !== pauses.length) continue;
        await this.#browser!.kill();
        this.#browser = await OwnChromium.start(this.#profile);
      } finally {
        await page.close().catch(() => undefined);
      }
    }
  }

  #count(fault: string): void {
    this.run.faults[fault] = (this.run.faults[fault] ?? 0) + 1;
  }

  /** Whether nothing is half there takes longer to find out, and is looked at every fourth time. */
  async #look(page: Page, must: ReadonlySet<string>): Promise<Loss | undefined> {
    if (this.#looks % 4 !== 1) return lostOf(await storedKeys(page, 'guiju:main', roomsOfMust), must);
    const stored = await storedBase(page, 'guiju:main');
    return stored && (await damageOf(stored, must));
  }

  #found(loss: Loss | undefined): void {
    if (loss === undefined) {
      this.run.violations.push('the whole base is gone');
      return;
    }
    this.run.lost += loss.lost;
    this.run.violations.push(...loss.violations);
    if (!loss.isTorn) return;
    this.#count('torn-and-noticed');
    if (this.#kind === 'kill') this.run.violations.push('a transaction is half there');
  }

  async end(): Promise<void> {
    const { page } = this.#device!;
    this.run.violations.push(...(await this.#office.equal(() => saidBase(page))));
  }

  async close(): Promise<void> {
    await this.#browser?.kill();
    await this.#disk?.remove();
  }

  async #watch({ page }: OwnDevice): Promise<void> {
    await watchShelf(page, (editions) => {
      for (const edition of editions) this.#shown.add(edition);
      for (const { until, resolve } of this.#waiting) if (this.#shown.size >= until) resolve();
    });
  }
}
