import { beforeAll, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { automergeForBrowser } from '../../src/store/automerge-browser.ts';
import { compositionCases } from './composition-cases.ts';
import { ownBench } from './own-bench.ts';
import { runComposition } from './run-composition.ts';

beforeAll(automergeForBrowser);

for (const one of compositionCases) {
  test(one.name, async () => {
    const outcome = await runComposition(one, ownBench, (method, params) => cdp().send(method, params));
    expect(outcome.faults).toEqual([]);
    expect(outcome.written).toBe(one.changes);
  });
}

test('no two cases have one name, and there are enough of them', () => {
  const names = new Set(compositionCases.map(({ name }) => name));
  expect(names.size).toBe(compositionCases.length);
  expect(compositionCases.length).toBeGreaterThanOrEqual(27);
});
