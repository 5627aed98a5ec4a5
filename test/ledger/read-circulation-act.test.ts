import { describe, expect, test } from 'vitest';
import { BadEntry } from '../../src/ledger/bad-entry.ts';
import type { CirculationAct } from '../../src/ledger/circulation-acts.ts';
import { readAct } from '../../src/ledger/read-act.ts';
import { SomeDevice, someHash, someKeys, someMember } from './some-office.ts';

const circulation = someHash('c');
const publish = someHash('p');
const edition = someHash('e');
const audience = { units: ['u1'], posts: [], roles: ['liaison' as const], members: ['m1'], except: ['m2'] };

const whole: CirculationAct[] = [
  {
    type: 'circulate',
    editions: [{ publish, edition }],
    audience: { everyone: true, ...audience },
    scope: { ...audience, units: ['u1', 'u2'] },
    level: 'studied',
    order: 'in-turn',
    due: '2026-12-01',
    note: '请认真学习。',
    questions: [{ text: '谁负责？', choices: ['甲', '乙', '丙'], right: [0, 2] }],
    pass: 1,
    replaces: circulation,
    escalateAfter: 3,
  },
  { type: 'circulate', editions: [{ publish, edition }], audience, level: 'read', order: 'together' },
  {
    type: 'acknowledge',
    circulation,
    publish,
    edition,
    mode: 'studied',
    statement: '本人已阅知。',
    since: someHash('b'),
    answers: [[0, 2], []],
    remark: { kind: 'objection', edition, address: 'a12', text: '时限太短。' },
  },
  {
    type: 'acknowledge',
    circulation,
    publish,
    edition,
    mode: 'read',
    behalf: {
      members: ['m1'],
      means: 'paper',
      reason: '无设备',
      witness: '李雷',
      on: '2026-11-20',
      file: someHash('f'),
      size: 800_000,
    },
  },
  { type: 'acknowledge', publish, edition, mode: 'received', unit: 'u1' },
  {
    type: 'relay',
    circulation,
    unit: 'u1',
    how: 'meeting',
    on: '2026-11-20',
    should: 30,
    attended: 27,
    later: 2,
    file: someHash('f'),
    size: 800_000,
    feedback: '已传达',
    news: '无',
  },
  { type: 'exempt', circulation, members: ['m1'], reason: '借调' },
  { type: 'close', circulation },
  { type: 'calendar', year: 2026, rest: ['2026-10-01'], work: ['2026-10-10'] },
  { type: 'export', what: 'receipts', circulation, file: someHash('f') },
];

const [circulate, , acknowledge] = whole as [object, object, object];

const bad: [what: string, act: object][] = [
  ['no edition', { ...circulate, editions: [] }],
  ['a level that is none', { ...circulate, level: 'seen' }],
  ['an order that is none', { ...circulate, order: 'any' }],
  ['no audience', { ...circulate, audience: undefined }],
  ['a role that is none', { ...circulate, audience: { ...audience, roles: ['king'] } }],
  ['a scope that is no audience', { ...circulate, scope: ['u1'] }],
  ['a scope without lists', { ...circulate, scope: { everyone: true } }],
  ['a scope without end', { ...circulate, scope: { ...audience, units: Array(201).fill('u1') } }],
  ['a day that is none', { ...circulate, due: '2026-02-30' }],
  ['more right answers asked than questions', { ...circulate, pass: 2 }],
  ['a pass mark without questions', { ...circulate, questions: undefined, pass: 1 }],
  ['one choice', { ...circulate, questions: [{ text: '?', choices: ['a'], right: [0] }] }],
  [
    'a right choice that is not there',
    { ...circulate, questions: [{ text: '?', choices: ['a', 'b'], right: [2] }] },
  ],
  ['no right choice', { ...circulate, questions: [{ text: '?', choices: ['a', 'b'], right: [] }] }],
  ['a note without end', { ...circulate, note: 'x'.repeat(4001) }],
  ['a choice made twice', { ...acknowledge, answers: [[1, 1]] }],
  ['a choice that is no number', { ...acknowledge, answers: [['1']] }],
  ['answers that are no list', { ...acknowledge, answers: [1] }],
  ['a remark of no kind', { ...acknowledge, remark: { kind: 'joke', text: 'x' } }],
  ['a reading for nobody', { ...acknowledge, behalf: { members: [], means: 'paper', reason: 'x' } }],
  ['a reading without a reason', { ...acknowledge, behalf: { members: ['m1'], means: 'paper' } }],
  ['a reading by no means', { ...acknowledge, behalf: { members: ['m1'], means: 'dream', reason: 'x' } }],
  ['a file of less than nothing', { ...whole[5], size: -1 }],
  ['a file without end', { ...whole[5], size: 2 ** 33 }],
  ['fewer than none', { ...whole[5], attended: -1 }],
  ['a day of another year', { ...whole[8], rest: ['2027-10-01'] }],
  ['a file that has no hash', { ...whole[9], file: 'f' }],
];

describe('acts of a circulation', () => {
  test.each(whole.map((act) => [act.type, act] as const))('reads %s as it was written', (_, act) => {
    expect(readAct(JSON.parse(JSON.stringify(act)))).toEqual(act);
  });

  test.each(bad)('refuses %s', (_, act) => {
    expect(() => readAct(JSON.parse(JSON.stringify(act)))).toThrow(BadEntry);
  });
});

describe('a reading that somebody says of others', () => {
  test('is no word of their own', async () => {
    const [admin, reader] = await Promise.all([someKeys(0), someKeys(1)]);
    const { device: a } = await SomeDevice.founding(admin, [
      ...someMember(admin, 'a', ['admin']),
      ...someMember(reader, 'm1', ['liaison']),
    ]);
    const m = new SomeDevice(reader, a.ledger.office);
    await m.take(a.entries);
    const act = { type: 'acknowledge', publish, edition, mode: 'read' } as const;
    await m.say({ ...act, behalf: { members: ['a'], means: 'proxy', reason: '出差' } });
    expect(m.ledger.acknowledgements.of(publish, edition).counted).toEqual([]);
    await m.say(act);
    expect(m.ledger.acknowledgements.of(publish, edition).counted.map(({ member }) => member)).toEqual([
      'm1',
    ]);
  });
});
