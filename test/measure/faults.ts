/**
 * Breaks the store in all the ways we know and looks whether it is whole: `--seeds N [--from S]`. Each seed
 * is one life on a disk that loses power; every tenth seed also kills a writing process. Prints one line of
 * JSON; a seed named in it brings the same faults again.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { killFaults } from '../faults/kill-faults.ts';
import { runWriter } from '../faults/kill-writer.ts';
import { type FaultRun, logFaults } from '../faults/log-faults.ts';
import { Random } from '../faults/random.ts';

async function main(seeds: number, from: number): Promise<void> {
  await automergeForNode();
  const faults: Record<string, number> = {};
  const violations: { seed: number; what: string }[] = [];
  const take = (seed: number, run: FaultRun): void => {
    for (const [kind, times] of Object.entries(run.faults)) faults[kind] = (faults[kind] ?? 0) + times;
    for (const what of run.violations) {
      violations.push({ seed, what });
      console.error(`seed ${seed}: ${what}`);
    }
  };
  console.error(`seeds ${from} to ${from + seeds - 1}`);
  for (let seed = from; seed < from + seeds; seed++) {
    const broken = (cause: unknown): FaultRun => ({ faults: {}, violations: [String(cause)] });
    take(seed, await logFaults(new Random(seed)).catch(broken));
    if ((seed - from) % 10 !== 0) continue;
    take(seed, await killFaults(seed, [process.execPath, fileURLToPath(import.meta.url), 'writer']));
    console.error(`${seed - from + 1} of ${seeds}`);
  }
  console.log(JSON.stringify({ seeds, from, faults, violations }));
}

const { values, positionals } = parseArgs({
  options: { seeds: { type: 'string', default: '100' }, from: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const [mode, folder, seed] = positionals;
if (mode === 'writer') await runWriter(folder!, Number(seed));
else await main(Math.max(1, Number(values.seeds) || 1), Number(values.from) || 1);
