import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../../src/store/automerge-node.ts';
import { runLive } from './live-run.ts';
import { liveSteps } from './live-steps.ts';

beforeAll(automergeForNode);

const seed = 20260303;

test(`what is told as saved outlives every cut of power, and what is harmed harms nobody else (seed ${seed})`, async () => {
  const run = fc.asyncProperty(liveSteps, async (steps) => {
    expect(await runLive(steps)).toEqual([]);
  });
  await fc.assert(run, { numRuns: 30, seed });
}, 300_000);
