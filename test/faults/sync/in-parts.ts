import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
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
 * @param take hears of every seed, not in order
 */
export async function runInParts(
  program: readonly string[],
  { from, seeds }: { from: number; seeds: number },
  take: (run: SeedRun) => void,
): Promise<void> {
  let next = from;
  const work = async (): Promise<void> => {
    while (next < from + seeds) {
      const first = next;
      const count = Math.min(perPart, from + seeds - first);
      next += count;
      for (const run of await runElsewhere(program, first, count)) take(run);
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

function runElsewhere(program: readonly string[], first: number, count: number): Promise<SeedRun[]> {
  const [command, ...args] = program;
  return new Promise((resolve, reject) => {
    const child = spawn(command!, [...args, String(first), String(count)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (part: Buffer) => (text += String(part)));
    child.on('error', reject);
    child.on('close', (code) => {
      const runs = text
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as SeedRun);
      if (code !== 0 || runs.length < count)
        runs.push({ seed: first + runs.length, faults: {}, violations: [`the process ended with ${code}`] });
      resolve(runs);
    });
  });
}
