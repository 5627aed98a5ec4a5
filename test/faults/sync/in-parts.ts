import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import type { FaultRun } from '../log-faults.ts';

/** What came of one seed. */
export interface SeedRun extends FaultRun {
  seed: number;
}

/** Seeds of one process: enough that starting it costs nothing beside them, few enough that it does not grow. */
const perPart = 250;

/**
 * Runs seeds in as many processes at a time as the machine has cores.
 *
 * @param program how to start a process that hands its arguments, a first seed and a count, to `runPart`
 * @param take hears of every seed as soon as it ran, not in order
 * @param stop ends all of it; what has run by then was told
 */
export async function runInParts(
  program: readonly string[],
  { from, seeds }: { from: number; seeds: number },
  take: (run: SeedRun) => void,
  stop: AbortSignal,
): Promise<void> {
  let next = from;
  const work = async (): Promise<void> => {
    while (next < from + seeds && !stop.aborted) {
      const first = next;
      const count = Math.min(perPart, from + seeds - first);
      next += count;
      await runElsewhere(program, first, count, take, stop);
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
}

/** Runs each of these seeds and prints a line of JSON for it. */
export async function runPart(
  run: (seed: number) => Promise<FaultRun>,
  first: number,
  count: number,
): Promise<void> {
  for (let seed = first; seed < first + count; seed++) {
    const { faults, violations } = await run(seed);
    process.stdout.write(`${JSON.stringify({ seed, faults, violations })}\n`);
  }
}

async function runElsewhere(
  program: readonly string[],
  first: number,
  count: number,
  take: (run: SeedRun) => void,
  stop: AbortSignal,
): Promise<void> {
  const [command, ...args] = program;
  const child = spawn(command!, [...args, String(first), String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // A terminal tells its whole group to stop; these are told by us, after what they found was heard.
    detached: true,
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const end = (): void => void child.kill('SIGKILL');
  stop.addEventListener('abort', end);
  let ran = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (stop.aborted) break;
    take(JSON.parse(line) as SeedRun);
    ran += 1;
  }
  const code = await ended;
  stop.removeEventListener('abort', end);
  if (!stop.aborted && (code !== 0 || ran < count))
    take({ seed: first + ran, faults: {}, violations: [`the process ended with ${code}`] });
}
