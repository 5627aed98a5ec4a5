import { expect, test } from 'vitest';
import { chainHeads, entriesToCarry } from '../../../src/sync/bundle/entries-to-carry.ts';
import type { HandClock } from '../hand-clock.ts';
import type { SomeBase } from '../some-bases.ts';
import { acquainted, addWord, stateOf, take, tell, write } from './some-bundles.ts';

const day = 86_400_000;
const pass = (base: SomeBase, ms: number): void => (base.clock as HandClock).pass(ms);
const say = (base: SomeBase) => base.keeper.say({ type: 'checkpoint', seen: [] });

test('a bundle since the last one holds what came in between, and with it makes the same base', async () => {
  const [anna, bert] = await acquainted('admin', 'member');
  await anna!.write('灯光办法', '门窗办法');
  pass(anna!, day);
  const first = await write(anna!);
  pass(anna!, day);
  await anna!.write('花木办法');
  await say(anna!);
  pass(anna!, day);
  const second = await write(anna!, { since: first.written.mark });
  expect(second.written).toMatchObject({ documents: 2 });
  expect(second.file.length).toBeLessThan(first.file.length);
  pass(anna!, day);
  const nothing = await write(anna!, { since: second.written.mark });
  expect(nothing.written).toMatchObject({ documents: 0 });
  const reports = [
    await take(bert!, first.file),
    await take(bert!, second.file),
    await take(bert!, nothing.file),
  ];
  expect(reports.map(({ documents }) => documents.new)).toEqual([4, 2, 0]);
  expect(reports.map(({ about }) => about.since)).toEqual([
    undefined,
    first.written.mark.at,
    second.written.mark.at,
  ]);
  expect(stateOf(bert!)).toEqual(stateOf(anna!));
});

test('a clock that was set back a little loses nothing', async () => {
  const [anna, bert] = await acquainted('admin', 'member');
  const first = await write(anna!);
  pass(anna!, -600_000);
  await anna!.write('灯光办法');
  const second = await write(anna!, { since: first.written.mark });
  expect((await take(bert!, second.file)).documents.new).toBe(2);
});

test('an entry that was signed long ago and came since is carried; by a mere date it is not', async () => {
  const [anna, bert] = await acquainted('admin', 'member');
  const old = await say(bert!);
  pass(anna!, day);
  const mark = { at: anna!.clock.now(), heads: chainHeads(anna!.keeper.ledger!) };
  await tell(bert!, anna!);
  pass(anna!, day);
  const own = await say(anna!);
  const { ledger } = anna!.keeper;
  expect(entriesToCarry(ledger!, mark)).toEqual(expect.arrayContaining([old.id, own.id]));
  // What a line knows of heads is their first half.
  const short = { ...mark, heads: mark.heads.map((head) => ({ ...head, id: head.id.slice(0, 32) })) };
  expect(entriesToCarry(ledger!, short)).toEqual(entriesToCarry(ledger!, mark));
  const byDate = entriesToCarry(ledger!, { at: mark.at });
  expect(byDate).toContain(own.id);
  expect(byDate).not.toContain(old.id);
});

test('who belongs to the office is always carried, with all that it builds on, and nothing before what it builds on', async () => {
  const [anna, bert] = await acquainted('admin', 'member');
  await say(anna!);
  const { epoch } = anna!.keeper.ledger!.roster.roster();
  await anna!.keeper.say({
    type: 'roster',
    epoch: epoch + 1,
    seen: {},
    changes: [{ op: 'member', id: 'm9', name: '新' }],
  });
  const loose = await say(anna!);
  const ledger = anna!.keeper.ledger!;
  const ids = entriesToCarry(ledger, { at: anna!.clock.now() + 10 * day, heads: chainHeads(ledger) });
  expect(ids).toHaveLength(ledger.chains.size - 1);
  expect(ids).not.toContain(loose.id);
  for (const all of [ids, entriesToCarry(ledger, undefined)]) {
    for (const [i, id] of all.entries()) {
      const { prev, roster } = ledger.chains.get(id)!;
      for (const before of [prev, ...roster])
        if (before !== undefined) expect(all.slice(0, i)).toContain(before);
    }
  }
  expect(
    await take(bert!, (await write(anna!, { since: { at: anna!.clock.now() + 10 * day } })).file),
  ).toMatchObject({
    entries: { new: 2, waiting: 0 },
  });
  expect(bert!.keeper.ledger!.roster.roster().members.has('m9')).toBe(true);
});

test('entries whose predecessors are not here wait, and the report says so', async () => {
  const [anna, bert] = await acquainted('admin', 'member');
  await say(anna!);
  const { mark } = (await write(anna!)).written;
  await say(anna!);
  await addWord(anna!, 'members', 'list', '一');
  const later = (await write(anna!, { since: mark })).file;
  expect(await take(bert!, later)).toMatchObject({ entries: { new: 0, waiting: 1 }, documents: { new: 1 } });
  expect(await take(bert!, (await write(anna!)).file)).toMatchObject({ entries: { new: 2, waiting: 0 } });
  expect(await take(bert!, later)).toMatchObject({ entries: { new: 0, waiting: 0 } });
});
