import { afterEach, expect, test, vi } from 'vitest';
import { isStorageKept, keepStorage } from '../../src/app/keep-storage.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each([
  ['promises it', { persist: () => Promise.resolve(true), persisted: () => Promise.resolve(true) }, 'kept'],
  [
    'declines',
    { persist: () => Promise.resolve(false), persisted: () => Promise.resolve(false) },
    'may-be-cleared',
  ],
  [
    'refuses to say',
    { persist: () => Promise.reject(new Error()), persisted: () => Promise.reject(new Error()) },
    'unknown',
  ],
  ['does not know the question', {}, 'unknown'],
])('a browser that %s', async (_, storage, kept) => {
  vi.stubGlobal('navigator', { storage });
  expect([await keepStorage(), await isStorageKept()]).toEqual([kept, kept]);
});

test('where there is no such thing, nothing is known', async () => {
  vi.stubGlobal('navigator', {});
  expect([await keepStorage(), await isStorageKept()]).toEqual(['unknown', 'unknown']);
});
