import { describe, expect, test } from 'vitest';
import type { AcknowledgeAct, CirculateAct } from '../../src/ledger/circulation-acts.ts';
import type { Act, Entry } from '../../src/ledger/entry.ts';
import { Circulations, type CirculationRecord } from '../../src/office/circulations.ts';
import { hasPassed } from '../../src/office/has-passed.ts';
import { Random } from '../faults/random.ts';
import { SomeDevice, someHash, someKeys, someMember } from '../ledger/some-office.ts';

const publish = someHash('p');
const edition = someHash('e');
const asked: CirculateAct = {
  type: 'circulate',
  editions: [{ publish, edition }],
  audience: { everyone: true, units: [], posts: [], roles: [], members: [], except: [] },
  level: 'read',
  order: 'together',
};

/** An admin who publishes, a liaison officer, a member, and what they say, all on one device's ledger. */
async function someCirculation(change: Partial<CirculateAct> = {}) {
  const keys = await Promise.all([0, 1, 2].map(someKeys));
  const { device: p } = await SomeDevice.founding(keys[0]!, [
    ...someMember(keys[0]!, 'p', ['admin', 'publisher']),
    ...someMember(keys[1]!, 'l', ['liaison']),
    ...someMember(keys[2]!, 'm', []),
  ]);
  const said: Entry[] = [];
  const [l, m] = [keys[1]!, keys[2]!].map((one) => new SomeDevice(one, p.ledger.office)) as [
    SomeDevice,
    SomeDevice,
  ];
  for (const one of [l, m]) await one.take(p.entries);
  const circulations = new Circulations(p.ledger.roster);
  const say = async (by: SomeDevice, act: Act, at?: number): Promise<Entry> => {
    const entry = await by.say(act, at === undefined ? {} : { at });
    await p.take(by.entries.slice(-1));
    said.push(entry);
    circulations.add(entry);
    return entry;
  };
  const circulation = (await say(p, { ...asked, ...change })).id;
  const ack = (more: Partial<AcknowledgeAct> = {}): AcknowledgeAct => ({
    type: 'acknowledge',
    circulation,
    publish,
    edition,
    mode: 'read',
    ...more,
  });
  const record = (): CirculationRecord => circulations.of(circulation)!;
  const read = (): string[][] =>
    [...record().read].map(([who, by]) => [who, ...[...by.values()].map(({ means = 'own' }) => means)]);
  return { p, l, m, say, ack, said, circulation, circulations, record, read };
}

const behalf = { members: ['m'], means: 'paper', reason: '无设备', witness: '李雷' } as const;

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

  test('is the same in whatever order the entries come', async () => {
    const { p, l, m, say, ack, said, circulation, record } = await someCirculation();
    await say(l, ack({ behalf: { ...behalf, members: ['m', 'p'] } }), 5_000);
    const own = await say(m, ack(), 6_000);
    await say(m, { type: 'withdraw', entry: own.id, reason: '误' }, 7_000);
    await say(m, ack(), 8_000);
    await say(m, ack(), 4_000);
    await say(p, { type: 'exempt', circulation, members: ['l'], reason: '病假' });
    await say(p, { type: 'close', circulation });
    const expected = record();
    expect([...expected.exempt.keys()]).toEqual(['l']);
    expect(expected.closed).toBeDefined();
    for (let seed = 1; seed <= 200; seed++) {
      const random = new Random(seed);
      const shuffled = said.map((entry) => ({ entry, at: random.next() })).sort((a, b) => a.at - b.at);
      const again = new Circulations(p.ledger.roster);
      for (const { entry } of shuffled) {
        again.add(entry);
        // Asked in between, so that what was worked out too early is found out.
        again.of(circulation);
      }
      expect(again.of(circulation), `seed ${seed}`).toEqual(expected);
    }
  });
});
