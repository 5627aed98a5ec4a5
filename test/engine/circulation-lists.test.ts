import { describe, expect, test } from 'vitest';
import type { Act } from '../../src/ledger/entry.ts';
import { noon, SomeLists } from './some-lists.ts';

const on = '2026-03-20';

/** A publisher without a unit, a liaison officer and a member in a unit, one below it, one elsewhere. */
const someOffice = (): Promise<SomeLists> =>
  SomeLists.open(
    ['p', undefined, 'admin', 'publisher'],
    ['l', 'u', 'liaison'],
    ['m', 'u'],
    ['n', 'v'],
    ['o', 'w'],
  );

describe('the list of circulations', () => {
  test('counts how many stand how, and puts what is open before what is over', async () => {
    const some = await someOffice();
    const old = await some.send('考勤办法', noon('2026-03-02'), { due: '2026-03-10' });
    const done = await some.send('用车办法', noon('2026-03-03'), { due: '2026-03-10' });
    await some.say('m', old.ack(), noon('2026-03-04'));
    await some.say(
      'p',
      { type: 'exempt', circulation: old.id, members: ['o'], reason: '病假' },
      noon('2026-03-04'),
    );
    await some.say('p', { type: 'close', circulation: done.id }, noon('2026-03-05'));
    const { lines } = some.of('p').circulations({ on });
    expect(lines.map(({ circulation, state }) => [circulation, state])).toEqual([
      [old.id, 'open'],
      [done.id, 'closed'],
    ]);
    expect(lines[0]!.counts).toEqual({
      meant: 5,
      acknowledged: 1,
      // The publisher's own device holds what it has sent.
      reached: 1,
      notReached: 2,
      exempt: 1,
      overdue: 3,
    });
    expect(lines[0]!.editions[0]!.title).toBe('考勤办法');
    // Nobody is late for what is over.
    expect(lines[1]!.counts.overdue).toBe(0);
    expect(some.of('p').circulations({ on: '2026-03-10' }).lines[0]!.counts.overdue).toBe(0);
  });

  test('counts what the people add up to', async () => {
    const some = await someOffice();
    const { id, ack } = await some.send('考勤办法', noon('2026-03-02'), { due: '2026-03-10' });
    await some.say('m', ack(), noon('2026-03-04'));
    await some.say(
      'p',
      { type: 'exempt', circulation: id, members: ['o'], reason: '病假' },
      noon('2026-03-04'),
    );
    const { people, counts, units } = some.of('p').circulation({ circulation: id, on });
    const how = (state: string): number => people.filter((one) => one.state === state).length;
    expect(counts).toEqual({
      meant: people.length,
      acknowledged: how('acknowledged'),
      reached: how('reached'),
      notReached: how('not-reached'),
      exempt: how('exempt'),
      overdue: people.filter(({ isOverdue }) => isOverdue).length,
    });
    for (const key of Object.keys(counts) as (keyof typeof counts)[])
      expect(units.reduce((sum, one) => sum + one.counts[key], 0)).toBe(counts[key]);
  });

  test('tells whether one was taken back, or another came in its place', async () => {
    const some = await someOffice();
    const first = await some.send('考勤办法', noon('2026-03-02'));
    const second = await some.send('考勤办法（修订）', noon('2026-03-03'), { replaces: first.id });
    const state = (id: string): string =>
      some
        .of('p')
        .circulations({ on })
        .lines.find(({ circulation }) => circulation === id)!.state;
    expect([state(first.id), state(second.id)]).toEqual(['replaced', 'open']);
    expect(some.of('p').circulation({ circulation: first.id, on }).replacedBy).toBe(second.id);
    await some.say('p', { type: 'withdraw', entry: second.id, reason: '发错了' }, noon('2026-03-04'));
    expect([state(first.id), state(second.id)]).toEqual(['open', 'withdrawn']);
    expect(some.of('p').circulation({ circulation: second.id, on }).withdrawn).toMatchObject({
      by: '成员p',
      reason: '发错了',
    });
  });

  test('says how far its knowledge goes, and believes no clock that is far ahead', async () => {
    const some = await someOffice();
    const { ack } = await some.send('考勤办法', noon('2026-03-02'));
    expect(some.of('p').circulations({ on }).cutOff).toMatchObject({ now: some.now });
    expect(some.of('p').circulations({ on }).cutOff.others).toBeUndefined();
    await some.say('m', ack(), noon('2026-03-05'));
    await some.say('o', ack(), noon('2031-01-01'));
    const { cutOff } = some.of('p').circulations({ on });
    expect(cutOff.others).toEqual({ at: noon('2026-03-05'), device: 'm的电脑' });
  });
});

