import { expect, test } from 'vitest';
import type { BundleReport } from '../../../src/sync/bundle/bundle-report.ts';
import type { HandClock } from '../hand-clock.ts';
import { acquainted, addWord, type File, stateOf, take, wordsIn, write } from './some-bundles.ts';

function orders<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]];
  return list.flatMap((one, i) => orders(list.toSpliced(i, 1)).map((rest) => [one, ...rest]));
}

test('three bundles of two writers make the same base in every order, and again', async () => {
  const [anna, bert, ...readers] = await acquainted(
    'admin',
    'editor',
    'editor',
    'editor',
    'editor',
    'editor',
    'editor',
    'editor',
  );
  await anna!.write('灯光办法', '门窗办法');
  await addWord(anna!, 'members', 'list', '一');
  await anna!.keeper.say({ type: 'checkpoint', seen: [] });
  (anna!.clock as HandClock).pass(7_200_000);
  const first = await write(anna!);
  await take(bert!, first.file);
  (anna!.clock as HandClock).pass(7_200_000);
  // Now both change the same things, apart.
  const rule = anna!.library.catalogue.rows()[0]!.id;
  await anna!.library.setRuleMeta(rule, { tags: ['甲'] });
  await addWord(anna!, 'members', 'list', '二');
  await anna!.write('花木办法');
  await anna!.keeper.say({ type: 'checkpoint', seen: [] });
  const second = await write(anna!, { since: first.written.mark });
  await addWord(bert!, 'members', 'list', '三');
  await addWord(bert!, 'editors', 'draft', '初稿');
  await bert!.keeper.say({ type: 'checkpoint', seen: [] });
  const third = await write(bert!);
  // A rule that changed, a list, and a rule with its edition that are new.
  expect(second.written.documents).toBe(4);

  const states = new Set<string>();
  let mostWaiting = 0;
  for (const [i, files] of orders([first.file, second.file, third.file]).entries()) {
    const reader = readers[i]!;
    const reports: BundleReport[] = [];
    for (const file of files) reports.push(await take(reader, file));
    mostWaiting = Math.max(mostWaiting, ...reports.map(({ entries }) => entries.waiting));
    states.add(JSON.stringify(stateOf(reader)));
    expect(await wordsIn(reader, 'members', 'list')).toEqual(['一', '三', '二'].sort());
    expect(reports.every(({ documents }) => documents.refused === 0)).toBe(true);
    expect(reader.keeper.ledger!.waiting).toEqual([]);
    await againChangesNothing(reader, files);
  }
  expect([...states]).toHaveLength(1);
  // In some order the later entries came first.
  expect(mostWaiting).toBe(1);

  async function againChangesNothing(
    reader: (typeof readers)[number],
    files: readonly File[],
  ): Promise<void> {
    const before = JSON.stringify(stateOf(reader));
    for (const file of files) {
      const report = await take(reader, file);
      expect(report.documents).toMatchObject({ new: 0, merged: 0, refused: 0 });
      expect(report.entries).toMatchObject({ new: 0, waiting: 0 });
    }
    expect(JSON.stringify(stateOf(reader))).toBe(before);
  }
});
