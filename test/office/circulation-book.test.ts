import { describe, expect, test, vi } from 'vitest';
import type { AcknowledgeAct, Audience, CirculateAct } from '../../src/ledger/circulation-acts.ts';
import type { RosterChange } from '../../src/ledger/entry.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { CirculationBook } from '../../src/office/circulation-book.ts';
import { someHash, someKeys, someMember } from '../ledger/some-office.ts';
import { asked, edition, publish, somePeople } from './some-circulation.ts';

const nobody: Audience = { units: [], posts: [], roles: [], members: [], except: [] };
const day = '2026-11-29';

/** Two units, with the member in the first; a circulation for it. */
async function someBook(change: Partial<CirculateAct> = {}) {
  const people = await somePeople([
    { op: 'unit', id: 'u1', name: '一处', kind: 'office' },
    { op: 'unit', id: 'u2', name: '二处', kind: 'office' },
    { op: 'member', id: 'm', unit: 'u1' },
  ]);
  const { p, l, m } = people;
  const book = new CirculationBook(p.ledger);
  const say: typeof people.say = async (...what) => {
    const entry = await people.say(...what);
    book.follow();
    return entry;
  };
  const act: CirculateAct = { ...asked, audience: { ...nobody, units: ['u1'] }, ...change };
  const sent = await say(p, act);
  const ack = (more: Partial<AcknowledgeAct> = {}): AcknowledgeAct => ({
    type: 'acknowledge',
    circulation: sent.id,
    publish,
    edition,
    mode: 'read',
    ...more,
  });
  const changeRoster = async (changes: RosterChange[]): Promise<void> => {
    await p.changeRoster(changes, [m.id]);
    book.follow();
    for (const one of [l, m]) await one.take(p.entries.slice(-1));
  };
  const record = () => book.circulations.of(sent.id)!;
  const members = (): readonly string[] => book.members(record());
  const state = (member: string): string => book.standing(record(), member, day).state;
  return { ...people, say, book, sent, ack, changeRoster, record, members, state };
}

describe('people who come and go', () => {
  test('whoever moves to another unit is no longer meant, and what they said stays', async () => {
    const { m, l, say, ack, changeRoster, members, state } = await someBook();
    expect(members()).toEqual(['m']);
    await changeRoster([
      { op: 'member', id: 'm', unit: 'u2' },
      { op: 'member', id: 'l', unit: 'u1' },
    ]);
    expect(members()).toEqual(['l']);
    expect(state('l')).toBe('not-reached');
    // They had it before, and say so in their new unit.
    await say(m, ack());
    expect(state('m')).toBe('acknowledged');
    await changeRoster([{ op: 'member', id: 'm', unit: 'u1' }]);
    expect(members()).toEqual(['l', 'm']);
    await say(l, ack());
    expect([state('l'), state('m')]).toEqual(['acknowledged', 'acknowledged']);
  });

  test('whoever leaves is no longer meant; what they said before stays, and nothing comes after it', async () => {
    const { m, say, ack, changeRoster, members, record, state } = await someBook();
    const said = await say(m, ack());
    await changeRoster([{ op: 'left', member: 'm', on: day }]);
    expect(members()).toEqual([]);
    expect(state('m')).toBe('acknowledged');
    const late = await say(m, { ...ack(), mode: 'received' });
    expect(record().read.get('m')!.get(edition)!.entry.id).toBe(said.id);
    expect(record().refused.map(({ id }) => id)).toEqual([late.id]);
  });

  test('people with the same name are told apart', async () => {
    const { m, say, ack, changeRoster, members, state } = await someBook();
    const [name, other] = ['王芳', await someKeys(3)];
    await changeRoster([
      ...someMember(other, 'n', []),
      { op: 'member', id: 'm', name },
      { op: 'member', id: 'n', name, unit: 'u1' },
    ]);
    expect(members()).toEqual(['m', 'n']);
    await say(m, ack());
    expect([state('m'), state('n')]).toEqual(['acknowledged', 'not-reached']);
  });

  test('nobody outside the scope of the document is meant, whoever joins', async () => {
    const everyone: Audience = { ...nobody, everyone: true };
    const scope = { ...nobody, units: ['u1'], members: ['p'] };
    const { members, changeRoster } = await someBook({ audience: everyone, scope });
    expect(members()).toEqual(['p', 'm']);
    await changeRoster([{ op: 'member', id: 'm', unit: 'u2' }]);
    expect(members()).toEqual(['p']);
    await changeRoster([{ op: 'member', id: 'l', unit: 'u1' }]);
    expect(members()).toEqual(['p', 'l']);
  });
});

