import { describe, expect, test } from 'vitest';
import type { Audience } from '../../src/ledger/circulation-acts.ts';
import type { Member, Unit } from '../../src/ledger/roster.ts';
import { audienceMembers } from '../../src/office/audience-members.ts';

const none: Audience = { units: [], posts: [], roles: [], members: [], except: [] };

function someRoster(members: Member[], units: Unit[] = []) {
  return {
    members: new Map(members.map((one) => [one.id, one])),
    units: new Map(units.map((one) => [one.id, one])),
  };
}

function someone(id: string, more: Partial<Member> = {}): Member {
  return { id, name: '王芳', roles: ['member'], ...more };
}

const roster = someRoster(
  [
    someone('a', { unit: 'office' }),
    someone('b', { unit: 'branch', post: 'clerk' }),
    someone('c', { unit: 'below', roles: ['member', 'liaison'] }),
    someone('d', { unit: 'branch', roles: [], left: '2026-01-01' }),
    someone('e'),
  ],
  [
    { id: 'office', name: '办公室', kind: 'office' },
    { id: 'branch', name: '支部', kind: 'branch' },
    { id: 'below', name: '小组', kind: 'branch', parent: 'branch' },
  ],
);

describe('whom an audience means', () => {
  test('takes units with those below them, posts, roles and people, and nobody who has left', () => {
    expect(audienceMembers(roster, { ...none, units: ['branch'] })).toEqual(['b', 'c']);
    expect(audienceMembers(roster, { ...none, posts: ['clerk'] })).toEqual(['b']);
    expect(audienceMembers(roster, { ...none, roles: ['liaison'] })).toEqual(['c']);
    expect(audienceMembers(roster, { ...none, everyone: true })).toEqual(['a', 'b', 'c', 'e']);
    expect(audienceMembers(roster, { ...none, members: ['d', 'nobody'] })).toEqual([]);
    expect(audienceMembers(roster, none)).toEqual([]);
  });

  test('keeps the order of those who are named, and tells people with the same name apart', () => {
    expect(audienceMembers(roster, { ...none, members: ['e', 'a'] })).toEqual(['e', 'a']);
  });

  test('leaves out exceptions, also those who are named', () => {
    expect(audienceMembers(roster, { ...none, units: ['branch'], members: ['b'], except: ['b'] })).toEqual([
      'c',
    ]);
  });

  test('is never wider than the scope of the incoming document', () => {
    const scope = { ...none, units: ['branch'], except: ['c'] };
    expect(audienceMembers(roster, { ...none, everyone: true }, scope)).toEqual(['b']);
    expect(audienceMembers(roster, { ...none, members: ['a'] }, scope)).toEqual([]);
  });

  test('comes to an end where units stand below each other', () => {
    const turning = someRoster(
      [someone('a', { unit: 'x' })],
      [
        { id: 'x', name: 'x', kind: 'office', parent: 'y' },
        { id: 'y', name: 'y', kind: 'office', parent: 'x' },
      ],
    );
    expect(audienceMembers(turning, { ...none, units: ['z'] })).toEqual([]);
    expect(audienceMembers(turning, { ...none, units: ['y'] })).toEqual(['a']);
  });

  test('means ten thousand people at once', () => {
    const many = someRoster(Array.from({ length: 10_000 }, (_, i) => someone(`m${i}`)));
    expect(audienceMembers(many, { ...none, everyone: true })).toHaveLength(10_000);
  });
});
