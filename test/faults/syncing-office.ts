import { setTimeout as wait } from 'node:timers/promises';
import { starterSecrecy } from '../../src/app/starter-office.ts';
import type { ConnectionsView } from '../../src/engine/connect-protocol.ts';
import { OwnDesk, type OwnDevice, ownFolder, startOffice } from '../flow/two-devices.ts';
import { Random } from './random.ts';
import { ruleTexts } from './rule-texts.ts';
import {
  bringTexts,
  type NewText,
  type SaidBase,
  saidBase,
  signAll,
  watchAgreement,
} from './watched-page.ts';

/** Texts that there are to bring in. */
const mostTexts = 1500;

/** An office with a desk and a device that writes: what another device receives while it is broken. */
export class SyncingOffice {
  readonly desk: OwnDesk;
  readonly sender: OwnDevice;
  /** What the sender knows to be on the other device, as `<room>/<key>`. */
  readonly agreed = new Set<string>();
  #folder: Awaited<ReturnType<typeof ownFolder>>;
  #texts: NewText[];
  #random: Random;
  #writing: Promise<void> = Promise.resolve();
  #isWriting = false;
  #failure: unknown;

  private constructor(
    desk: OwnDesk,
    sender: OwnDevice,
    folder: Awaited<ReturnType<typeof ownFolder>>,
    seed: number,
  ) {
    this.desk = desk;
    this.sender = sender;
    this.#folder = folder;
    this.#random = new Random(seed);
    this.#texts = ruleTexts(mostTexts, seed % 2 === 0 ? 'notes' : 'all', seed).map(({ file, text }) => ({
      path: file,
      text,
    }));
  }

  /** @param args of the desk */
  static async open(seed: number, ...args: string[]): Promise<SyncingOffice> {
    const folder = await ownFolder();
    const desk = await OwnDesk.at(...args);
    try {
      const sender = await startOffice(`${folder.path}/sender`, desk);
      return new SyncingOffice(desk, sender, folder, seed);
    } catch (cause) {
      await desk.kill();
      await folder.remove();
      throw cause;
    }
  }

  /** A folder that goes with the office. */
  get folder(): string {
    return this.#folder.path;
  }

  /** From now on it is known what the other device must have. To be called once that device is in the office. */
  async watch(): Promise<void> {
    await watchAgreement(this.sender.page, 'guiju:sample', (names) => {
      for (const name of names) this.agreed.add(name);
    });
  }

  /** Brings in so many texts at once, and from then on a few at a time until `endWriting`; now and then it signs. */
  write(atOnce: number): void {
    this.#isWriting = true;
    this.#writing = this.#write(atOnce).catch((cause: unknown) => {
      this.#failure = cause;
    });
  }

  async endWriting(): Promise<void> {
    this.#isWriting = false;
    await this.#writing;
    if (this.#failure !== undefined) throw new Error('the sender could not write', { cause: this.#failure });
  }

  /**
   * Waits until another page shows the same as the sender's and both say that they agree.
   *
   * @returns what is wrong after two minutes, or contradicts
   */
  async equal(said: () => Promise<SaidBase>): Promise<string[]> {
    const isAgreed = ({ standing }: SaidBase): boolean => standing === 'agreed';
    for (let tries = 0; ; tries++) {
      const [here, there] = [await saidBase(this.sender.page), await said()];
      if (here.rules === there.rules && isAgreed(here) && isAgreed(there))
        return [...here.forks, ...there.forks].map((name) => `a device of ${name} contradicts itself`);
      if (tries > 480) return [`not equal after two minutes: here ${here.lines}, there ${there.lines}`];
      await wait(250);
    }
  }

  /** Waits until the sender knows that the other device has all that it has itself, see `agreed`. */
  async allThere(): Promise<string[]> {
    const begun = Date.now();
    for (let tries = 0; ; tries++) {
      const { forks, lines } = await saidBase(this.sender.page);
      const { devices } = JSON.parse(lines) as ConnectionsView;
      // So much later, because of what `watchAgreement` leaves out.
      if ((devices[0]?.agreedAt ?? 0) > begun + 2000)
        return forks.map((name) => `a device of ${name} contradicts itself`);
      if (tries > 480) return [`not equal after two minutes: ${lines}`];
      await wait(250);
    }
  }

  async close(): Promise<void> {
    this.#isWriting = false;
    await this.sender.browser.kill();
    await this.desk.kill();
    await this.#folder.remove();
  }

  async #write(atOnce: number): Promise<void> {
    const { page } = this.sender;
    await bringTexts(page, this.#texts.splice(0, atOnce));
    while (this.#isWriting && this.#texts.length > 0) {
      await wait(this.#random.below(1500));
      await bringTexts(page, this.#texts.splice(0, 1 + this.#random.below(3)));
      if (this.#random.chance(0.2)) await signAll(page, starterSecrecy);
    }
  }
}
