import { expect, test } from 'vitest';
import { syncRun } from './sync-run.ts';

/** A test that runs these seeds; what does not hold is printed with its seed. `npm run faults -- sync --seeds 1 --from SEED` runs it again. */
export function holdForSeeds(from: number, to: number): void {
  test(
    `whatever breaks, devices come to hold the same, and lose nothing (seeds ${from} to ${to})`,
    { timeout: 600_000 },
    async () => {
      const violations: string[] = [];
      const faults = new Set<string>();
      for (let seed = from; seed <= to; seed++) {
        const run = await syncRun(seed);
        violations.push(...run.violations.map((what) => `seed ${seed}: ${what}`));
        for (const kind of Object.keys(run.faults)) faults.add(kind);
      }
      expect(violations).toEqual([]);
      // The runs have to meet what they are about.
      for (const kind of [
        'partition',
        'half-open',
        'power-cut',
        'disk-full',
        'revoked',
        'hostile-forging',
        'clock-years-off',
      ])
        expect(faults).toContain(kind);
    },
  );
}
