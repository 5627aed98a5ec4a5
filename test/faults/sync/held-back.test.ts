import { expect, test } from 'vitest';
import { keptForEver } from './breaks.ts';
import { HostileLines } from './hostile-lines.ts';
import { SimWorld } from './sim-world.ts';
import { syncRun } from './sync-run.ts';
import { tactics } from './tactics.ts';

const hasFoe = (seed: number): boolean => {
  const world = new SimWorld(seed);
  return world.devices.some((device) => !world.isHonest(device));
};

/** What goes wrong in offices with foes that do only this, and how often it mattered. */
async function heldBack(tactic: string): Promise<{ violations: string[]; met: number }> {
  const only = tactics.filter(([name]) => name === tactic);
  const violations: string[] = [];
  let met = 0;
  for (let seed = 1; seed <= 200; seed++) {
    if (!hasFoe(seed)) continue;
    const { faults, violations: found } = await syncRun(seed, undefined, (world) => {
      for (const device of world.devices)
        if (!world.isHonest(device)) device.harm = HostileLines.on(world, device, only);
    });
    // Where somebody was revoked, a text is written last of all; a foe who offers it first keeps it from others for a while.
    if (faults[`hostile-${tactic}`] !== undefined && faults['revoked'] !== undefined) met += 1;
    violations.push(...found.map((what) => `seed ${seed}: ${what}`));
  }
  return { violations, met };
}

test.each(['holding', 'dripping'])(
  'what a foe that is %s offers first comes from others',
  { timeout: 600_000 },
  async (tactic) => {
    const { violations, met } = await heldBack(tactic);
    expect(violations).toEqual([]);
    expect(met).toBeGreaterThan(5);
  },
);

test(
  'it is found out that what a slow line holds is asked of nobody else',
  { timeout: 600_000 },
  async () => {
    const mend = keptForEver();
    const { violations } = await heldBack('dripping').finally(mend);
    expect(violations).not.toEqual([]);
  },
);
