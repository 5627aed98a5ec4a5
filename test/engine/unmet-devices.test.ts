import { expect, test } from 'vitest';
import { UnmetDevices } from '../../src/engine/unmet-devices.ts';
import { HandClock } from '../sync/hand-clock.ts';

test('who has been there for half a minute without a line is told once, each in their turn', () => {
  const clock = new HandClock();
  let told = 0;
  const unmet = new UnmetDevices(clock, () => (told += 1));
  unmet.look(['a']);
  clock.pass(20_000);
  unmet.look(['a', 'b']);
  expect([unmet.has('a'), unmet.has('b'), told]).toEqual([false, false, 0]);
  clock.pass(10_000);
  expect([unmet.has('a'), unmet.has('b'), told]).toEqual([true, false, 1]);
  clock.pass(20_000);
  expect([unmet.has('a'), unmet.has('b'), told]).toEqual([true, true, 2]);
  expect(clock.pending).toBe(0);
});

test('a line, or leaving, begins the wait anew', () => {
  const clock = new HandClock();
  let told = 0;
  const unmet = new UnmetDevices(clock, () => (told += 1));
  unmet.look(['a']);
  clock.pass(29_000);
  unmet.look([]);
  expect(clock.pending).toBe(0);
  unmet.look(['a']);
  clock.pass(29_000);
  expect([unmet.has('a'), told]).toEqual([false, 0]);
  unmet.look([]);
  expect(unmet.has('a')).toBe(false);
});
