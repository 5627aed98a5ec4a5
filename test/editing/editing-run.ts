import * as fc from 'fast-check';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import type { FaultRun } from '../faults/log-faults.ts';
import { manyHappenings } from './happenings.ts';
import { partitionRun } from './partitions.ts';

/** Three editors whose engines meet, part and die. The same seed brings the same run. */
export async function editingRun(seed: number): Promise<FaultRun> {
  await automergeForNode();
  const [list = []] = fc.sample(manyHappenings, { seed, numRuns: 1 });
  const faults: Record<string, number> = {};
  for (const { does } of list) faults[does] = (faults[does] ?? 0) + 1;
  return { faults, violations: await partitionRun(list) };
}
