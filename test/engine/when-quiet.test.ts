import { expect, test } from 'vitest';
import { WhenQuiet } from '../../src/engine/when-quiet.ts';
import { HandClock } from '../sync/hand-clock.ts';

function some(isBusy = (): boolean => false): { clock: HandClock; quiet: WhenQuiet; calls: () => number } {
  const clock = new HandClock();
  let calls = 0;
  const quiet = new WhenQuiet(clock, 400, 5000, isBusy, () => (calls += 1));
  return { clock, quiet, calls: () => calls };
}

test('waits until nothing has happened for a while, and calls once', () => {
  const { clock, quiet, calls } = some();
  for (let i = 0; i < 5; i++) {
    quiet.happened();
    clock.pass(300);
  }
  expect(calls()).toBe(0);
  clock.pass(100);
  expect(calls()).toBe(1);
  clock.pass(10_000);
  expect(calls()).toBe(1);
  quiet.happened();
  clock.pass(400);
  expect(calls()).toBe(2);
});

test('does not wait for ever', () => {
  const { clock, quiet, calls } = some();
  for (let ms = 0; ms < 15_000; ms += 100) {
    quiet.happened();
    clock.pass(100);
  }
  expect(calls()).toBe(3);
});

test('waits also through a silence when more is known to come, but not for ever', () => {
  let isBusy = true;
  const { clock, quiet, calls } = some(() => isBusy);
  quiet.happened();
  for (let ms = 0; ms < 2000; ms += 100) clock.pass(100);
  expect(calls()).toBe(0);
  isBusy = false;
  clock.pass(400);
  expect(calls()).toBe(1);
  isBusy = true;
  quiet.happened();
  for (let ms = 0; ms < 5000; ms += 100) clock.pass(100);
  expect(calls()).toBe(2);
});

test('can be called off', () => {
  const { clock, quiet, calls } = some();
  quiet.happened();
  quiet.cancel();
  clock.pass(10_000);
  expect(calls()).toBe(0);
  expect(clock.pending).toBe(0);
});
