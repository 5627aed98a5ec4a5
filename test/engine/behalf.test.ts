import { expect, test, vi } from 'vitest';
import type { OnBehalfOrder, RelayOrder } from '../../src/engine/behalf-protocol.ts';
import { localDay } from '../../src/rule/local-day.ts';
import { someCirculation } from './some-circulation.ts';

const today = localDay(Date.now());
const dayFrom = (days: number): string => localDay(Date.now() + days * 86_400_000);

/** The beginning of a JPEG, which is all that is looked at. */
const photo = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4);

const fault = (message: string): object => expect.objectContaining({ code: 'bad-behalf', message }) as object;
const code = (what: string): object => expect.objectContaining({ code: what }) as object;

test('a unit has it once somebody has signed so for every edition', async () => {
  const { one, ids, circulation } = await someCirculation();
  const unit = ids.get('城东支部')!;
  const view = (): ReturnType<typeof one.ask<'relays'>> => one.ask('relays', { circulation });
  expect((await view()).units.map(({ name, meant, missing }) => [name, meant, missing])).toEqual([
    ['秘书科', 1, 1],
    ['城东支部', 2, 2],
  ]);
  await one.ask('receive', { circulation, unit });
  const [, branch] = (await view()).units;
  expect(branch!.received).toEqual({ by: '周明远', at: expect.any(Number) as number });
  // That the unit has it does not say that anybody has read it.
  expect(branch!.missing).toBe(2);
  await expect(one.ask('receive', { circulation, unit })).rejects.toEqual(fault('received-before'));
  await expect(one.ask('receive', { circulation, unit: 'u-none' })).rejects.toEqual(fault('unit'));
  await one.close();
});

test('how a unit has passed it on is told with what came back, the newest first', async () => {
  const { one, ids, circulation } = await someCirculation();
  const unit = ids.get('城东支部')!;
  const order: RelayOrder = {
    circulation,
    unit,
    how: 'meeting',
    on: today,
    should: 2,
    attended: 1,
    later: 0,
  };
  await one.ask('relay', { ...order, feedback: '建议缩短时限。', photo });
  await one.ask('relay', { ...order, later: 1, news: '支部开展了学习。' });
  const { relays } = (await one.ask('relays', { circulation })).units.find((of) => of.unit === unit)!;
  expect(relays.map(({ later, by, feedback, news }) => [later, by, feedback, news])).toEqual([
    [1, '周明远', undefined, '支部开展了学习。'],
    [0, '周明远', '建议缩短时限。', undefined],
  ]);
  const { hash, isHere } = relays[1]!.photo!;
  expect(isHere).toBe(true);
  expect(await one.ask('photo', { hash })).toEqual({ bytes: photo });
  await expect(one.ask('photo', { hash: '0'.repeat(64) })).rejects.toEqual(code('not-found'));
  await one.close();
});

test.each([
  ['numbers', { attended: 2, later: 1 }],
  ['numbers', { should: -1, attended: 0 }],
  ['numbers', { should: 1.5 }],
  ['day-ahead', { on: dayFrom(2) }],
  ['day-before', { on: dayFrom(-2) }],
  ['unit', { unit: 'u-none' }],
  ['too-long', { feedback: '长'.repeat(4001) }],
  ['photo', { photo: Uint8Array.of(1, 2, 3) }],
  ['photo', { photo: new Uint8Array(2 * 1024 * 1024 + 1).fill(0xff) }],
])('a relay that cannot be is not signed: %s', async (message, change) => {
  const { one, ids, circulation } = await someCirculation();
  const before = one.engine.office.ledger.chains.size;
  const order: RelayOrder = {
    circulation,
    unit: ids.get('城东支部')!,
    how: 'board',
    on: today,
    should: 2,
    attended: 1,
    later: 0,
    ...change,
  };
  await expect(one.ask('relay', order)).rejects.toEqual(fault(message));
  expect(one.engine.office.ledger.chains.size).toBe(before);
  await one.close();
});

