import { describe, expect, test } from 'vitest';
import type { RelayAct } from '../../src/ledger/circulation-acts.ts';
import { hasPassed } from '../../src/office/has-passed.ts';
import { someHash } from '../ledger/some-office.ts';
import { asked, behalf, edition, recordInSomeOrder, someCirculation } from './some-circulation.ts';

describe('a circulation', () => {
  test('counts each member once, by their first word', async () => {
    const { m, say, ack, read, record } = await someCirculation();
    const first = await say(m, ack(), 2_000);
    await say(m, ack(), 3_000);
    expect(read()).toEqual([['m', 'own']]);
    expect(record().read.get('m')!.get(edition)!.entry.id).toBe(first.id);
  });

  test('counts no other wording, and no other publication of it', async () => {
    const { m, say, ack, read } = await someCirculation();
    await say(m, ack({ edition: someHash('other') }));
    await say(m, ack({ publish: someHash('other') }));
    expect(read()).toEqual([]);
  });

  test('marks what was said for others, until they say it themselves', async () => {
    const { l, m, say, ack, read, record } = await someCirculation();
    await say(l, ack({ behalf: { ...behalf, members: ['m'] } }), 2_000);
    expect(read()).toEqual([['m', 'paper']]);
    expect(record().read.get('m')!.get(edition)!.by).toBe('l');
    await say(m, ack(), 9_000);
    expect(read()).toEqual([['m', 'own']]);
  });

  test('takes the word for others from nobody who may not give it', async () => {
    const { m, say, ack, read, record, circulation } = await someCirculation();
    await say(m, ack({ behalf: { ...behalf, members: ['l'] } }));
    await say(m, ack({ mode: 'received', unit: 'u' }));
    await say(m, { type: 'exempt', circulation, members: ['m'], reason: '忙' });
    await say(m, { type: 'close', circulation });
    expect(read()).toEqual([]);
    expect(record()).toMatchObject({ received: new Map(), exempt: new Map() });
    expect(record().closed).toBeUndefined();
    expect(record().refused).toHaveLength(4);
  });

  test('lets a liaison officer speak for others, and neither exempt them nor end it', async () => {
    const { l, say, record, circulation } = await someCirculation();
    await say(l, { type: 'exempt', circulation, members: ['m'], reason: '忙' });
    await say(l, { type: 'close', circulation });
    expect(record().exempt.size).toBe(0);
    expect(record().closed).toBeUndefined();
    expect(record().refused).toHaveLength(2);
  });

  test('is none when it was sent without the right to', async () => {
    const { m, say, circulations } = await someCirculation();
    const { id } = await say(m, asked);
    expect(circulations.of(id)).toBeUndefined();
    expect(circulations.of(someHash('nowhere'))).toBeUndefined();
  });

  test('keeps what a unit has apart from what its people have read', async () => {
    const { l, m, say, ack, read, record } = await someCirculation();
    await say(l, ack({ mode: 'received', unit: 'u' }));
    await say(m, ack({ mode: 'received' }));
    expect(read()).toEqual([]);
    expect([...record().received.keys()]).toEqual(['u']);
  });

  test('with questions counts only who has answered enough of them', async () => {
    const questions = [
      { text: '一', choices: ['a', 'b'], right: [1] },
      { text: '二', choices: ['a', 'b', 'c'], right: [0, 2] },
    ];
    const { m, say, ack, read } = await someCirculation({ level: 'studied', questions, pass: 1 });
    await say(m, ack());
    await say(m, ack({ mode: 'studied', answers: [[0], [0]] }));
    expect(read()).toEqual([]);
    await say(m, ack({ mode: 'studied', answers: [[0], [2, 0]] }));
    expect(read()).toEqual([['m', 'own']]);
    expect(hasPassed({ questions }, [[1], [0, 2]])).toBe(true);
    expect(hasPassed({ questions }, [[1]])).toBe(false);
    expect(
      hasPassed({ questions }, [
        [0, 1],
        [0, 2],
      ]),
    ).toBe(false);
    expect(hasPassed({ questions, pass: 0 }, [[1], [0], [0]])).toBe(false);
  });

  test('forgets what was taken back by who said it, and not by another', async () => {
    const { l, m, say, ack, read } = await someCirculation();
    const { id } = await say(m, ack());
    await say(l, { type: 'withdraw', entry: id, reason: '误' });
    expect(read()).toEqual([['m', 'own']]);
    await say(m, { type: 'withdraw', entry: id, reason: '误' });
    expect(read()).toEqual([]);
  });

  test('keeps how each unit passed it on, the newest first, and nothing of it that was taken back', async () => {
    const { l, m, say, circulation, record } = await someCirculation();
    const relay = (unit: string, attended: number): RelayAct => ({
      type: 'relay',
      circulation,
      unit,
      how: 'meeting',
      on: '2026-11-20',
      should: 30,
      attended,
      later: 0,
    });
    const second = await say(l, relay('u1', 29), 6_000);
    const first = await say(l, relay('u1', 27), 5_000);
    const wrong = await say(l, relay('u1', 3), 7_000);
    await say(l, relay('u2', 5), 1_000);
    const refused = await say(m, relay('u3', 5), 1_000);
    await say(l, { type: 'withdraw', entry: wrong.id, reason: '误' });
    expect(
      record()
        .relays.get('u1')!
        .map(({ id }) => id),
    ).toEqual([second.id, first.id]);
    expect([...record().relays.keys()].sort()).toEqual(['u1', 'u2']);
    expect(record().refused.map(({ id }) => id)).toEqual([refused.id]);
  });

  test('is replaced by one that a publisher sends in its place, until that is taken back', async () => {
    const { p, m, say, circulation, circulations, record } = await someCirculation();
    await say(m, { ...asked, replaces: circulation });
    expect(record().replacedBy).toBeUndefined();
    const first = await say(p, { ...asked, replaces: circulation }, 5_000);
    expect(record().replacedBy?.id).toBe(first.id);
    const second = await say(p, { ...asked, replaces: circulation }, 6_000);
    expect(record().replacedBy?.id).toBe(second.id);
    await say(p, { type: 'withdraw', entry: second.id, reason: '误' });
    expect(record().replacedBy?.id).toBe(first.id);
    await say(p, { type: 'withdraw', entry: first.id, reason: '误' });
    expect(record().replacedBy).toBeUndefined();
    expect(circulations.of(first.id)?.withdrawn).toBeDefined();
  });

  test('is the same in whatever order the entries come', async () => {
    const { p, l, m, say, ack, said, circulation, record } = await someCirculation();
    await say(l, ack({ behalf: { ...behalf, members: ['m', 'p'] } }), 5_000);
    const own = await say(m, ack(), 6_000);
    await say(m, { type: 'withdraw', entry: own.id, reason: '误' }, 7_000);
    await say(m, ack(), 8_000);
    await say(m, ack(), 4_000);
    await say(m, ack({ mode: 'received', unit: 'u' }), 4_000);
    await say(m, { type: 'close', circulation }, 3_000);
    await say(p, { type: 'exempt', circulation, members: ['l'], reason: '病假' }, 9_000);
    await say(p, { type: 'exempt', circulation, members: ['l'], reason: '出差' }, 2_000);
    await say(p, { type: 'close', circulation });
    await say(p, { type: 'close', circulation }, 9_000);
    const relay = { type: 'relay', circulation, unit: 'u', how: 'board', on: '2026-11-20' } as const;
    for (const at of [4_000, 2_000, 3_000]) await say(l, { ...relay, should: at, attended: 0, later: 0 }, at);
    const next = await say(p, { ...asked, replaces: circulation });
    await say(p, { type: 'withdraw', entry: next.id, reason: '误' });
    await say(p, { ...asked, replaces: circulation }, 1_000);
    const expected = record();
    expect([...expected.exempt.values()].map(({ at }) => at)).toEqual([2_000]);
    expect(expected.closed?.at).toBe(9_000);
    expect(expected.relays.get('u')!.map(({ at }) => at)).toEqual([4_000, 3_000, 2_000]);
    expect(expected.replacedBy?.at).toBe(1_000);
    expect(expected.refused.map(({ at }) => at)).toEqual([3_000, 4_000]);
    for (let seed = 1; seed <= 200; seed++)
      expect(recordInSomeOrder(said, circulation, seed), `seed ${seed}`).toEqual(expected);
  });
});
