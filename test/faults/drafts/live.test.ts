import * as fc from 'fast-check';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { automergeForNode } from '../../../src/store/automerge-node.ts';
import { OpenDraft } from '../../../src/store/open-draft.ts';
import { runLive } from './live-run.ts';
import { liveSteps } from './live-steps.ts';

beforeAll(automergeForNode);
afterEach(() => vi.restoreAllMocks());

const seed = 20260303;

test(`what is told as saved outlives every cut of power, and what is harmed harms nobody else (seed ${seed})`, async () => {
  const run = fc.asyncProperty(liveSteps, async (steps) => {
    expect(await runLive(steps)).toEqual([]);
  });
  await fc.assert(run, { numRuns: 30, seed });
}, 300_000);

test('it is found out that a text that is open is written over what came meanwhile', async () => {
  vi.spyOn(OpenDraft.prototype, 'takeStored').mockReturnValue(false);
  const run = fc.asyncProperty(liveSteps, async (steps) => {
    expect(await runLive(steps)).toEqual([]);
  });
  const { failed } = await fc.check(run, { numRuns: 30, seed, endOnFailure: true });
  expect(failed).toBe(true);
}, 300_000);
