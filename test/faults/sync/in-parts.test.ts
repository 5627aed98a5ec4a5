import { expect, test, vi } from 'vitest';
import { Tally } from '../tally.ts';
import { runInParts, type SeedRun } from './in-parts.ts';

/** A program that runs seeds as its body says; `tell` prints what came of one. */
const program = (body: string): string[] => [
  process.execPath,
  '-e',
  `const [first, count] = process.argv.slice(1).map(Number);
  const tell = (seed, ...violations) => console.log(JSON.stringify({ seed, faults: { cut: 1 }, violations }));
  ${body}`,
];

test('what comes of a seed is told while others still run, and a run that is stopped ends there', async () => {
  const runs: SeedRun[] = [];
  const stop = new AbortController();
  // Never ends by itself.
  const endless = program("tell(first); tell(first + 1, 'lost'); setInterval(() => {}, 1000);");
  await runInParts(
    endless,
    { from: 7, seeds: 5 },
    (run) => {
      runs.push(run);
      if (runs.length === 2) stop.abort();
    },
    stop.signal,
  );
  expect(runs).toEqual([
    { seed: 7, faults: { cut: 1 }, violations: [] },
    { seed: 8, faults: { cut: 1 }, violations: ['lost'] },
  ]);
});

test('all seeds run, in processes of 250', async () => {
  const seeds = new Set<number>();
  const all = program('for (let i = 0; i < count; i++) tell(first + i);');
  await runInParts(all, { from: 1, seeds: 600 }, ({ seed }) => seeds.add(seed), new AbortController().signal);
  expect(seeds.size).toBe(600);
});

test('a process that ends too early is a violation of the seed that it was at', async () => {
  const runs: SeedRun[] = [];
  const dying = program('tell(first); process.exitCode = 3;');
  await runInParts(dying, { from: 7, seeds: 5 }, (run) => runs.push(run), new AbortController().signal);
  expect(runs.at(-1)).toEqual({ seed: 8, faults: {}, violations: ['the process ended with 3'] });
});

test('a violation is told when it is found', () => {
  const told = vi.spyOn(console, 'error').mockReturnValue();
  const tally = new Tally();
  tally.add(3, { faults: { cut: 2 }, violations: [] });
  tally.add(4, { faults: { cut: 1, kill: 1 }, violations: ['lost'] });
  expect(told.mock.calls).toEqual([['seed 4: lost']]);
  told.mockRestore();
  expect(tally.faults).toEqual({ cut: 3, kill: 1 });
  expect(tally.violations).toEqual([{ seed: 4, what: 'lost' }]);
});
