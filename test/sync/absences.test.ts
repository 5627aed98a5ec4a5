import { expect, test } from 'vitest';
import { Absences } from '../../src/sync/absences.ts';
import { HandClock } from './hand-clock.ts';

test('what is not there is asked for again after a minute, then ever more rarely, but not more rarely than in eight', () => {
  const clock = new HandClock();
  let asked = 0;
  const absences: Absences = new Absences(clock, (name) => {
    asked += 1;
    absences.note(name);
  });
  absences.note('a');
  const after: number[] = [];
  for (let minute = 1; minute <= 40; minute++) {
    const before = asked;
    clock.pass(60_000);
    if (asked > before) after.push(minute);
  }
  expect(after).toEqual([1, 3, 7, 15, 23, 31, 39]);
});

test('what has come, or is wanted no longer, is not asked for', () => {
  const clock = new HandClock();
  const asked: string[] = [];
  const absences = new Absences(clock, (name) => asked.push(name));
  for (const name of ['a', 'b']) absences.note(name);
  absences.forget('a');
  expect([absences.has('a'), absences.has('b')]).toEqual([false, true]);
  clock.pass(60_000);
  expect(asked).toEqual(['b']);
  absences.note('b');
  absences.close();
  expect(clock.pending).toBe(0);
});
