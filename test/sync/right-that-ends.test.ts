import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import type { HandClock } from './hand-clock.ts';
import { until } from './some-bases.ts';
import { scene } from './some-hostile.ts';

beforeAll(automergeForNode);

const offers = (heard: readonly { type: string }[]): number =>
  heard.filter(({ type }) => type === 'offer').length;

test('what changed while both might have it is not offered when the right has ended since', async () => {
  const all = await scene();
  const { victim, bad, hostile } = all;
  hostile.meet();
  await until([victim], () => hostile.heard.length > 0);
  const mayHave = victim.rights.mayHave.bind(victim.rights);
  await victim.write('办法');
  // Between the writing and the telling, which waits for what changes in the same moment.
  victim.rights.mayHave = (device, space) => device !== bad.device && mayHave(device, space);
  (victim.clock as HandClock).pass(1000);
  // Answered after everything that was said before.
  hostile.say({ type: 'ping' });
  await until([victim], () => hostile.heard.some(({ type }) => type === 'pong'));
  expect(offers(hostile.heard)).toBe(0);

  victim.rights.mayHave = mayHave;
  await victim.write('规定');
  await until([victim], () => offers(hostile.heard) > 0);
});
