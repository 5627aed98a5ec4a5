import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { DraftLog } from '../../src/store/draft-log.ts';
import { inOrderOfTime, sessionsOf, statesAfter } from '../../src/store/draft-sessions.ts';
import { deviceOfActor } from '../../src/store/draft-document.ts';
import type { OpenDraft } from '../../src/store/open-draft.ts';
import { openDraft, someDevice, someDraftBytes } from './some-draft.ts';

beforeAll(automergeForNode);

const seed = 20260117;

function logOf(open: OpenDraft, before?: { log: DraftLog; heads: string[] }): DraftLog {
  const log = before?.log ?? new DraftLog(open.textId);
  for (const change of open.rawChanges(before?.heads)) log.add(change);
  return log;
}

const step = fc.record({
  who: fc.nat(2),
  at: fc.nat(),
  remove: fc.nat(3),
  insert: fc.constantFrom('', '甲', '𠮷乙', '第三条', '\n'),
  meet: fc.boolean(),
});

test('of every letter it is known where it is, whoever wrote it at the same time as whom', () => {
  const run = fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
    const bytes = someDraftBytes('第一条　守时。\n');
    const devices = [1, 2, 3].map((number) => openDraft(bytes, number));
    const first = devices[0]!;
    const known = { log: logOf(first), heads: first.heads };
    for (const { who, at, remove, insert, meet } of steps) {
      const open = devices[who]!;
      const place = at % (open.text.length + 1);
      const most = Math.min(remove, open.text.length - place);
      open.edit(open.heads, [{ at: place, remove: most, insert }]);
      if (!meet) continue;
      for (const other of devices)
        other.take(open.rawChanges(other.heads.filter((head) => open.has([head]))));
      // What comes later is added to what is known.
      logOf(first, known);
      known.heads = first.heads;
    }
    for (const one of devices) for (const other of devices) other.take(one.rawChanges());
    expect(logOf(first, known).place()).toBe(first.text);
    expect(logOf(first).place()).toBe(first.text);
    const order = inOrderOfTime(known.log.written);
    expect(order).toHaveLength(first.changes().length);
    const states = statesAfter(order, new Set(order.map(({ hash }) => hash)));
    expect(states.get(order.at(-1)!.hash)!.sort()).toEqual(first.heads.sort());
    for (const open of devices) open.close();
  });
  fc.assert(run, { numRuns: 60, seed });
});

test('who writes with pauses of less than half an hour writes in one session', () => {
  let now = Date.UTC(2026, 2, 2, 9);
  const bytes = someDraftBytes('第一条　守时。\n', now);
  const [one, other] = [1, 2].map((number) => openDraft(bytes, number, () => now)) as [OpenDraft, OpenDraft];
  const write = (open: OpenDraft, minutes: number, insert: string, remove = 0): void => {
    now += minutes * 60_000;
    open.edit(open.heads, [{ at: 4, remove, insert }]);
    for (const each of [one, other]) each.take(open.rawChanges());
  };
  write(one, 10, '应当');
  write(other, 5, '员工 ');
  write(one, 20, '都', 1);
  one.put('remarks', { x: 1 });
  write(one, 29, '们');
  write(one, 31, '全');
  const order = inOrderOfTime(logOf(one).written);
  const sessions = sessionsOf(order, ({ actor, at }) => ({ member: deviceOfActor(actor)!, at }));
  const said = sessions.map(({ member, at, to, changes }) => [
    member === someDevice(1) ? 'one' : 'other',
    (to - at) / 60_000,
    changes.reduce((sum, { added }) => sum + added, 0),
    changes.reduce((sum, { removed }) => sum + removed, 0),
  ]);
  expect(said).toEqual([
    ['other', 0, 2, 0],
    // The first text, 应当, and after 25 and 29 minutes 都 in the place of 员, and 们.
    ['one', 64, 6 + 2 + 1 + 1, 1],
    ['one', 0, 1, 0],
  ]);
  expect(one.textAt(sessions[0]!.heads)).toBe('第一条　员工 应当守时。\n');
  expect(one.textAt(sessions.at(-1)!.heads)).toBe(one.text);
  one.close();
  other.close();
});
