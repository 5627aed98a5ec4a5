import { expect, test } from 'vitest';
import { StorageFull } from '../../../src/store/storage.ts';
import type { BundleProgress } from '../../../src/sync/bundle/bundle-base.ts';
import { writeBundle } from '../../../src/sync/bundle/write-bundle.ts';
import { acquainted, baseOf, faultOf, stateOf, take, write } from './some-bundles.ts';

const titles = Array.from({ length: 260 }, (_, i) => `第${i}号办法`);

test('stopped anywhere, what was taken stays, and it can be taken again', async () => {
  const [anna, bert, carl] = await acquainted('admin', 'member', 'member');
  for (let at = 0; at < titles.length; at += 50) await anna!.write(...titles.slice(at, at + 50));
  const { file } = await write(anna!);
  const seen: BundleProgress[] = [];
  await take(carl!, file, { progress: (progress) => void seen.push(progress) });
  expect(new Set(seen.map(({ step }) => step))).toEqual(new Set(['checking', 'taking']));
  for (const step of ['checking', 'taking'] as const) {
    const some = seen.filter((one) => one.step === step).map(({ done }) => done);
    expect(some).toEqual([...some].sort((a, b) => a - b));
    expect(some.at(-1)!).toBeLessThanOrEqual(file.length);
  }
  let most = 0;
  for (const stopAt of [
    0,
    seen.findIndex(({ step }) => step === 'taking'),
    seen.length >> 1,
    seen.length - 3,
  ]) {
    const stop = new AbortController();
    let steps = 0;
    const run = take(bert!, file, {
      signal: stop.signal,
      progress: () => void (steps++ === stopAt && stop.abort()),
    });
    expect(await faultOf(run), `${stopAt}`).toBe('stopped');
    const count = bert!.replica.manifest.count('members');
    expect(count).toBeGreaterThanOrEqual(most);
    most = count;
  }
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(520);
  const report = await take(bert!, file);
  expect(report.documents).toEqual({ new: 520 - most, merged: 0, known: most, refused: 0 });
  expect(stateOf(bert!)).toEqual(stateOf(anna!));
});

test('a disk that is full ends it; what was taken before stays', async () => {
  const [anna, bert] = await acquainted('admin', 'member');
  await anna!.write(...titles.slice(0, 50));
  const { file } = await write(anna!);
  bert!.storage.failNextWrites(new StorageFull('full'));
  await expect(take(bert!, file)).rejects.toThrow(StorageFull);
  expect(bert!.replica.manifest.count('members')).toBe(0);
  expect((await take(bert!, file)).documents.new).toBe(100);
});

test('writing can be stopped, ends with what its sink says, and waits for it', async () => {
  const [anna] = await acquainted('admin');
  await anna!.write(...titles.slice(0, 50));
  await anna!.write(...titles.slice(50, 120));
  const stop = new AbortController();
  const base = baseOf(anna!);
  let steps = 0;
  const progress = (): void => void (steps++ === 2 && stop.abort());
  const stopped = writeBundle(base, { signal: stop.signal, progress }, () => undefined);
  expect(await faultOf(stopped)).toBe('stopped');
  await expect(writeBundle(base, {}, () => Promise.reject(new Error('no room')))).rejects.toThrow('no room');
  let open = 0;
  let mostOpen = 0;
  await writeBundle(base, {}, async () => {
    mostOpen = Math.max(mostOpen, ++open);
    await Promise.resolve();
    open -= 1;
  });
  expect(mostOpen).toBe(1);
});
