import { expect, test, vi } from 'vitest';
import { Source } from '../../src/app/live.ts';

const turn = (): Promise<void> => Promise.resolve();

test('listeners hear once, however often it was set, and find the last value', async () => {
  const source = new Source(1);
  const heard: number[] = [];
  source.subscribe(() => heard.push(source.now));
  source.set(2);
  source.set(3);
  expect(source.now).toBe(3);
  expect(heard).toEqual([]);
  await turn();
  expect(heard).toEqual([3]);
  source.set(4);
  await turn();
  expect(heard).toEqual([3, 4]);
});

test('the same value again is no change', async () => {
  const listener = vi.fn<() => void>();
  const source = new Source<unknown>(Number.NaN);
  source.subscribe(listener);
  source.set(Number.NaN);
  await turn();
  expect(listener).not.toHaveBeenCalled();
  source.set([]);
  source.set([]);
  await turn();
  expect(listener).toHaveBeenCalledTimes(1);
});

test('who has stopped listening hears nothing more', async () => {
  const [one, other] = [vi.fn<() => void>(), vi.fn<() => void>()];
  const source = new Source(0);
  const stop = source.subscribe(one);
  source.subscribe(other);
  stop();
  source.set(1);
  await turn();
  expect(one).not.toHaveBeenCalled();
  expect(other).toHaveBeenCalledTimes(1);
});

test('a listener may set the value again', async () => {
  const source = new Source(0);
  const heard: number[] = [];
  source.subscribe(() => {
    heard.push(source.now);
    if (source.now < 3) source.set(source.now + 1);
  });
  source.set(1);
  for (let i = 0; i < 5; i++) await turn();
  expect(heard).toEqual([1, 2, 3]);
});
