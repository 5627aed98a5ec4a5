import { expect, test } from 'vitest';
import { BundleFolder, isDue } from '../../src/app/bundle-folder.ts';
import type { FolderMemory, KeptFolder } from '../../src/app/folder-memory.ts';
import type { BundleMark } from '../../src/sync/bundle/entries-to-carry.ts';
import { SomeFolder } from './some-folder.ts';

const day = 86_400_000;

class SomeMemory implements FolderMemory {
  kept: KeptFolder | undefined;
  fails = false;
  async get(): Promise<KeptFolder | undefined> {
    return this.kept;
  }
  async set(kept: KeptFolder | undefined): Promise<void> {
    if (this.fails) throw new Error('full');
    this.kept = kept;
  }
}

/** A page with a clock moved by hand, and bundles that say since when they are. */
class SomePage {
  readonly memory = new SomeMemory();
  time = 10 * day;
  made: (BundleMark | undefined)[] = [];
  kept: BundleMark[] = [];
  makeFails = false;
  isOther = false;

  open(): Promise<BundleFolder> {
    return BundleFolder.open({
      memory: this.memory,
      now: () => this.time,
      make: async (since) => {
        if (this.makeFails) throw new Error('no');
        this.made.push(since);
        const content = new Blob([`since ${since?.at ?? 'ever'}`]);
        return { name: 'guiju.guiju', content, mark: { at: this.time } };
      },
      kept: (mark) => void this.kept.push(mark),
      alone: async (task) => {
        if (!this.isOther) await task();
      },
    });
  }
}

const pick = (folder: SomeFolder) => () => Promise.resolve(folder.handle);

test('a chosen folder gets everything at once, then what is new, when it is time', async () => {
  const page = new SomePage();
  const stick = new SomeFolder('优盘');
  const folder = await page.open();
  expect(folder.view.now).toMatchObject({ name: undefined, last: undefined, problem: undefined });
  expect(await folder.choose(pick(stick))).toBe(true);
  expect([...stick.files]).toEqual([['guiju.guiju', 'since ever']]);
  expect(page.kept).toEqual([{ at: 10 * day }]);
  expect(folder.view.now).toMatchObject({
    name: '优盘',
    schedule: 'weekly',
    last: { at: 10 * day, file: 'guiju.guiju', bytes: 10 },
    isWriting: false,
  });
  page.time += 7 * day - 1;
  await folder.check();
  expect(stick.files.size).toBe(1);
  page.time += 1;
  await folder.check();
  expect(stick.files.get('guiju-2.guiju')).toBe(`since ${10 * day}`);
  // Closed for a month, it is due when it is opened again.
  page.time += 30 * day;
  const later = await page.open();
  expect(later.view.now.last).toMatchObject({ file: 'guiju-2.guiju' });
  await later.check();
  expect(stick.files.get('guiju-3.guiju')).toBe(`since ${17 * day}`);
  await later.setSchedule('by-hand');
  page.time += 30 * day;
  await later.check();
  expect(stick.files.size).toBe(3);
  await later.writeNow();
  expect(stick.files.size).toBe(4);
  await later.setSchedule('daily');
  page.time += day;
  await later.check();
  expect(stick.files.size).toBe(5);
});

test('the same folder chosen again goes on; another one gets everything', async () => {
  const page = new SomePage();
  const [stick, share] = [new SomeFolder('a'), new SomeFolder('b')];
  const folder = await page.open();
  await folder.choose(pick(stick));
  await folder.choose(pick(stick));
  await folder.choose(pick(share));
  expect(page.made).toEqual([undefined, { at: 10 * day }, undefined]);
  await folder.forget();
  expect(folder.view.now.name).toBeUndefined();
  await folder.writeNow();
  expect(page.made).toHaveLength(3);
  expect(await folder.choose(() => Promise.reject(new DOMException('no', 'AbortError')))).toBe(false);
  expect(folder.view.now.problem).toBeUndefined();
  expect(await folder.choose(undefined)).toBe(false);
});

test('a permission that was lost is said, and asked for again', async () => {
  const page = new SomePage();
  const stick = new SomeFolder('a');
  const folder = await page.open();
  await folder.choose(pick(stick));
  stick.permission = 'prompt';
  page.time += 8 * day;
  await folder.check();
  expect(folder.view.now).toMatchObject({ problem: 'permission', isWriting: false });
  expect(stick.files.size).toBe(1);
  stick.answer = 'denied';
  await folder.allow();
  expect(folder.view.now.problem).toBe('permission');
  stick.answer = 'granted';
  await folder.allow();
  expect(stick.asked).toBe(2);
  expect(folder.view.now.problem).toBeUndefined();
  expect(stick.files.size).toBe(2);
});

test.each([
  ['create', 'NotFoundError', 'folder-gone'],
  ['find', 'NotAllowedError', 'permission'],
  ['write', 'QuotaExceededError', 'no-room'],
  ['close', 'InvalidStateError', 'not-written'],
] as const)(
  'when it cannot %s (%s), that is said, nothing half is left, and it is tried again',
  async (step, error, fault) => {
    const page = new SomePage();
    const stick = new SomeFolder('a');
    const folder = await page.open();
    await folder.choose(pick(stick));
    page.time += 8 * day;
    stick.failures.set(step, error);
    await folder.check();
    expect(folder.view.now).toMatchObject({ problem: fault, isWriting: false, last: { at: 10 * day } });
    expect([...stick.files.keys()]).toEqual(['guiju.guiju']);
    expect(page.kept).toHaveLength(1);
    stick.failures.clear();
    await folder.check();
    expect(folder.view.now.problem).toBeUndefined();
    expect(stick.files.get('guiju-2.guiju')).toBe(`since ${10 * day}`);
  },
);

test('a bundle that could not be made, or a folder that could not be kept, is said', async () => {
  const page = new SomePage();
  const stick = new SomeFolder('a');
  const folder = await page.open();
  page.makeFails = true;
  await folder.choose(pick(stick));
  expect(folder.view.now).toMatchObject({ name: 'a', problem: 'not-made', isWriting: false });
  page.makeFails = false;
  page.memory.fails = true;
  expect(await folder.choose(pick(new SomeFolder('b')))).toBe(false);
  expect(folder.view.now.problem).toBe('not-written');
  // What was written and could not be noted is written once more.
  await folder.writeNow();
  expect(folder.view.now.problem).toBe('not-written');
  page.memory.fails = false;
  await folder.writeNow();
  expect(page.made).toEqual([undefined, undefined]);
});

test('another tab that is writing is left to it', async () => {
  const page = new SomePage();
  const stick = new SomeFolder('a');
  const folder = await page.open();
  page.isOther = true;
  await folder.choose(pick(stick));
  expect(stick.files.size).toBe(0);
  page.isOther = false;
  await folder.check();
  expect(stick.files.size).toBe(1);
});

test('a clock that was set back does not put it off', () => {
  const last = { at: 100 * day, file: '', bytes: 0, mark: { at: 0 } };
  expect(isDue({ schedule: 'daily', last }, 99 * day)).toBe(true);
  expect(isDue({ schedule: 'daily', last }, 100.5 * day)).toBe(false);
  expect(isDue({ schedule: 'by-hand' }, 0)).toBe(false);
});