describe('one circulation', () => {
  test('tells of everybody how they stand, and how many by unit', async () => {
    const some = await someOffice();
    const { id, ack } = await some.send('考勤办法', noon('2026-03-02'), {
      due: '2026-03-10',
      note: '请尽快',
    });
    await some.say('m', ack(), noon('2026-03-04'));
    await some.say(
      'l',
      ack({
        behalf: { members: ['n'], means: 'paper', reason: '没有设备', witness: '李雷', on: '2026-03-11' },
      }),
      noon('2026-03-12'),
    );
    const view = some.of('p').circulation({ circulation: id, on });
    expect(view).toMatchObject({
      note: '请尽快',
      mayNames: true,
      mayAct: true,
      audience: { everyone: true },
    });
    expect(view.units.map(({ name, counts }) => [name, counts.acknowledged, counts.meant])).toEqual([
      ['行政科', 1, 2],
      ['行政科文印室', 1, 1],
      ['财务科', 0, 1],
      ['', 0, 1],
    ]);
    const of = (member: string) => view.people.find((one) => one.member === member)!;
    expect(of('m')).toMatchObject({ state: 'acknowledged', readings: [{ isLate: false }], missing: 0 });
    expect(of('n')).toMatchObject({ readings: [{ means: 'paper', on: '2026-03-11', isLate: true }] });
    expect(of('o')).toMatchObject({ state: 'not-reached', isOverdue: true, missing: 1 });
    // Nothing was ever heard of that device; of the other one its last word is known.
    expect(of('o').heard).toBeUndefined();
    expect(of('l').heard).toEqual({ at: noon('2026-03-12'), isDirect: false });
    some.heard.set(some.by.get('o')!.id, noon('2026-03-15'));
    expect(some.of('p').circulation({ circulation: id, on }).people.at(-1)!.heard).toEqual({
      at: noon('2026-03-15'),
      isDirect: true,
    });
  });

  test('keeps apart who acknowledged and is not meant any more', async () => {
    const some = await someOffice();
    const audience = { units: ['w'], posts: [], roles: [], members: [], except: [] };
    const { id, ack } = await some.send('财务办法', noon('2026-03-02'), { audience });
    await some.say('o', ack(), noon('2026-03-04'));
    const p = some.by.get('p')!;
    await some.say(
      'p',
      p.rosterAct([{ op: 'member', id: 'o', name: '成员o', unit: 'u' }]),
      noon('2026-03-05'),
    );
    const view = some.of('p').circulation({ circulation: id, on });
    expect(view.counts.meant).toBe(0);
    expect(view.people).toEqual([]);
    expect(view.apart.map(({ member, state }) => [member, state])).toEqual([['o', 'acknowledged']]);
    expect(some.of('p').person({ member: 'o', on }).lines).toMatchObject([{ isApart: true }]);
  });

  test('gives numbers to everybody, and names to those who answer for it and to nobody else', async () => {
    const some = await someOffice();
    const audience = { units: [], posts: [], roles: [], members: ['m', 'o'], except: [] };
    const { id, ack } = await some.send('考勤办法', noon('2026-03-02'), { audience });
    await some.say('o', ack(), noon('2026-03-04'));
    await some.say('m', { type: 'close', circulation: id }, noon('2026-03-05'));
    for (const who of ['p', 'l']) {
      const view = some.of(who).circulation({ circulation: id, on });
      expect(view.people.map(({ name }) => name)).toEqual(['成员m', '成员o']);
      expect(view.refused).toMatchObject([{ act: 'close', by: '成员m' }]);
    }
    const view = some.of('m').circulation({ circulation: id, on });
    expect(view.counts).toMatchObject({ meant: 2, acknowledged: 1 });
    expect(view).toMatchObject({ people: [], apart: [], refused: [], mayNames: false, mayAct: false });
    expect(view.audience.members).toEqual({ count: 2, names: [] });
    expect(JSON.stringify(view)).not.toContain('成员o');
    expect([some.of('m').oversees, some.of('l').oversees]).toEqual([false, true]);
    expect(some.of('m').matrix({ on }).people).toEqual([]);
    expect(some.of('m').unit({ unit: 'u', on }).people).toEqual([]);
    expect((await some.of('m').reminders({ circulation: id, on })).missing).toEqual([]);
    expect(() => some.of('m').person({ member: 'o', on })).toThrow('not-allowed');
    expect(() => some.of('m').personStanding({ circulation: id, member: 'o', on })).toThrow('not-allowed');
    // Of oneself one may know everything.
    expect(some.of('m').person({ member: 'm', on }).lines).toHaveLength(1);
    // Whoever speaks of a circulation has it.
    expect(some.of('m').personStanding({ circulation: id, member: 'm', on }).state).toBe('reached');
  });

  test('asks one after another, and tells whose turn it is not', async () => {
    const some = await someOffice();
    const audience = { units: [], posts: [], roles: [], members: ['o', 'm', 'n'], except: [] };
    const { id, ack } = await some.send('考勤办法', noon('2026-03-02'), { audience, order: 'in-turn' });
    const turns = (): boolean[] =>
      some
        .of('p')
        .circulation({ circulation: id, on })
        .people.map(({ isWaitingTurn }) => isWaitingTurn);
    expect(turns()).toEqual([false, true, true]);
    await some.say('o', ack(), noon('2026-03-04'));
    expect(turns()).toEqual([false, false, true]);
    await some.say(
      'p',
      { type: 'exempt', circulation: id, members: ['m'], reason: '病假' },
      noon('2026-03-05'),
    );
    expect(turns()).toEqual([false, false, false]);
  });

  test('tells how a reading is known: device, witnesses, who said so, and why somebody need not', async () => {
    const some = await someOffice();
    const { id, ack } = await some.send('考勤办法', noon('2026-03-02'), { due: '2026-03-10' });
    const remark = { kind: 'question', text: '第三条何时开始？', address: 'a3' } as const;
    const acked = await some.say('m', ack({ statement: '我已阅读。', remark }), noon('2026-03-04'));
    const seen: Act = { type: 'checkpoint', seen: [[acked.device, acked.seq, acked.id]] };
    await some.say('l', seen, noon('2026-03-05'));
    const one = some.of('p').personStanding({ circulation: id, member: 'm', on });
    expect(one.proofs).toMatchObject([
      {
        title: '考勤办法',
        device: 'm的电脑',
        by: '成员m',
        statement: '我已阅读。',
        remark,
        isLate: false,
        witnessed: { before: { at: noon('2026-03-05') } },
      },
    ]);
    expect(Object.values(one.proofs[0]!.witnesses)).toEqual(['成员l']);
    await some.say(
      'p',
      { type: 'exempt', circulation: id, members: ['o'], reason: '病假' },
      noon('2026-03-05'),
    );
    expect(some.of('p').personStanding({ circulation: id, member: 'o', on }).exempt).toMatchObject({
      by: '成员p',
      reason: '病假',
    });
  });

  test('is late for what others witness, whatever a clock that was set back says', async () => {
    const some = await someOffice();
    const { id, ack } = await some.send('考勤办法', noon('2026-03-02'), { due: '2026-03-10' });
    const seen = await some.say('l', { type: 'checkpoint', seen: [] }, noon('2026-03-12'));
    const m = some.by.get('m')!;
    const entry = await m.say(ack(), { at: noon('2026-03-09'), saw: seen.id });
    await some.by.get('p')!.take(m.entries.slice(-1));
    const { proofs } = some.of('p').personStanding({ circulation: id, member: 'm', on });
    expect(proofs).toMatchObject([{ entry: entry.id, at: noon('2026-03-09'), isLate: true }]);
  });
});

