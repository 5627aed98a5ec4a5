import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultSettings, openSettings, readSettings } from '../../src/app/reading-settings.ts';

test.each([
  ['nothing', null],
  ['no JSON', '{'],
  ['null', 'null'],
  ['a number', '7'],
  ['a list', '[1]'],
  ['values that are none of ours', '{"size":9,"face":"comic","spacious":"yes","theme":1,"language":"fr"}'],
])('out of %s come the usual settings', (_, stored) => {
  expect(readSettings(stored)).toEqual(defaultSettings);
});

test('what is usable is taken, the rest is as usual', () => {
  expect(readSettings('{"size":4,"face":"kai","contrast":true,"theme":"dusk","extra":1}')).toEqual({
    ...defaultSettings,
    size: 4,
    face: 'kai',
    contrast: true,
  });
  const all = {
    size: 0,
    face: 'song',
    spacious: true,
    theme: 'dark',
    contrast: true,
    language: 'en',
    shortcuts: false,
  };
  expect(readSettings(JSON.stringify(all))).toEqual(all);
});

/** Stands in for localStorage. */
function someStorage(): globalThis.Storage {
  let stored: string | null = null;
  const storage: Partial<globalThis.Storage> = {
    getItem: () => stored,
    setItem: (_, value) => {
      stored = value;
    },
  };
  return storage as globalThis.Storage;
}

/** What another tab's change looks like here. */
let elsewhere: (event: { key: string | null; newValue: string | null }) => void = () => undefined;

beforeEach(() => {
  vi.stubGlobal('addEventListener', (_: string, listener: typeof elsewhere) => (elsewhere = listener));
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('a change is kept and heard', async () => {
  const storage = someStorage();
  const settings = openSettings(storage);
  const listener = vi.fn<() => void>();
  settings.subscribe(listener);
  settings.change({ size: 3 });
  settings.change({ theme: 'dark' });
  await Promise.resolve();
  expect(listener).toHaveBeenCalledTimes(1);
  expect(settings.now).toEqual({ ...defaultSettings, size: 3, theme: 'dark' });
  expect(openSettings(storage).now).toEqual(settings.now);
});

test('what another tab changed is heard here; other keys are not ours', () => {
  const settings = openSettings(someStorage());
  elsewhere({ key: 'other', newValue: '{"size":4}' });
  expect(settings.now.size).toBe(defaultSettings.size);
  elsewhere({ key: 'guiju:reading', newValue: '{"size":4}' });
  expect(settings.now.size).toBe(4);
  elsewhere({ key: 'guiju:reading', newValue: null });
  expect(settings.now).toEqual(defaultSettings);
});

test('a storage that takes nothing does not keep a choice from working', () => {
  const storage = someStorage();
  storage.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  const settings = openSettings(storage);
  settings.change({ spacious: true });
  expect(settings.now.spacious).toBe(true);
});
