import { expect, test } from 'vitest';
import { BadEntry } from '../../src/ledger/bad-entry.ts';
import type { ConsultationAct } from '../../src/ledger/consult-acts.ts';
import { readAct } from '../../src/ledger/read-act.ts';
import { someHash } from './some-office.ts';

const consultation = someHash('c');
const audience = { units: ['u1'], posts: [], roles: ['liaison' as const], members: ['m1'], except: [] };

const whole: ConsultationAct[] = [
  {
    type: 'consult',
    draft: 'd1',
    copy: someHash('x'),
    sealed: someHash('y'),
    audience,
    closes: '2026-12-20',
    anonymous: true,
    shared: true,
  },
  { type: 'consult-close', consultation, closes: '2026-12-25', reason: '支部还在讨论' },
  { type: 'consult-close', consultation },
  { type: 'consult-feedback', consultation, answers: [someHash('a')] },
  { type: 'consult-feedback', consultation, answers: [], results: someHash('r') },
];

test('acts of a round are read as they were written, and what nobody asked for is left out', () => {
  for (const act of whole) {
    expect(readAct(act)).toEqual(act);
    expect(readAct({ ...act, title: '行为规范' })).toEqual(act);
  }
});

test('what is not of the wanted shape is refused', () => {
  const [consult, prolong, , feedback] = whole;
  for (const bad of [
    { ...consult, closes: '2026-02-30' },
    { ...consult, copy: 'ab' },
    { ...consult, anonymous: 1 },
    { ...consult, shared: 'yes' },
    { ...feedback, results: 'x' },
    { ...consult, audience: { ...audience, members: ['M 1'] } },
    { ...consult, draft: '../d' },
    { ...prolong, closes: 'soon' },
    { ...prolong, consultation: undefined },
    { ...feedback, answers: ['x'] },
    { ...feedback, answers: Array.from({ length: 20_001 }, () => consultation) },
  ])
    expect(() => readAct(bad)).toThrow(BadEntry);
});