describe('views across circulations', () => {
  test('the matrix has a cell for each person of a unit and each document, and pages them', async () => {
    const some = await someOffice();
    const late = await some.send('考勤办法', noon('2026-03-02'), { due: '2026-03-05' });
    const only = { units: ['u'], posts: [], roles: [], members: [], except: ['m'] };
    await some.send('用车办法', noon('2026-03-03'), { audience: only });
    await some.say('m', late.ack(), noon('2026-03-06'));
    const { people, documents, total } = some.of('l').matrix({ unit: 'u', on });
    expect(documents.map(({ editions }) => editions[0]!.title)).toEqual(['用车办法', '考勤办法']);
    expect(people.map(({ member, cells }) => [member, ...cells])).toEqual([
      ['l', 'not-reached', 'overdue'],
      ['m', 'none', 'late'],
      ['n', 'not-reached', 'overdue'],
    ]);
    expect(total).toBe(2);
    expect(some.of('l').matrix({ from: 1, on }).documents).toHaveLength(1);
    expect(some.of('l').matrix({ on }).people).toHaveLength(5);
  });

  test('one unit, with what is below it', async () => {
    const some = await someOffice();
    const first = await some.send('考勤办法', noon('2026-03-02'), { due: '2026-03-05' });
    const elsewhere = { units: ['w'], posts: [], roles: [], members: [], except: [] };
    await some.send('财务办法', noon('2026-03-03'), { audience: elsewhere });
    await some.say('n', first.ack(), noon('2026-03-04'));
    const view = some.of('p').unit({ unit: 'u', on });
    expect(view).toMatchObject({ name: '行政科', size: 3 });
    expect(view.lines.map(({ counts }) => [counts.meant, counts.acknowledged, counts.overdue])).toEqual([
      [3, 1, 2],
    ]);
    expect(
      view.people.map(({ member, open, overdue, acknowledged }) => [member, open, overdue, acknowledged]),
    ).toEqual([
      ['l', 1, 1, 0],
      ['m', 1, 1, 0],
      ['n', 0, 0, 1],
    ]);
    expect(() => some.of('p').unit({ unit: 'nowhere', on })).toThrow('not-found');
  });

  test('the trend counts a person on the day on which they were through', async () => {
    const some = await someOffice();
    const { id, ack } = await some.send('考勤办法', noon('2026-03-02'), { due: '2026-03-10' });
    await some.say('m', ack(), noon('2026-03-04'));
    await some.say('o', ack(), noon('2026-03-04'));
    await some.say('n', ack(), noon('2026-03-09'));
    expect(some.of('m').trend({ circulation: id })).toEqual({
      sent: '2026-03-02',
      due: '2026-03-10',
      meant: 5,
      days: [
        { day: '2026-03-04', acknowledged: 2, total: 2 },
        { day: '2026-03-09', acknowledged: 1, total: 3 },
      ],
    });
  });
});

