import { expect, test } from 'vitest';
import { DeskSeeker } from '../../src/engine/desk-seeker.ts';
import type { DeskRoad } from '../../src/engine/find-desk.ts';
import { HandClock } from '../sync/hand-clock.ts';

const road: DeskRoad = { url: 'ws://desk/desk', host: 'desk', connect: () => Promise.reject() as never };

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a desk that is away is asked again, more and more seldom, and at once when the network is back', async () => {
  const clock = new HandClock();
  let asked = 0;
  let isThere = false;
  const seeker = new DeskSeeker(() => {
    asked += 1;
    return isThere ? Promise.resolve(road) : Promise.reject(new Error('away'));
  }, clock);
  const states: string[] = [];
  seeker.onState = () => void states.push(seeker.state);
  const found = seeker.road();
  await turn();
  expect([asked, seeker.state]).toEqual([1, 'waiting']);
  clock.pass(1999);
  await turn();
  expect(asked).toBe(1);
  clock.pass(1);
  await turn();
  expect(asked).toBe(2);
  clock.pass(2000);
  await turn();
  expect(asked).toBe(2);
  isThere = true;
  seeker.wake();
  expect(await found).toBe(road);
  expect(asked).toBe(3);
  expect(states.at(-1)).toBe('found');
});

test('where there is none it is asked again only when the network may be another one', async () => {
  const answers: (DeskRoad | undefined)[] = [undefined, undefined, road];
  let asked = 0;
  const seeker = new DeskSeeker(() => Promise.resolve(answers[asked++]), new HandClock());
  const states: string[] = [];
  seeker.onState = () => void states.push(seeker.state);
  expect(await seeker.road()).toBeUndefined();
  expect(await seeker.road()).toBeUndefined();
  expect([asked, seeker.state]).toEqual([1, 'none']);
  seeker.wake();
  const again = seeker.road();
  // Who wakes it twice does not ask twice.
  seeker.wake();
  expect(seeker.road()).toBe(again);
  expect(await again).toBeUndefined();
  seeker.wake();
  expect(await seeker.road()).toBe(road);
  expect(asked).toBe(3);
  // That it was asked in between nobody was told.
  expect(states).toEqual(['none', 'found']);
  seeker.wake();
  expect(await seeker.road()).toBe(road);
  expect(asked).toBe(3);
});

test('where there seemed to be none, and the network is away when it is asked again, it is asked until it answers', async () => {
  const clock = new HandClock();
  const answers = [Promise.resolve(undefined), Promise.reject(new Error('away')), Promise.resolve(road)];
  answers[1]!.catch(() => undefined);
  const seeker = new DeskSeeker(() => answers.shift()!, clock);
  expect(await seeker.road()).toBeUndefined();
  seeker.wake();
  const found = seeker.road();
  await turn();
  expect(seeker.state).toBe('waiting');
  clock.pass(2000);
  expect(await found).toBe(road);
});

test('closed while it waits it gives up', async () => {
  const clock = new HandClock();
  const seeker = new DeskSeeker(() => Promise.reject(new Error('away')), clock);
  const found = seeker.road();
  await turn();
  seeker.close();
  expect(await found).toBeUndefined();
  expect(clock.pending).toBe(0);
});
