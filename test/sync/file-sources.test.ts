import { expect, test } from 'vitest';
import { FileSources } from '../../src/sync/file-sources.ts';

const [file, a, b] = ['f', 'a', 'b'];

test('a device that gave all of a file which was another one is not asked for it again', () => {
  const sources = new FileSources();
  for (const from of [0, 1, 2]) sources.gave(file, a, from);
  sources.altered(file);
  expect([sources.mayGive(file, a), sources.mayGive(file, b), sources.mayGive('g', a)]).toEqual([
    false,
    true,
    true,
  ]);
  expect(sources.mustRestart(file, b)).toBe(false);
});

test('when several gave it nobody is left out, and from then on one alone gives all of it', () => {
  const sources = new FileSources();
  sources.gave(file, a, 0);
  expect(sources.mustRestart(file, b)).toBe(false);
  sources.gave(file, b, 1);
  sources.altered(file);
  expect([sources.mayGive(file, a), sources.mayGive(file, b)]).toEqual([true, true]);
  sources.gave(file, a, 0);
  expect([sources.mustRestart(file, a), sources.mustRestart(file, b)]).toEqual([false, true]);
  // It began anew with b.
  sources.gave(file, b, 0);
  sources.gave(file, b, 1);
  expect([sources.mustRestart(file, a), sources.mustRestart(file, b)]).toEqual([true, false]);
  sources.altered(file);
  expect([sources.mayGive(file, a), sources.mayGive(file, b)]).toEqual([true, false]);
  sources.whole(file);
  expect([sources.mayGive(file, b), sources.mustRestart(file, b)]).toEqual([true, false]);
});

test('what was here before the app was started may be of anybody', () => {
  const sources = new FileSources();
  sources.gave(file, a, 5);
  sources.altered(file);
  expect(sources.mayGive(file, a)).toBe(true);
  expect(sources.mustRestart(file, a)).toBe(true);
});