describe('the trend of several editions', () => {
  test('counts a person with the last of them, and not before', async () => {
    const some = await someOffice();
    const first = await some.send('考勤办法', noon('2026-03-02'));
    const { act } = some.by.get('p')!.ledger.chains.get(first.id)!;
    const second = await some.send('用车办法', noon('2026-03-02'));
    const other = some.by.get('p')!.ledger.chains.get(second.id)!.act;
    if (act.type !== 'circulate' || other.type !== 'circulate') throw new Error('sent');
    const both = [...act.editions, ...other.editions];
    const { id } = await some.say('p', { ...act, editions: both }, noon('2026-03-03'));
    const read = (at: number, day: string) =>
      some.say('m', { type: 'acknowledge', circulation: id, mode: 'read', ...both[at]! }, noon(day));
    // The second of them first, so that neither order nor chance decides.
    await read(1, '2026-03-09');
    expect(some.of('p').trend({ circulation: id }).days).toEqual([]);
    await read(0, '2026-03-05');
    expect(some.of('p').trend({ circulation: id }).days).toEqual([
      { day: '2026-03-09', acknowledged: 1, total: 1 },
    ]);
  });
});

describe('reminders', () => {
  test('name who is missing, and give numbers only to those who keep them', async () => {
    const some = await someOffice();
    some.phones.set('m', '13800000001');
    const { id, ack } = await some.send('考勤办法', noon('2026-03-02'), { due: '2026-03-10' });
    await some.say('o', ack(), noon('2026-03-04'));
    const own = await some.of('p').reminders({ circulation: id, on });
    expect(own.missing.map(({ member, phone }) => [member, phone])).toEqual([
      ['p', undefined],
      ['l', undefined],
      ['m', '13800000001'],
      ['n', undefined],
    ]);
    const theirs = await some.of('l').reminders({ circulation: id, on });
    expect(theirs.missing).toHaveLength(4);
    expect(theirs.mayPhones).toBe(false);
    expect(JSON.stringify(theirs)).not.toContain('13800000001');
    await some.say('p', { type: 'close', circulation: id }, noon('2026-03-11'));
    expect((await some.of('p').reminders({ circulation: id, on })).missing).toEqual([]);
  });

  test('come to the head of the unit once the working days are over', async () => {
    const some = await someOffice();
    // Monday; the fifth working day after it is the Monday that follows.
    const { id, ack } = await some.send('考勤办法', noon('2026-03-02'), { escalateAfter: 5 });
    await some.say('m', ack(), noon('2026-03-04'));
    expect(some.of('l').escalations({ on: '2026-03-09' })).toEqual([]);
    expect(some.of('l').escalations({ on: '2026-03-10' })).toEqual([
      {
        circulation: id,
        editions: [expect.objectContaining({ title: '考勤办法' })],
        unitName: '行政科',
        names: ['成员l'],
        since: '2026-03-09',
      },
      expect.objectContaining({ unitName: '行政科文印室', names: ['成员n'] }),
    ]);
    expect(some.of('p').escalations({ on: '2026-03-10' })).toHaveLength(4);
    expect(some.of('m').escalations({ on: '2026-03-10' })).toEqual([]);
    await some.say('p', { type: 'close', circulation: id }, noon('2026-03-11'));
    expect(some.of('l').escalations({ on: '2026-03-12' })).toEqual([]);
  });
});
