import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../../src/store/automerge-node.ts';
import { remarkSteps } from './remark-steps.ts';
import { runRemarks } from './remarks-run.ts';

beforeAll(automergeForNode);

const seed = 20260302;

test.each([
  ['who write and speak apart', false],
  ['who cut and paste as well', true],
] as const)(
  'three %s have the same text and remarks, each on its own words',
  (_, isMoving) => {
    const run = fc.property(remarkSteps(isMoving), (steps) => {
      expect(runRemarks(steps, isMoving)).toEqual([]);
    });
    fc.assert(run, { numRuns: 150, seed });
  },
  300_000,
);
