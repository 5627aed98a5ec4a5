import { expect, test } from 'vitest';
import { syncRun } from './sync-run.ts';

test('the same seed brings the same run, event by event', async () => {
  for (let seed = 1; seed <= 12; seed++) {
    const [first, second] = [await syncRun(seed), await syncRun(seed)];
    expect({ seed, trace: second.trace }).toEqual({ seed, trace: first.trace });
  }
});

test('another seed brings another run', async () => {
  const traces = new Set<string>();
  for (let seed = 1; seed <= 10; seed++) traces.add((await syncRun(seed)).trace);
  expect(traces.size).toBe(10);
});
