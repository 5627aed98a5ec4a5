import { expect, test } from 'vitest';
import { circulateRun } from './circulate-run.ts';

const seeds = 300;

/** `npm run faults -- circulate --seeds 1 --from SEED` runs one of them again. */
test(
  `no acknowledgement is lost, doubled or taken from whom may not give it (seeds 1 to ${seeds})`,
  { timeout: 600_000 },
  async () => {
    const violations: string[] = [];
    const faults = new Set<string>();
    for (let seed = 1; seed <= seeds; seed++) {
      const run = await circulateRun(seed);
      violations.push(...run.violations.map((what) => `seed ${seed}: ${what}`));
      for (const kind of Object.keys(run.faults)) faults.add(kind);
    }
    expect(violations).toEqual([]);
    // The runs have to meet what they are about.
    for (const kind of [
      'partition',
      'power-cut',
      'disk-full',
      'clock-set',
      'revoked',
      'overreach',
      'revoked: overreach',
      "in another's name",
      'spoiled',
    ])
      expect(faults).toContain(kind);
  },
);

test('the same seed brings the same run, event by event', async () => {
  for (let seed = 1; seed <= 10; seed++) {
    const traces = [0, 1].map(() => ({ seed, lines: [] as string[] }));
    for (const { lines } of traces) await circulateRun(seed, (line) => lines.push(line));
    expect(traces[1]).toEqual(traces[0]);
    expect(traces[0]!.lines.length).toBeGreaterThan(3);
  }
});
