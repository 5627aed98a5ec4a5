import { expect, test } from 'vitest';
import { handlersOf } from '../../src/engine/handlers.ts';
import type { BringInProgress } from '../../src/engine/protocol.ts';
import { quiet, someEngine, someText } from './some-engine.ts';

const today = '2026-05-01';

test('all that a tab can ask for is answered by the engine', async () => {
  const { engine } = await someEngine();
  const calls = handlersOf(engine);
  const progress: BringInProgress[] = [];
  const context = { ...quiet(), progress: (value: BringInProgress) => progress.push(value) };

  const text = someText('水电规定', '离开断电。', '依照第一条断电的，不必报告。');
  const file = new File([text], '水电规定.md');
  expect(
    await calls.bringIn({ files: [{ path: '后勤/水电规定(2025-01-01).md', file }] }, context),
  ).toMatchObject({
    files: 1,
    rules: 1,
  });
  expect(progress.at(-1)).toMatchObject({ done: 1, total: 1 });
  expect(await calls.bringInText({ text: '第一条 粘贴的。', title: '贴文' }, context)).toMatchObject({
    rules: 1,
  });
  const sample = { files: [{ path: '样.md', text: someText('样本规定', '一条。') }] };
  expect(await calls.bringInSample(sample, context)).toMatchObject({ rules: 1 });

  const shelf = await calls.shelf(today, context);
  const row = shelf.find(({ title }) => title === '水电规定')!;
  expect(row).toMatchObject({ category: '后勤', date: '2025-01-01' });
  const which = { rule: row.id, on: today };
  expect(await calls.read(which, context)).toMatchObject({ rule: { title: '水电规定' } });
  expect(await calls.preview({ ...which, address: 'a1' }, context)).toMatchObject({ text: '离开断电。' });
  expect(await calls.citedCounts({ edition: row.edition, on: today }, context)).toEqual({ a1: 1 });
  expect(await calls.citedBy({ edition: row.edition, address: 'a1', on: today }, context)).toHaveLength(1);
  expect(await calls.find({ query: '断电', on: today, limit: 5 }, context)).toMatchObject({ total: 2 });
  await calls.setFavourite({ rule: row.id, favourite: true }, context);
  await calls.markRead({ rule: row.id }, context);
  expect(await calls.home(today, context)).toMatchObject({
    rules: 3,
    favourites: [{ id: row.id }],
    recent: [{ id: row.id }],
  });
  expect(await calls.device(undefined, context)).toMatchObject({ rules: 3, editions: 3 });
});

test('a question that was aborted ends', async () => {
  const { engine, bring } = await someEngine();
  await bring({ '水电.md': someText('水电规定', '离开断电。') });
  const aborted = { ...quiet(), signal: AbortSignal.abort() };
  const asked = handlersOf(engine).find({ query: '断电', on: today, limit: 5 }, aborted);
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
});
