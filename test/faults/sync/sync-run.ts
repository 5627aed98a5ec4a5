import { automergeForNode } from '../../../src/store/automerge-node.ts';
import { StorageFailed, StorageFull } from '../../../src/store/storage.ts';
import { NotInLibrary } from '../../../src/store/library.ts';
import type { FaultRun } from '../log-faults.ts';
import { type Action, actions, writeText } from './actions.ts';
import { checkAcknowledgements, checkForeign, checkSaved, differences } from './checks.ts';
import { mishaps, startAgain } from './mishaps.ts';
import type { SimDevice } from './sim-device.ts';
import { SimWorld } from './sim-world.ts';

export interface SyncRun extends FaultRun {
  /** The same for two runs exactly when the same happened. */
  trace: string;
}

/** Milliseconds that may pass until all hold the same once nothing breaks any more: the longest pause between two calls, and some. */
const healing = 45 * 60_000;

let started: Promise<void> | undefined;

/** Bytes that may wait on a line: nobody has as much as that, so more is somebody being made to pile it up. */
const mostWaiting = 4 * 1024 * 1024;

/**
 * An office whose devices exchange what they have while everything breaks that can; then all is mended, and they must
 * hold the same. The same seed brings the same run, event by event.
 *
 * @param tell hears what happens, line by line
 * @param spoil for tests of this test: breaks something before it begins
 */
export async function syncRun(
  seed: number,
  tell?: (line: string) => void,
  spoil: (world: SimWorld) => void = () => undefined,
): Promise<SyncRun> {
  await (started ??= automergeForNode());
  const world = new SimWorld(seed, tell);
  spoil(world);
  const uninstall = world.crypto.install();
  const unheard = (cause: unknown): void =>
    world.violation(
      `nobody heard: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`,
    );
  process.on('unhandledRejection', unheard);
  try {
    await settle(world, world.found());
    await turmoil(world);
    await heal(world);
    await look(world);
  } catch (error) {
    world.violation(error instanceof Error ? (error.stack ?? String(error)) : String(error));
  } finally {
    // Rejections are told between two tasks.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', unheard);
    uninstall();
  }
  const { faults, violations, trace } = world;
  return { faults, violations: [...new Set(violations)], trace: trace.end() };
}

/** Lets time pass until a promise has settled. */
async function settle<T>(world: SimWorld, promise: Promise<T>): Promise<T> {
  let isDone = false;
  const done = promise.finally(() => (isDone = true));
  done.catch(() => undefined);
  await world.time.pass(world.time.now + 60_000, () => isDone);
  if (!isDone) throw new Error('it did not settle');
  return await done;
}

/** People work, and things go wrong. */
async function turmoil(world: SimWorld): Promise<void> {
  const { random, time } = world;
  const length = 10_000 + random.below(80_000);
  const from = time.now;
  for (let i = 6 + random.below(14); i > 0; i--)
    time.after(random.next() * length, () => act(world, random.pick(world.honest), random.pick(actions)));
  for (let i = random.below(9); i > 0; i--)
    time.after(random.next() * length, () => {
      const kind = random.pick(mishaps)(world);
      if (kind === undefined) return;
      world.trace.note(kind);
      world.count(kind);
    });
  await time.pass(from + length);
}

function act(world: SimWorld, device: SimDevice, action: Action): void {
  const { life } = device;
  if (life?.replica === undefined || device.machine.isAsleep || !world.joined.has(device.host)) return;
  world.trace.note(`host ${device.host} acts`);
  action(world, device, life).then(
    () => world.trace.note(`host ${device.host} has saved`),
    (error: unknown) => {
      const isHarmless =
        error instanceof StorageFull || error instanceof StorageFailed || error instanceof NotInLibrary;
      if (!isHarmless)
        world.violation(`host ${device.host}: ${error instanceof Error ? error.stack : String(error)}`);
    },
  );
}

/** Nothing breaks any more; clocks stay as they are. */
async function heal(world: SimWorld): Promise<void> {
  world.isHealing = true;
  world.trace.note('healing');

  world.network.heal();
  world.desk.switchOn();
  const isRid = world.random.chance(0.5);
  for (const device of world.devices) {
    if (isRid && !world.isHonest(device)) {
      device.crash(false);
      continue;
    }
    device.drive.state = 'good';
    device.drive.slowness = 4;
    if (device.machine.isAsleep) device.wake();
    if (!device.isOn) void startAgain(world, device);
  }
  await together(world);
}

async function together(world: SimWorld): Promise<void> {
  const { time } = world;
  const until = time.now + healing;
  let found = ['not looked at'];
  while (found.length > 0 && time.now < until) {
    await time.pass(time.now + 500);
    found = differences(world);
  }
  for (const what of found) world.violation(what);
  world.trace.note('together');
}

/** Once more something is written, then everything is looked at. */
async function look(world: SimWorld): Promise<void> {
  if (world.violations.length > 0) return;
  const device = world.random.pick(world.lasting);
  await settle(world, writeText(world, device, device.life!, '最后的办法'));
  await together(world);
  await checkRevoked(world);
  checkSaved(world);
  checkForeign(world);
  checkAcknowledgements(world);
  if (world.network.mostWaiting > mostWaiting)
    world.violation(`${world.network.mostWaiting} bytes waited on a line`);
  for (const what of world.network.unnoticed) world.violation(what);
}

/** Who was revoked, and whose revocation everybody knows, gets nothing of what was written after that. */
async function checkRevoked(world: SimWorld): Promise<void> {
  const [first] = world.lasting;
  const out = world.honest.filter(
    ({ id, life }) =>
      life !== undefined && first!.life!.keeper.ledger!.roster.roster().devices.get(id)?.revoked,
  );
  if (out.length === 0) return;
  const edition = await settle(world, writeText(world, first!, first!.life!, '此后的办法'));
  await world.time.pass(world.time.now + 20_000);
  // Everything saved is looked for after this, this text too, and nobody is promised it within 20 seconds: a colleague
  // who means harm may offer it before its writer does and never give it. What is asked of one is asked of no other
  // until the line to that one ends, for which a session has a minute's patience.
  await together(world);
  for (const { host, drive } of out)
    if (drive.peek('editions', edition) !== undefined)
      world.violation(`host ${host} was revoked, and is told of news`);
}