test('what is said for others counts for those who were missing, and is marked as such', async () => {
  const { one, ids, circulation, editions } = await someCirculation();
  const [me, wu, li] = [ids.get('周明远')!, ids.get('吴晓')!, ids.get('李青')!];
  const edition = editions[0]!;
  await one.ask('acknowledge', { circulation, asked: edition, edition, statement: '我已阅读。' });
  expect(
    (await one.ask('missingMembers', { circulation })).map(({ name, unitName }) => [name, unitName]),
  ).toEqual(
    expect.arrayContaining([
      ['周明远', '秘书科'],
      ['吴晓', '城东支部'],
      ['李青', '城东支部'],
    ]),
  );
  const order: OnBehalfOrder = {
    circulation,
    members: [wu, me, wu],
    means: 'paper',
    reason: '没有电脑',
    witness: '李青',
    on: today,
    photo,
  };
  expect(await one.ask('onBehalf', order)).toEqual({ signed: 2 });
  const record = one.engine.behalf.record(circulation);
  // One's own word stays one's own.
  expect(record.read.get(me)!.get(edition)!.means).toBeUndefined();
  expect(record.read.get(me)!.get(editions[1]!)!.means).toBe('paper');
  expect(record.read.get(wu)!.get(edition)).toMatchObject({
    means: 'paper',
    by: me,
    entry: { act: { behalf: { members: [wu], reason: '没有电脑', witness: '李青', on: today, size: 8 } } },
  });
  expect((await one.ask('missingMembers', { circulation })).map(({ member }) => member)).toEqual([li]);
  await expect(one.ask('onBehalf', order)).rejects.toEqual(fault('nothing-left'));
  await one.close();
});

test.each([
  ['nobody', { members: [] }],
  ['not-meant', { members: ['郑海'] }],
  ['not-meant', { members: ['吴晓', '郑海'] }],
  ['not-meant', { members: ['m-none'] }],
  ['no-reason', { reason: ' \n' }],
  ['no-witness', { means: 'paper' as const, witness: ' ' }],
  ['day-ahead', { on: dayFrom(2) }],
  ['day-before', { on: dayFrom(-2) }],
  ['too-long', { reason: '长'.repeat(501) }],
  ['too-many', { members: Array.from({ length: 301 }, (_, at) => `m-${at}`) }],
  ['photo', { photo: Uint8Array.of(1) }],
])('what cannot be said for others is not signed: %s', async (message, change) => {
  const { one, ids, circulation } = await someCirculation();
  const before = one.engine.office.ledger.chains.size;
  const { members = ['吴晓'], ...rest } = change as Partial<OnBehalfOrder>;
  const order: OnBehalfOrder = {
    circulation,
    means: 'proxy',
    reason: '出差',
    on: today,
    ...rest,
    members: members.map((name) => ids.get(name) ?? name),
  };
  await expect(one.ask('onBehalf', order)).rejects.toEqual(fault(message));
  expect(one.engine.office.ledger.chains.size).toBe(before);
  await one.close();
});

test('nobody speaks for others without the role, or once it is over; who may only see counts sees only those', async () => {
  const { one, ids, circulation } = await someCirculation();
  const unit = ids.get('城东支部')!;
  await one.ask('receive', { circulation, unit });
  await one.ask('relay', {
    circulation,
    unit,
    how: 'group',
    on: today,
    should: 2,
    attended: 2,
    later: 0,
    feedback: '无',
    photo,
  });
  const { hash } = (await one.ask('relays', { circulation })).units.find((of) => of.unit === unit)!.relays[0]!
    .photo!;
  // The office looks with other eyes: the device of a plain member.
  const { office } = one.engine;
  const me = vi.spyOn(office, 'me').mockReturnValue({ member: ids.get('吴晓')!, roles: ['member'] });
  const view = await one.ask('relays', { circulation });
  expect(view.maySpeak).toBe(false);
  expect(JSON.stringify(view)).not.toMatch(/周明远|无|photo/);
  expect(view.units.find((of) => of.unit === unit)!.relays[0]).toMatchObject({ should: 2, attended: 2 });
  const order: OnBehalfOrder = { circulation, members: [], means: 'proxy', reason: '出差', on: today };
  await expect(one.ask('receive', { circulation, unit })).rejects.toEqual(code('not-allowed'));
  await expect(one.ask('onBehalf', order)).rejects.toEqual(code('not-allowed'));
  await expect(one.ask('missingMembers', { circulation })).rejects.toEqual(code('not-allowed'));
  await expect(one.ask('photo', { hash })).rejects.toEqual(code('not-allowed'));
  me.mockReturnValue({ member: ids.get('吴晓')!, roles: ['liaison'] });
  expect((await one.ask('missingMembers', { circulation })).length).toBe(3);
  await office.keeper.say({ type: 'close', circulation });
  await expect(one.ask('onBehalf', order)).rejects.toEqual(code('not-asked'));
  await expect(one.ask('receive', { circulation, unit })).rejects.toEqual(code('not-asked'));
  expect((await one.ask('relays', { circulation })).isOver).toBe(true);
  await one.close();
});
