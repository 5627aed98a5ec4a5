import type {
  CirculationCounts,
  CirculationLine,
  CirculationView,
  PersonLine,
} from '../../../src/engine/circulations-protocol.ts';

export const someId = 'c'.repeat(64);
const now = new Date('2026-03-20T12:00:00').getTime();

export const someCounts: CirculationCounts = {
  meant: 5,
  acknowledged: 2,
  reached: 1,
  notReached: 1,
  exempt: 1,
  overdue: 2,
};

export const someLine = (change: Partial<CirculationLine> = {}): CirculationLine => ({
  circulation: someId,
  editions: [{ rule: 'r1', title: '用车规定', edition: 'e'.repeat(64) }],
  level: 'read',
  order: 'together',
  by: '周明远',
  at: now,
  due: '2026-03-10',
  state: 'open',
  counts: someCounts,
  ...change,
});

export const somePerson = (member: string, change: Partial<PersonLine> = {}): PersonLine => ({
  member,
  name: `成员${member}`,
  unit: 'u',
  unitName: '秘书科',
  state: 'acknowledged',
  isOverdue: false,
  isWaitingTurn: false,
  readings: [],
  missing: 0,
  ...change,
});

const reading = { edition: 'e'.repeat(64), at: now, isLate: false, hasRemark: false };

/** A circulation that five people of two units are to read. */
export const someView = (change: Partial<CirculationView> = {}): CirculationView => ({
  ...someLine(),
  audience: {
    everyone: true,
    units: [],
    posts: [],
    roles: [],
    members: { count: 0, names: [] },
    except: { count: 0, names: [] },
  },
  questions: 0,
  pass: 0,
  units: [
    { unit: 'u', name: '秘书科', counts: { ...someCounts, meant: 3 } },
    { name: '', counts: { ...someCounts, meant: 2 } },
  ],
  mayNames: true,
  mayAct: true,
  people: [
    somePerson('a', { readings: [reading] }),
    somePerson('b', { readings: [{ ...reading, means: 'paper', isLate: true, hasRemark: true }] }),
    somePerson('c', { state: 'exempt' }),
    {
      member: 'd',
      name: '成员d',
      state: 'reached',
      isOverdue: true,
      isWaitingTurn: false,
      readings: [],
      missing: 1,
      heard: { at: now, isDirect: false },
    },
    {
      member: 'e',
      name: '成员e',
      state: 'not-reached',
      isOverdue: true,
      isWaitingTurn: false,
      readings: [],
      missing: 1,
    },
  ],
  apart: [],
  refused: [],
  cutOff: { now, others: { at: now, device: '手机' } },
  ...change,
});
