import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/ledger/entry.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { DevicesReached } from '../../src/office/devices-reached.ts';
import { Random } from '../faults/random.ts';
import type { SomeDevice } from '../ledger/some-office.ts';
import { asked, edition, publish, somePeople } from './some-circulation.ts';

const saw = (entry: Entry) =>
  ({ type: 'checkpoint', seen: [[entry.device, entry.seq, entry.id]] }) as Extract<
    Entry['act'],
    { type: 'checkpoint' }
  >;

/** Which of these devices have said that they hold an entry, when everything comes in some order. */
function reachedIn(entries: readonly Entry[], entry: Entry, devices: readonly SomeDevice[]): boolean[] {
  const ledger = new Ledger(entries[0]!.id);
  const reached = new DevicesReached(ledger.chains);
  for (const one of entries) {
    ledger.restoreAll([one]);
    reached.add(one);
  }
  return devices.map(({ id }) => reached.hasSaid(id, entry));
}

describe('a device has what its chain says that it has seen', () => {
  test('that entry and all before it, whichever comes first', async () => {
    const { p, l, m, say, said } = await somePeople();
    const before = await say(p, asked);
    const after = await say(p, asked);
    const later = await say(p, asked);
    await say(l, saw(after));
    await say(m, saw(before));
    for (let seed = 1; seed <= 100; seed++) {
      const random = new Random(seed);
      const [genesis, ...others] = said as [Entry, ...Entry[]];
      const shuffled = others.map((entry) => ({ entry, at: random.next() })).sort((a, b) => a.at - b.at);
      const some = [genesis, ...shuffled.map(({ entry }) => entry)];
      const found = [before, after, later].map((entry) => reachedIn(some, entry, [p, l, m]));
      expect(found, `seed ${seed}`).toEqual([
        [true, true, true],
        [true, true, false],
        [true, false, false],
      ]);
    }
  });

  test('and what it speaks of', async () => {
    const { p, l, m, say, said } = await somePeople();
    const sent = await say(p, asked);
    await say(m, { type: 'acknowledge', circulation: sent.id, publish, edition, mode: 'read' });
    expect(reachedIn(said, sent, [l, m])).toEqual([false, true]);
  });

  test('no more than that is known: a place that is not here, or in another branch', async () => {
    const { p, l, m, say, said } = await somePeople();
    const sent = await say(p, asked);
    await say(l, { type: 'checkpoint', seen: [[p.id, 9, 'ab'.repeat(32)]] });
    const { entry: other, signed } = await p.draft(asked, { last: p.ledger.chains.get(p.ledger.office) });
    const { entry: longer, signed: next } = await p.draft(asked, { last: other });
    await p.take([signed, next]);
    said.push(other, longer);
    await say(m, saw(longer));
    expect(reachedIn(said, sent, [l, m])).toEqual([false, false]);
    expect(reachedIn(said, other, [l, m])).toEqual([false, true]);
  });
});
