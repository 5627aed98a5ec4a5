import { describe, expect, test } from 'vitest';
import { BadEntry } from '../../src/ledger/bad-entry.ts';
import type { DraftAct } from '../../src/ledger/draft-acts.ts';
import { readAct } from '../../src/ledger/read-act.ts';
import { someHash } from './some-office.ts';

const text = someHash('t');
const edition = someHash('e');
const publish = someHash('p');

const whole: DraftAct[] = [
  { type: 'move', draft: 'd1', from: 'proposed', to: 'drafting', text, asked: [], after: [] },
  {
    type: 'move',
    draft: 'd1',
    from: 'signing',
    to: 'published',
    text,
    note: someHash('n'),
    asked: ['m1', 'm2'],
    edition,
    publish,
    after: [someHash('a'), someHash('b')],
  },
  { type: 'invite', draft: 'd1', members: ['m1'], after: [] },
  { type: 'invite', draft: 'd1', members: ['m1'], ended: true, after: [someHash('i')] },
  { type: 'approve', draft: 'd1', text },
  { type: 'inquire', rule: 'lamps', edition, address: 'a12.p2', question: '走廊算不算？' },
  {
    type: 'interpret',
    rule: 'lamps',
    edition,
    address: 'a12',
    question: '走廊算不算？',
    answer: '算。',
    interpreter: '办公室',
    on: '2026-11-20',
    docNo: '某办函〔2026〕3号',
    inquiry: someHash('q'),
    replaces: someHash('r'),
  },
];

const [move, published, invite, , approve, inquire, interpret] = whole as [
  object,
  object,
  object,
  object,
  object,
  object,
  object,
];

const bad: [what: string, act: object][] = [
  ['a stage that is none', { ...move, to: 'burnt' }],
  ['a stage from nowhere', { ...move, from: undefined }],
  ['a text without a hash', { ...move, text: '第一条' }],
  ['words where a hash belongs', { ...move, note: '领导要求改' }],
  ['a draft that is a path', { ...move, draft: '../d1' }],
  ['a draft whose name no space can have', { ...move, draft: 'd'.repeat(42) }],
  ['an edition before it is one', { ...move, edition, publish }],
  ['published as nothing', { ...published, edition: undefined }],
  ['published by nothing', { ...published, publish: undefined }],
  ['people without end', { ...move, asked: Array(201).fill('m1') }],
  ['followed moves without end', { ...move, after: Array(65).fill(text) }],
  ['nobody invited', { ...invite, members: [] }],
  ['an invitation that is half ended', { ...invite, ended: false }],
  ['an approval of nothing', { ...approve, text: undefined }],
  ['a question without words', { ...inquire, question: ' ' }],
  ['a question without end', { ...inquire, question: '问'.repeat(4001) }],
  ['a place that is none', { ...inquire, address: '<b>' }],
  ['an answer without words', { ...interpret, answer: '' }],
  ['words that turn around what stands beside them', { ...interpret, answer: 'a\u202eb' }],
  ['an answer by nobody', { ...interpret, interpreter: undefined }],
  ['a day that is none', { ...interpret, on: '2026-02-30' }],
];

describe('acts of drafts', () => {
  test.each(whole.map((act) => [act.type, act] as const))('reads %s as it was written', (_, act) => {
    expect(readAct(JSON.parse(JSON.stringify(act)))).toEqual(act);
  });

  test.each(bad)('refuses %s', (_, act) => {
    expect(() => readAct(JSON.parse(JSON.stringify(act)))).toThrow(BadEntry);
  });

  test('a title that somebody puts beside what belongs there is not read', () => {
    expect(readAct({ ...move, title: '减薪办法' })).toEqual(move);
  });
});
