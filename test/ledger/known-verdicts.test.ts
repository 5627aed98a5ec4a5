import { expect, test } from 'vitest';
import { introduce, SomeDevice, someHash, someKeys, someMember } from './some-office.ts';

const word = {
  type: 'acknowledge',
  publish: someHash('p'),
  edition: someHash('e'),
  mode: 'read',
} as const;

test('what was judged of one entry is not taken for another that knew of more', async () => {
  const [admin, member] = await Promise.all([someKeys(0), someKeys(1)]);
  const { device: a } = await SomeDevice.founding(admin, [
    ...someMember(admin, 'a', ['admin']),
    ...someMember(member, 'm', []),
  ]);
  const genesis = [a.ledger.office];
  const other = await a.draft(a.rosterAct([{ op: 'unit', id: 'u', name: '处', kind: 'office' }]), {
    roster: genesis,
  });
  await a.take([other.signed]);
  const grant = await a.draft(
    { type: 'roster', epoch: 1, changes: [{ op: 'grant', member: 'm', roles: ['publisher'] }], seen: {} },
    { roster: genesis },
  );
  // Neither of the two knew of the other.
  await a.take([grant.signed]);
  const m = new SomeDevice(member, a.ledger.office);
  await m.take(a.entries);
  const early = await m.say(word, { roster: [other.entry.id] });
  const late = await m.say(word, { roster: [other.entry.id, grant.entry.id] });
  const { roster } = m.ledger;
  expect(roster.judge(early, 'publisher')).toEqual({ member: 'm', refusal: 'no-role' });
  expect(roster.judge(late, 'publisher')).toEqual({ member: 'm' });
  expect(roster.judge(early, 'publisher')).toEqual({ member: 'm', refusal: 'no-role' });
  expect(roster.judge(early, 'member')).toEqual({ member: 'm' });
});

test('nor what a recovery key may say for what it may not', async () => {
  const [admin, file] = await Promise.all([someKeys(0), someKeys(1)]);
  const { device: a } = await SomeDevice.founding(admin, [
    ...someMember(admin, 'a', ['admin']),
    { ...introduce(file, 'a'), kind: 'recovery' } as ReturnType<typeof introduce>,
  ]);
  const key = new SomeDevice(file, a.ledger.office);
  await key.take(a.entries);
  const may = await key.say({ type: 'checkpoint', seen: [] });
  const mayNot = await key.say(word);
  for (let times = 0; times < 2; times++) {
    expect(key.ledger.roster.judge(may, 'member')).toEqual({ member: 'a' });
    expect(key.ledger.roster.judge(mayNot, 'member')).toEqual({ member: 'a', refusal: 'no-role' });
  }
});
