import { expect, test } from 'vitest';
import { breaks } from './breaks.ts';
import { circulateRun } from './circulate-run.ts';

/** Every break is found within so many seeds. */
const seeds = 200;

for (const name of Object.keys(breaks))
  test(`it is found out that ${name}`, { timeout: 600_000 }, async () => {
    let found: string | undefined;
    for (let seed = 1; seed <= seeds && found === undefined; seed++) {
      let mend = (): void => undefined;
      try {
        const run = await circulateRun(seed, undefined, (world) => (mend = breaks[name]!(world)));
        if (run.violations.length > 0) found = `seed ${seed}: ${run.violations[0]!.slice(0, 120)}`;
      } finally {
        mend();
      }
    }
    expect(found).toBeDefined();
    console.info(`${name}: ${found}`);
  });
