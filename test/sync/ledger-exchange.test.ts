import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { until } from './some-bases.ts';
import { mustGoOn, scene } from './some-hostile.ts';

beforeAll(automergeForNode);

test('a hundred thousand ranges of one device are answered like one', async () => {
  const all = await scene();
  const { victim, hostile } = all;
  hostile.meet();
  const own = victim.keeper.ledger!.chains.heads(victim.device).length;
  hostile.say({
    type: 'get-entries',
    ranges: Array.from({ length: 100_000 }, (_, i) => ({ device: victim.device, from: i * 2, to: i * 2 })),
  });
  await until([], () => hostile.heard.some((one) => one.type === 'entries' && one.isLast));
  const entries = hostile.heard.flatMap((one) => (one.type === 'entries' ? one.entries : []));
  expect(entries).toHaveLength(own);
  await mustGoOn(all);
});
