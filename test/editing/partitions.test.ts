import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { happenings } from './happenings.ts';
import { type Happening, partitionRun } from './partitions.ts';

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

test('an engine that fails while it is looked into has not forgotten anything', async () => {
  const story: Happening[] = [
    { who: 0, does: 'die answering' },
    { who: 0, does: 'stall answers' },
    { who: 0, does: 'type', at: 0 },
    { who: 0, does: 'flush' },
    { who: 0, does: 'fail' },
    { who: 0, does: 'go' },
  ];
  expect(await partitionRun(story)).toEqual([]);
});
