import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { happenings } from './happenings.ts';
import { partitionRun } from './partitions.ts';

beforeAll(automergeForNode);

const seed = 20_260_301;

test(`three editors apart and together: one text, nothing lost, nothing doubled (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(happenings, async (list) => {
      expect(await partitionRun(list)).toEqual([]);
    }),
    { seed, numRuns: 200 },
  );
});
