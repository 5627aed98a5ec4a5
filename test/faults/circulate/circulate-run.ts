import type { FaultRun } from '../log-faults.ts';
import { CirculateWorld } from './circulate-world.ts';
import { act, beginning } from './deeds.ts';
import { look } from './look.ts';
import { mishaps, revoke } from './mishaps.ts';
import { harm } from './misdeeds.ts';

/** Milliseconds of work and of everything that goes wrong. */
const length = 30_000;

/**
 * An office that circulates and acknowledges, while devices are cut off, stopped and robbed of their power, disks do not
 * write, clocks are wrong and some devices mean harm; then all is mended, and every device must say the same, that
 * which follows from what was signed. The same seed brings the same run.
 *
 * @param tell hears what happens, line by line
 * @param spoil for tests of this test: breaks something before it begins
 */
export async function circulateRun(
  seed: number,
  tell?: (line: string) => void,
  spoil: (world: CirculateWorld) => void = () => undefined,
): Promise<FaultRun> {
  const world = new CirculateWorld(seed, tell);
  spoil(world);
  const uninstall = world.crypto.install();
  try {
    await settle(world, world.found());
    await turmoil(world);
    await heal(world);
    look(world);
  } catch (error) {
    world.violations.add(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    uninstall();
  }
  return { faults: world.faults, violations: [...world.violations] };
}

/** Lets time pass until a promise has settled. */
async function settle(world: CirculateWorld, promise: Promise<void>): Promise<void> {
  let isDone = false;
  const done = promise.finally(() => (isDone = true));
  done.catch(() => undefined);
  await world.time.pass(world.time.now + 60_000, () => isDone);
  if (!isDone) throw new Error('it did not settle');
  await done;
}

async function turmoil(world: CirculateWorld): Promise<void> {
  const { random, time } = world;
  const from = time.now;
  const broken = (error: unknown): void =>
    void world.violations.add(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const sometime = (times: number, what: () => Promise<void> | void): void => {
    for (let i = 0; i < times; i++)
      time.after(random.next() * length, () => void Promise.resolve().then(what).catch(broken));
  };
  // First there must be something to read, and most people have it.
  for (const [at, deed] of beginning.entries())
    time.after(at * 100, () => void act(world, world.publisher, deed).catch(broken));
  for (const device of world.devices)
    if (random.chance(0.7))
      time.after(1_000, () => void world.carry(world.publisher, device, false).catch(broken));
  sometime(2 + random.below(5), () => act(world, world.publisher));
  sometime(6 + random.below(14), () => act(world, random.pick(world.honest)));
  sometime(10 + random.below(20), () =>
    world.carry(random.pick(world.devices), random.pick(world.devices), false),
  );
  sometime(random.below(8), () => harm(world));
  sometime(random.below(7), () => random.pick(mishaps)(world));
  if (random.chance(0.6))
    time.after((0.3 + 0.6 * random.next()) * length, () => void revoke(world).catch(broken));
  await time.pass(from + length);
}

/** Nothing breaks any more, and what there is comes to everybody; clocks stay as they are. */
async function heal(world: CirculateWorld): Promise<void> {
  const { random, time } = world;
  for (const device of world.devices) {
    device.drive.state = 'good';
    device.group = 0;
    if (device.life === undefined || random.chance(0.3)) {
      device.crash(random.chance(0.5));
      await settle(world, device.start());
    }
  }
  await time.pass(time.now + 5_000);
  for (let i = random.below(4); i > 0; i--) await settle(world, harm(world));
  const [first, ...others] = world.honest;
  // What had waited somewhere is let go by what comes there, and is news to the others: of a chain of which each device
  // holds another piece one more comes with every round.
  for (let before = -1; before !== held(world) && !areEqual(world);) {
    before = held(world);
    for (const device of others) {
      await settle(world, world.carry(device, first!, true));
      await settle(world, world.carry(first!, device, true));
    }
  }
  if (!areEqual(world)) world.violations.add('ledgers have not become equal');
}

/** Entries at all honest devices together. */
function held({ honest }: CirculateWorld): number {
  return honest.reduce((sum, { life }) => sum + (life?.keeper.ledger?.chains.size ?? 0), 0);
}

function areEqual({ honest }: CirculateWorld): boolean {
  const [first, ...others] = honest.map(({ life }) => life?.keeper.ledger?.chains);
  return (
    first !== undefined &&
    others.every(
      (chains) =>
        chains?.size === first.size && [...first.all()].every(({ id }) => chains.get(id) !== undefined),
    )
  );
}
