import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { InFlight } from '../../src/sync/in-flight.ts';
import { HandClock } from './hand-clock.ts';
import { connect, office, type SomeBase, until } from './some-bases.ts';
import type { LinkBytes } from './some-link.ts';

beforeAll(automergeForNode);

const [one, other] = [{}, {}];

test('what one fetches is not fetched by another, until it is given back', () => {
  const inFlight = new InFlight(new HandClock());
  let freed = 0;
  inFlight.onFreed(() => (freed += 1));
  expect([inFlight.take('a', one), inFlight.take('a', one), inFlight.take('a', other)]).toEqual([
    true,
    true,
    false,
  ]);
  inFlight.release(['a'], other);
  expect([freed, inFlight.take('a', other)]).toEqual([0, false]);
  inFlight.release(['a'], one);
  expect([freed, inFlight.take('a', other), inFlight.isAlone('a', other)]).toEqual([1, true, true]);
});

test('who has fetched something for half a minute does not have it alone any longer', () => {
  const clock = new HandClock();
  const inFlight = new InFlight(clock);
  inFlight.take('a', one);
  clock.pass(29_000);
  expect([inFlight.take('a', other), inFlight.isAlone('a', one)]).toEqual([false, true]);
  clock.pass(1000);
  expect(inFlight.take('a', other)).toBe(true);
  expect([inFlight.isAlone('a', one), inFlight.isAlone('a', other)]).toEqual([false, false]);
  // The new one has as long.
  clock.pass(29_000);
  expect(inFlight.take('a', one)).toBe(false);
});

test('a clock that is set back lets nobody wait for longer', () => {
  const clock = new HandClock();
  const inFlight = new InFlight(clock);
  inFlight.take('a', one);
  clock.pass(-86_400_000);
  expect(inFlight.take('a', other)).toBe(false);
  clock.pass(30_000);
  expect(inFlight.take('a', other)).toBe(true);
});

test('what a slow line holds comes over another, and when it comes late the slow one has done no wrong', async () => {
  const [slow, fast, reader] = (await office(['admin', 'member', 'member'], () => new HandClock())) as [
    SomeBase,
    SomeBase,
    SomeBase,
  ];
  await slow.write(...Array.from({ length: 120 }, (_, i) => `办法${i}`));
  await connect(fast, slow);
  await until([fast, slow], () => fast.replica.manifest.count('members') === 240);

  const late: LinkBytes[] = [];
  let isSlow = true;
  const wants = ({ device: other }: SomeBase): boolean =>
    reader.neighbours.list().some(({ device, documents }) => device === other && documents > 0);
  const [line] = await connect(slow, reader);
  line.between = (bytes) => {
    if (!isSlow || (late.length === 0 && !wants(slow))) return [bytes];
    late.push(bytes.slice());
    return [];
  };
  await until([slow, reader], () => late.length > 0);
  await connect(fast, reader);
  await until([fast, reader], () => wants(fast));
  expect(reader.replica.manifest.count('members')).toBe(0);
  for (let seconds = 0; seconds < 30; seconds += 10) (reader.clock as HandClock).pass(10_000);
  await until([fast, reader], () => reader.replica.manifest.count('members') === 240);

  isSlow = false;
  for (const bytes of late) line.inject(bytes);
  await until([slow, reader], () => !wants(slow));
  expect(reader.ended).toEqual([]);
  await slow.write('新办法');
  await until([slow, reader], () => reader.replica.manifest.count('members') === 242);
});
