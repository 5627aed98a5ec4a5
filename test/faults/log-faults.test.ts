import { expect, test } from 'vitest';
import { logFaults } from './log-faults.ts';
import { Random } from './random.ts';

const seeds = 400;

test(`after cuts of power, kills and full disks a base is whole (seeds 1 to ${seeds})`, async () => {
  const violations: string[] = [];
  const faults: Record<string, number> = {};
  for (let seed = 1; seed <= seeds; seed++) {
    const run = await logFaults(new Random(seed));
    violations.push(...run.violations.map((what) => `seed ${seed}: ${what}`));
    for (const [kind, times] of Object.entries(run.faults)) faults[kind] = (faults[kind] ?? 0) + times;
  }
  expect(violations).toEqual([]);
  // The runs have to meet what they are about.
  for (const kind of ['power-cut', 'kill', 'disk-full']) expect(faults[kind]).toBeGreaterThan(seeds / 10);
});

test('a disk that does not sync is found out', async () => {
  let noticed = 0;
  for (let seed = 1; seed <= 50; seed++) {
    const run = await logFaults(new Random(seed), true).catch(() => ({ violations: ['cannot be opened'] }));
    if (run.violations.length > 0) noticed += 1;
  }
  expect(noticed).toBeGreaterThan(25);
});
