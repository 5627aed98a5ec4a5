import * as fc from 'fast-check';
import { automergeForNode } from '../../../src/store/automerge-node.ts';
import { draftKey } from '../../../src/store/draft-document.ts';
import { Library } from '../../../src/store/library.ts';
import { MemoryStorage } from '../../../src/store/memory-storage.ts';
import { someDraftBytes } from '../../store/some-draft.ts';
import type { FaultRun } from '../log-faults.ts';
import { LetterBook, lettersIn } from './letter-book.ts';
import { LiveDevice } from './live-device.ts';
import { type LiveStep, liveSteps } from './live-steps.ts';

const key = draftKey('d1', 'editors');

/** Three devices on which the same draft is open, as the engine opens it. */
class LiveWorld {
  readonly devices: LiveDevice[] = [];
  readonly wrong = new Set<string>();
  #book = new LetterBook();
  /** Letters of which a device has said that they are on its disk. */
  #told: Set<string>[] = [];

  static async begin(): Promise<LiveWorld> {
    const world = new LiveWorld();
    const text = `第一条　${world.#book.fresh(4)}\n`;
    world.#book.note('', text);
    const bytes = someDraftBytes(text);
    for (const number of [1, 2, 3]) {
      world.devices.push(await LiveDevice.begin(number, bytes));
      world.#told.push(new Set(lettersIn(text)));
    }
    return world;
  }

  async do(step: LiveStep): Promise<void> {
    const device = this.devices[step.who]!;
    const before = this.devices.map((one) => lettersIn(one.storedText() ?? ''));
    await this.#happen(step, device);
    await turn();
    for (const [index, one] of this.devices.entries()) this.#look(one, index, before[index]!);
  }

  async #happen({ does, who, other, at }: LiveStep, device: LiveDevice): Promise<void> {
    if (does === 'type') {
      const word = this.#book.fresh(1 + (at % 3));
      for (const letter of lettersIn(word)) this.#book.written.add(letter);
      this.#edit(who, { at, remove: 0, insert: word });
    } else if (does === 'erase') {
      const { text } = device.live.open;
      const letter = lettersIn(text)[at % Math.max(1, lettersIn(text).length)];
      if (letter === undefined) return;
      this.#book.removed.add(letter);
      this.#edit(who, { at: text.indexOf(letter), remove: letter.length, insert: '' });
    } else if (does === 'again') this.#hear(who, device.again());
    else if (does === 'pass') device.clock.pass(1 + (at % 60));
    else if (does === 'busy') device.disk.isBusy = true;
    else if (does === 'go') device.disk.go();
    else if (does === 'full') device.disk.isFull = true;
    else if (does === 'cut power') await device.cutPower();
    else if (does === 'hear') this.devices[other]!.hearFrom(device);
    else if (does === 'compare') await compare(device, this.devices[other]!);
    else if (does === 'harm') await device.takeHarm(at);
  }

  async heal(): Promise<void> {
    for (const { disk } of this.devices) {
      disk.isFull = false;
      disk.go();
    }
    // What was heard letter by letter is not taken yet, and what found no space is tried again.
    const isDirty = (): boolean => this.devices.some(({ live }) => live.isDirty);
    for (let round = 0; round < 5 || (round < 200 && isDirty()); round++) await this.#pass();
    // What waited for something that comes by a comparison is taken after it, and goes on with the next.
    for (let round = 0; round < 4; round++) {
      for (const one of this.devices)
        for (const other of this.devices) if (one !== other) await compare(one, other);
      for (let pass = 0; pass < 3; pass++) await this.#pass();
    }
    if (isDirty()) this.wrong.add('something does not come to disk');
    await this.#lookAtAll();
  }

  async #pass(): Promise<void> {
    for (const { clock } of this.devices) clock.pass(1000);
    await turn();
  }

  #edit(who: number, splice: { at: number; remove: number; insert: string }): void {
    this.#hear(who, this.devices[who]!.edit(splice));
  }

  /** Notes what a device says is on its disk. */
  #hear(who: number, answer: Promise<string> | undefined): void {
    answer?.then(
      (letters) => lettersIn(letters).forEach((letter) => this.#told[who]!.add(letter)),
      () => undefined,
    );
  }

  #look(device: LiveDevice, index: number, before: readonly string[]): void {
    const text = device.storedText();
    if (text === undefined) {
      this.wrong.add('a draft cannot be opened any more');
      return;
    }
    const now = new Set(lettersIn(text));
    const { removed } = this.#book;
    for (const letter of this.#told[index]!)
      if (!now.has(letter) && !removed.has(letter))
        this.wrong.add(`${letter} was told as saved, and is not on disk`);
    for (const letter of before)
      if (!now.has(letter) && !removed.has(letter)) this.wrong.add(`${letter} was on disk, and is gone`);
    if (now.size !== lettersIn(text).length) this.wrong.add('a letter stands there twice');
  }

  async #lookAtAll(): Promise<void> {
    const texts = this.devices.flatMap((device) => [device.storedText(), device.live.open.text]);
    if (new Set(texts).size > 1)
      this.wrong.add(`the text is not the same everywhere: ${JSON.stringify(texts)}`);
    for (const told of this.#told)
      for (const letter of told)
        if (!this.#book.removed.has(letter) && texts.some((text) => text?.includes(letter) === false))
          this.wrong.add(`${letter} was told as saved, and is not everywhere`);
    for (const device of this.devices) {
      const fresh = await Library.open(new MemoryStorage(), automergeForNode, () => 0);
      const [whole] = await device.library.carried([key], [undefined]);
      const [taken] = await fresh.merge([{ ...key, bytes: whole! }]);
      if (taken !== 'kept') this.wrong.add('a new device does not take the draft');
    }
  }
}

/** Both have what the other has, as far as they take it. */
async function compare(one: LiveDevice, other: LiveDevice): Promise<void> {
  if (one === other) return;
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    const heads = await to.library.heads(key);
    const [bytes] = await from.library.carried([key], [heads]);
    if (bytes !== undefined) await to.merge(bytes);
  }
}

/** Lets everything happen that does not wait for time. */
async function turn(): Promise<void> {
  for (let i = 0; i < 60; i++) await Promise.resolve();
}

/** Does the steps, lets all meet, and says what is not as it should be. */
export async function runLive(steps: readonly LiveStep[]): Promise<string[]> {
  const world = await LiveWorld.begin();
  try {
    for (const step of steps) await world.do(step);
    await world.heal();
    return [...world.wrong];
  } finally {
    for (const { live } of world.devices) live.open.close();
  }
}

/** What becomes of a draft by the number of the run. */
export async function liveRun(seed: number): Promise<FaultRun> {
  await automergeForNode();
  const [steps] = fc.sample(liveSteps, { seed, numRuns: 1 });
  const faults: Record<string, number> = {};
  for (const { does } of steps!) faults[does] = (faults[does] ?? 0) + 1;
  return { faults, violations: await runLive(steps!) };
}
