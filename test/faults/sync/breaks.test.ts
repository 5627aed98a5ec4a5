import { expect, test } from 'vitest';
import { breaks } from './breaks.ts';
import { syncRun } from './sync-run.ts';

/** Every break is found within so many seeds. */
const seeds = 400;

/** The first seed in which the break does harm, and what it does. */
async function firstFound(name: string): Promise<{ seed: number; what: string } | undefined> {
  for (let seed = 1; seed <= seeds; seed++) {
    let mend = (): void => undefined;
    const run = await syncRun(seed, undefined, (world) => (mend = breaks[name]!(world)));
    mend();
    if (run.violations.length > 0) return { seed, what: run.violations[0]! };
  }
  return undefined;
}

for (const name of Object.keys(breaks))
  test(`it is found out that ${name}`, { timeout: 600_000 }, async () => {
    const found = await firstFound(name);
    expect(found).toBeDefined();
    console.info(`${name}: seed ${found!.seed}: ${found!.what.slice(0, 120)}`);
  });
