import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { editionOn, validityOn, type EditionDates } from '../../src/rule/validity.ts';

const first = { effectiveOn: '2018-06-01' };
const second = { effectiveOn: '2022-01-01' };
const trial = { effectiveOn: '2020-01-01', expiresOn: '2021-12-31' };
const undated = {};

test.each([
  ['the day before it begins', '2018-05-31', first, [first], undefined, 'notYet'],
  ['its first day', '2018-06-01', first, [first], undefined, 'inForce'],
  ['long after', '2030-01-01', first, [first], undefined, 'inForce'],
  ['the day before the next one begins', '2021-12-31', first, [second, first], undefined, 'inForce'],
  ['the first day of the next one', '2022-01-01', first, [second, first], undefined, 'amended'],
  ['the next one on that day', '2022-01-01', second, [second, first], undefined, 'inForce'],
  ['the next one before', '2021-12-31', second, [second, first], undefined, 'notYet'],
  ['the day before the repeal', '2024-12-31', second, [second, first], '2025-01-01', 'inForce'],
  ['the first day of the repeal', '2025-01-01', second, [second, first], '2025-01-01', 'repealed'],
  ['repealed before it ever began', '2017-06-01', first, [first], '2017-01-01', 'notYet'],
  ['the last day of a trial', '2021-12-31', trial, [trial], undefined, 'inForce'],
  ['the day after a trial', '2022-01-01', trial, [trial], undefined, 'expired'],
  [
    'a trial that was followed by another edition',
    '2022-01-01',
    trial,
    [trial, second],
    undefined,
    'amended',
  ],
  ['without a date', '2022-01-01', undated, [undated], undefined, 'undated'],
  ['without a date, but repealed', '2022-01-01', undated, [undated], '2020-01-01', 'repealed'],
  ['beside one without a date', '2022-01-01', first, [first, undated], undefined, 'inForce'],
] satisfies [string, string, EditionDates, EditionDates[], string | undefined, string][])(
  '%s',
  (_, day, edition, all, repealedOn, validity) => {
    expect(validityOn(day, edition, all, repealedOn)).toBe(validity);
  },
);

test('the edition to be shown is the one in force, before the first the first, and without dates any', () => {
  expect(editionOn('2019-01-01', [second, first])).toBe(first);
  expect(editionOn('2022-01-01', [second, first])).toBe(second);
  expect(editionOn('2017-01-01', [second, first])).toBe(first);
  expect(editionOn('2017-01-01', [undated])).toBe(undated);
  expect(editionOn('2017-01-01', [])).toBeUndefined();
});

test('on any day at most one of several editions is in force, and it is the one that is shown', () => {
  const day = fc.integer({ min: 0, max: 60 }).map((n) => `2024-0${1 + (n % 9)}-${10 + (n % 18)}`);
  fc.assert(
    fc.property(fc.uniqueArray(day, { maxLength: 6 }), day, (days, on) => {
      const all = days.map((effectiveOn) => ({ effectiveOn }));
      const inForce = all.filter((edition) => validityOn(on, edition, all) === 'inForce');
      expect(inForce.length).toBe(days.some((begin) => begin <= on) ? 1 : 0);
      if (inForce.length > 0) expect(editionOn(on, all)).toBe(inForce[0]);
    }),
    { seed: 51, numRuns: 500 },
  );
});