describe('what a device says', () => {
  test('a clock that was set back counts, and its witnesses show it', async () => {
    const { p, m, say, sent, ack, book, record, state } = await someBook();
    const seen = await say(p, { type: 'checkpoint', seen: [] }, sent.at + 1000);
    await m.take(p.entries.slice(-1));
    const entry = await m.say(ack(), { at: sent.at - 86_400_000, saw: seen.id });
    await p.take(m.entries.slice(-1));
    book.follow();
    const later = await say(p, { type: 'checkpoint', seen: [[m.id, entry.seq, entry.id]] }, sent.at + 60_000);
    expect(state('m')).toBe('acknowledged');
    expect(record().read.get('m')!.get(edition)!.entry.at).toBeLessThan(sent.at);
    expect(p.ledger.witness.of(entry)).toEqual({
      after: { at: seen.at, device: p.id },
      before: { at: later.at, device: p.id },
    });
  });

  test('a word about a circulation and an edition that have not come yet waits for them', async () => {
    const people = await somePeople();
    const { p, l, m } = people;
    const issued = await p.say(p.publishAct('lamps', 'first'));
    const first = { publish: issued.id, edition: someHash('first') };
    const erratum = await p.say(
      p.publishAct('lamps', 'second', { change: 'erratum', revises: first.edition }),
    );
    const sent = await p.say({ ...asked, editions: [first] });
    const word = { publish: erratum.id, edition: someHash('second') };
    const read = await m.say({ type: 'acknowledge', circulation: sent.id, mode: 'read', ...word });
    const book = new CirculationBook(l.ledger);
    for (const [i, entry] of [read, sent, issued, erratum].entries()) {
      l.ledger.restoreAll([entry]);
      book.follow();
      const record = book.circulations.of(sent.id);
      expect(record === undefined, `entry ${i}`).toBe(i === 0);
      if (record !== undefined)
        expect(book.standing(record, 'm', day).state === 'acknowledged', `entry ${i}`).toBe(i === 3);
    }
  });

  test.each([
    ['a choice that is not there', [[5], [0]]],
    ['too few answers', [[1]]],
    ['too many answers', [[1], [0], [0]]],
    ['every choice at once', [[0, 1], [0]]],
    ['none', undefined],
  ])('answers edited by hand are no passed test: %s', async (_, answers) => {
    const questions = [
      { text: '一', choices: ['a', 'b'], right: [1] },
      { text: '二', choices: ['a', 'b'], right: [0] },
    ];
    const { m, say, ack, state } = await someBook({ level: 'studied', questions });
    await say(m, ack({ mode: 'studied', ...(answers !== undefined && { answers }) }));
    // It has reached them, that is all.
    expect(state('m')).toBe('reached');
    await say(m, ack({ mode: 'studied', answers: [[1], [0]] }));
    expect(state('m')).toBe('acknowledged');
  });

  test('nobody is told of an entry twice', async () => {
    const { p, m, say, ack, record } = await someBook();
    await say(m, { ...ack(), unit: 'u1' });
    const book = new CirculationBook(p.ledger);
    book.follow();
    expect(book.circulations.of(record().entry.id)!.refused).toHaveLength(1);
  });
});

describe('reading in turn', () => {
  test('waits for whoever comes before, but not for whoever need not, or has left', async () => {
    const members = ['l', 'm', 'p'];
    const { p, l, say, ack, sent, book, record, changeRoster } = await someBook({
      order: 'in-turn',
      audience: { ...nobody, members },
    });
    const waiting = (): string[] => members.filter((one) => book.standing(record(), one, day).isWaitingTurn);
    expect(waiting()).toEqual(['m', 'p']);
    const word = await say(l, ack());
    expect(waiting()).toEqual(['p']);
    await say(l, { type: 'withdraw', entry: word.id, reason: '误' });
    expect(waiting()).toEqual(['m', 'p']);
    await say(p, { type: 'exempt', circulation: sent.id, members: ['l'], reason: '病假' });
    expect(waiting()).toEqual(['p']);
    // Also when it is asked before the book has been told.
    await p.changeRoster([{ op: 'left', member: 'm', on: day }]);
    expect(waiting()).toEqual([]);
    await changeRoster([]);
    expect(waiting()).toEqual([]);
  });
});

describe('what costs little', () => {
  const people = 500;
  const crowd = Array.from({ length: people }, (_, i): RosterChange[] => [
    { op: 'member', id: `c${i}`, name: `成员${i}` },
    { op: 'grant', member: `c${i}`, roles: ['member'] },
  ]).flat();

  test('whose turn it is, for everybody', async () => {
    const { l, say, ack, book, record, changeRoster } = await someBook({
      order: 'in-turn',
      audience: { ...nobody, everyone: true },
    });
    await changeRoster(crowd);
    const read = vi.spyOn(record().read, 'get');
    const waiting = (): number =>
      book.members(record()).filter((one) => book.standing(record(), one, day).isWaitingTurn).length;
    expect(waiting()).toBe(people + 2);
    const some = [...book.members(record())].slice(0, 400);
    await say(l, ack({ behalf: { members: some, means: 'meeting', reason: '会议传达' } }));
    read.mockClear();
    expect(waiting()).toBe(people + 2 - 400);
    expect(read.mock.calls.length).toBeLessThan(4 * people);
  });

  test('one more word, however many there are', async () => {
    const { l, m, p, say, ack, book, record, members } = await someBook();
    for (let i = 0; i < 50; i++) await say(i % 2 === 0 ? m : l, ack());
    const before = record();
    const judge = vi.spyOn(p.ledger.roster, 'judge');
    await say(p, ack());
    for (const one of members()) book.standing(record(), one, day);
    expect(record()).toBe(before);
    expect(record().read.has('p')).toBe(true);
    expect(judge.mock.calls.length).toBeLessThan(5);
  });
});

test('a book begun late says the same as one that was told entry by entry', async () => {
  const { p, m, l, say, ack, book, record } = await someBook();
  await say(m, ack());
  await say(l, ack({ mode: 'received', unit: 'u1' }));
  const late = new CirculationBook(p.ledger);
  expect(late.all()).toEqual(book.all());
  expect(late.all()).toEqual([record()]);
  expect(new CirculationBook(new Ledger(p.ledger.office)).all()).toEqual([]);
});
