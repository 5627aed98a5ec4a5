import { isDeepStrictEqual } from 'node:util';
import { LogStorage } from '../../src/store/log-storage.ts';
import type { Change, Durability } from '../../src/store/storage.ts';
import { StorageFull } from '../../src/store/storage.ts';
import type { Random } from './random.ts';
import { SimDisk } from './sim-disk.ts';

/** What happened in one run. */
export interface FaultRun {
  faults: Record<string, number>;
  /** What must not be; empty when all is well. */
  violations: string[];
}

type State = Map<string, string>;

/** What was given to the base since it was opened, in order, and what came back. */
interface History {
  begin: State;
  batches: { changes: Change[]; fate: 'unknown' | 'acknowledged' | 'certain' | 'refused' }[];
}

const keys = Array.from({ length: 12 }, (_, i) => `k${i}`);

/**
 * A base on a disk that loses power, fills up, and whose process is killed, three times over. Each time the
 * base must hold exactly what it held after some batch, and that none before the last one acknowledged as
 * strict: everything acknowledged is there, nothing refused is there, and no batch is half there.
 *
 * @param lies the disk does not sync, which must be noticed
 */
export async function logFaults(random: Random, lies = false): Promise<FaultRun> {
  const run: FaultRun = { faults: {}, violations: [] };
  let disk = new SimDisk(random, lies);
  let history: History = { begin: new Map(), batches: [] };
  for (let life = 0; life < 4; life++) {
    if (life < 3) disk.cutPowerIn(1 + random.below(60));
    if (random.chance(0.3)) disk.fillUpIn(random.below(40));
    const options = {
      // Small, so that writing the log anew is often what is interrupted.
      compactFrom: 3_000,
      onDamage: () => run.violations.push('what a cut of power left was taken for damage'),
    };
    try {
      const storage = await LogStorage.open(disk, options);
      history = { begin: await check(storage, history, run.violations), batches: [] };
      await live(storage, disk, random, history);
    } catch (cause) {
      // Whatever fails once the power is gone, or finds no space to begin, is as it should be.
      if (!disk.isOff && !(cause instanceof StorageFull)) throw cause;
    }
    const kind = !disk.isOff ? 'kill-at-rest' : random.chance(0.25) ? 'kill' : 'power-cut';
    run.faults[kind] = (run.faults[kind] ?? 0) + 1;
    const refused = history.batches.filter(({ fate }) => fate === 'refused').length;
    if (refused > 0) run.faults['disk-full'] = (run.faults['disk-full'] ?? 0) + refused;
    disk = kind === 'power-cut' ? disk.afterPowerCut() : disk.afterKill();
  }
  await check(await LogStorage.open(disk), history, run.violations);
  return run;
}

/** Compares what is there with everything that may be there; gives what is there. */
async function check(storage: LogStorage, history: History, violations: string[]): Promise<State> {
  const entries = await storage.range('kv', '');
  const found: State = new Map(entries.map(({ key, value }) => [key, value as string]));
  const certain = history.batches.findLastIndex(({ fate }) => fate === 'certain');
  let state = history.begin;
  let fits = certain < 0 && isDeepStrictEqual(state, found);
  for (const [i, { changes, fate }] of history.batches.entries()) {
    if (fate !== 'refused') state = applied(state, changes);
    fits ||= i >= certain && isDeepStrictEqual(state, found);
  }
  if (!fits)
    violations.push(
      `what is there is none of the states after batch ${certain} of ${history.batches.length}`,
    );
  return found;
}

/** Works on the base until the power goes, or for a while. */
async function live(storage: LogStorage, disk: SimDisk, random: Random, { batches }: History): Promise<void> {
  const rounds = 3 + random.below(30);
  let running: Promise<void>[] = [];
  for (let i = 0; i < rounds && !disk.isOff; i++) {
    const batch: History['batches'][number] = { changes: someBatch(random), fate: 'unknown' };
    const durability: Durability = random.chance(0.6) ? 'strict' : 'relaxed';
    batches.push(batch);
    const write = storage.write(batch.changes, durability).then(
      () => void (batch.fate = durability === 'strict' ? 'certain' : 'acknowledged'),
      (cause: unknown) => {
        if (cause instanceof StorageFull) batch.fate = 'refused';
      },
    );
    running.push(write);
    // Now and then the next batch does not wait for this one.
    if (random.chance(0.8)) {
      await Promise.all(running);
      running = [];
    }
  }
  await Promise.all(running);
  if (random.chance(0.5)) await storage.close();
}

function someBatch(random: Random): Change[] {
  const stamp = random.below(1_000_000);
  return Array.from({ length: 1 + random.below(4) }, (): Change => {
    const key = random.pick(keys);
    if (random.chance(0.2)) return { room: 'kv', key };
    return { room: 'kv', key, value: `${stamp} `.repeat(1 + random.below(random.chance(0.1) ? 400 : 30)) };
  });
}

function applied(before: State, batch: readonly Change[]): State {
  const after = new Map(before);
  for (const { key, value } of batch) {
    if (value === undefined) after.delete(key);
    else after.set(key, value as string);
  }
  return after;
}
