import { afterEach, expect, test, vi } from 'vitest';
import { GjBundleFolder } from '../../../components/connecting/gj-bundle-folder.ts';
import { en } from '../../../components/words/en.ts';
import { zh } from '../../../components/words/zh.ts';
import { BundleFolder } from '../../../src/app/bundle-folder.ts';
import type { KeptFolder } from '../../../src/app/folder-memory.ts';
import { SomeFolder } from '../../app/some-folder.ts';
import { SomeApp } from '../some-app.ts';
import { violations } from './axe.ts';
import { before } from './some-connections.ts';
import '../../../components/style/connect.css';

const browser = globalThis as { showDirectoryPicker?: unknown };
const own = browser.showDirectoryPicker;

afterEach(() => {
  document.body.replaceChildren();
  browser.showDirectoryPicker = own;
});

interface Kept {
  schedule?: KeptFolder['schedule'];
  last?: number;
  language?: 'zh' | 'en';
}

/** The section over a folder in memory, with one bundle in it where `last` is given. */
async function shown(stick: SomeFolder, { schedule = 'weekly', last, language = 'zh' }: Kept = {}) {
  let kept: KeptFolder | undefined =
    last === undefined
      ? undefined
      : {
          handle: stick.handle,
          schedule,
          last: { at: last, file: 'a.guiju', bytes: 2048, mark: { at: last } },
        };
  const since: (number | undefined)[] = [];
  const folder = await BundleFolder.open({
    memory: { get: async () => kept, set: async (next) => void (kept = next) },
    make: async (mark) => {
      since.push(mark?.at);
      return { name: 'b.guiju', content: new Blob(['content']), mark: { at: Date.now() } };
    },
    kept: () => undefined,
    now: () => Date.now(),
    alone: (task) => task(),
  });
  browser.showDirectoryPicker = () => Promise.resolve(stick.handle);
  const some = new SomeApp({}, { language });
  some.app.bundleFolder = () => Promise.resolve(folder);
  const element = some.show(new GjBundleFolder());
  await vi.waitFor(() => expect(element.querySelector('button')).not.toBeNull());
  return { element, folder, since, kept: () => kept };
}

const press = (element: Element, name: string): void =>
  [...element.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name)!.click();
const says = (element: Element): string => element.textContent.replaceAll(/\s+/g, ' ');

test('a folder is chosen, gets a bundle at once, and is forgotten again', async () => {
  const stick = new SomeFolder('优盘');
  const { element, since, kept } = await shown(stick);
  expect(await violations(element)).toEqual([]);
  press(element, '选择文件夹');
  await vi.waitFor(() => expect(says(element)).toContain('文件夹 优盘 上次写入 刚刚 b.guiju、7'));
  expect([...stick.files.keys()]).toEqual(['b.guiju']);
  expect(since).toEqual([undefined]);
  expect(element.querySelector('select')!.value).toBe('weekly');
  expect(await violations(element)).toEqual([]);
  press(element, '停止写入');
  await vi.waitFor(() => expect(says(element)).not.toContain('优盘'));
  expect(kept()).toBeUndefined();
});

test('how often is chosen; what is due then is written', async () => {
  const stick = new SomeFolder('优盘');
  const last = before(2 * 24 * 60);
  const { element, since, kept } = await shown(stick, { last });
  expect(says(element)).toContain('2天前 a.guiju、2 kB');
  const select = element.querySelector('select')!;
  select.value = 'daily';
  select.dispatchEvent(new Event('change'));
  await vi.waitFor(() => expect(since).toEqual([last]));
  expect(kept()!.schedule).toBe('daily');
  await vi.waitFor(() => expect(says(element)).toContain('刚刚 b.guiju'));
  press(element, '现在写一次');
  await vi.waitFor(() => expect(since).toHaveLength(2));
});

test('a permission that is gone is asked for again by a button', async () => {
  const stick = new SomeFolder('优盘');
  const { element, folder } = await shown(stick, { last: before(30 * 24 * 60) });
  stick.permission = 'prompt';
  await folder.check();
  await vi.waitFor(() => expect(element.querySelector('[role=alert]')?.textContent).toContain('再允许一次'));
  expect(says(element)).not.toContain('现在写一次');
  expect(await violations(element)).toEqual([]);
  press(element, '允许写入');
  await vi.waitFor(() => expect(stick.files.has('b.guiju')).toBe(true));
  expect(element.querySelector('[role=alert]')).toBeNull();
});

test.each([
  ['NotFoundError', 'U 盘可能没有插上'],
  ['QuotaExceededError', '这个盘满了'],
  ['InvalidStateError', '没有写成'],
])('what keeps one from being written is said: %s', async (fault, words) => {
  const stick = new SomeFolder('优盘');
  const { element } = await shown(stick, { last: before(1) });
  stick.failures.set('write', fault);
  press(element, '现在写一次');
  await vi.waitFor(() => expect(element.querySelector('[role=alert]')?.textContent).toContain(words));
});

test('every fault has words of its own, in both languages', () => {
  for (const { folderFault } of [zh, en]) expect(new Set(Object.values(folderFault)).size).toBe(5);
});

test('a browser in which no folder can be chosen shows nothing of it', async () => {
  delete browser.showDirectoryPicker;
  const some = new SomeApp();
  const element = some.show(new GjBundleFolder());
  await element.updateComplete;
  expect(element.textContent).toBe('');
});

test('it is English when its reader is', async () => {
  const { element } = await shown(new SomeFolder('stick'), { last: before(90), language: 'en' });
  expect(element.textContent).not.toMatch(/\p{Script=Han}/u);
  expect(says(element)).toContain('1 hour ago');
});
