/**
 * Gives every reader of input from outside what nobody should give it: `--runs N [--target NAME] [--from S]`.
 * Each run has a seed of its own; a crash names it, and `--target NAME --from SEED --runs 1` brings it again.
 * Prints one line of JSON.
 */
import { parseArgs } from 'node:util';
import { Random } from '../faults/random.ts';
import type { Target } from './fuzz/target.ts';
import { targets } from './fuzz/targets.ts';

interface Outcome {
  name: string;
  runs: number;
  crashes: number;
  slowestMs: number;
}

/** More crashes than this are the same few again. */
const mostShown = 10;

async function fuzz(target: Target, from: number, runs: number): Promise<Outcome> {
  let crashes = 0;
  let slowest = { ms: 0, seed: from };
  for (let seed = from; seed < from + runs; seed++) {
    const input = target.make(new Random(seed)) as never;
    const begun = performance.now();
    try {
      // Most are not waited for: that would take longer than reading.
      const reading = target.read(input);
      if (reading !== undefined) await reading;
    } catch (error) {
      if (!target.promised?.(error)) {
        crashes += 1;
        if (crashes <= mostShown) report(target.name, seed, error);
      }
    }
    const ms = performance.now() - begun;
    // Once more: the first time, something else may have had the processor.
    if (ms <= slowest.ms) continue;
    const again = Math.min(ms, await timed(target, input));
    if (again > slowest.ms) slowest = { ms: again, seed };
  }
  console.error(
    `${target.name}: ${runs} runs, ${crashes} crashes, slowest ${slowest.ms.toFixed(1)} ms (seed ${slowest.seed})`,
  );
  return { name: target.name, runs, crashes, slowestMs: Number(slowest.ms.toFixed(1)) };
}

async function timed(target: Target, input: never): Promise<number> {
  const begun = performance.now();
  try {
    await target.read(input);
  } catch {
    // Told already.
  }
  return performance.now() - begun;
}

function report(name: string, seed: number, error: unknown): void {
  console.error(`${name}: crash, seed ${seed}: npm run fuzz -- --target ${name} --from ${seed} --runs 1`);
  console.error(error instanceof Error ? error.stack : String(error));
}

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    target: { type: 'string' },
    from: { type: 'string', default: '1' },
  },
});
const seed = Number(values.from) || 1;
const chosen = targets.filter(({ name }) => values.target === undefined || name === values.target);
if (chosen.length === 0) {
  console.error(`no such target; there are ${targets.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
const outcomes: Outcome[] = [];
for (const one of chosen) outcomes.push(await fuzz(one, seed, Math.max(1, Number(values.runs) || 1)));
console.log(JSON.stringify({ targets: outcomes, seed }));
if (outcomes.some(({ crashes }) => crashes > 0)) process.exitCode = 1;
