import { expect, test } from 'vitest';
import { Invitations } from '../../src/engine/invitations.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { StorageFull } from '../../src/store/storage.ts';
import type { JoinerIntroduction } from '../../src/sync/pairing/introductions.ts';
import { codeParts } from '../../src/sync/invitation.ts';
import { HandClock } from '../sync/hand-clock.ts';

const joiner = { device: 'd1', agreementKey: 'k1' } as JoinerIntroduction;

test('an invitation is kept without its code, and found again after a start', async () => {
  const storage = new MemoryStorage();
  const clock = new HandClock();
  const invitations = await Invitations.open(storage, clock);
  const { id, code } = await invitations.make('m1');
  expect(codeParts(code)?.id).toBe(id);
  expect(JSON.stringify(await storage.get('kv', 'invitations'))).not.toContain(code);
  const again = await Invitations.open(storage, clock);
  expect(again.open()).toMatchObject([{ id, member: 'm1', tries: 0 }]);
});

test('every try is on disk before it counts, five are all, and one that failed to be written is none', async () => {
  const storage = new MemoryStorage();
  const invitations = await Invitations.open(storage, new HandClock());
  const { id } = await invitations.make('m1');
  storage.failNextWrites(new StorageFull('full'));
  await expect(invitations.take(id)).rejects.toThrow(StorageFull);
  for (let i = 1; i <= 5; i++) {
    expect(await invitations.take(id)).toMatchObject({ tries: i });
    expect(storage.written.at(-1)?.durability).toBe('strict');
  }
  expect(await invitations.take(id)).toBeUndefined();
  expect(await invitations.take('unknown')).toBeUndefined();
});

test('who came in with it is remembered with their key, and nobody else comes in', async () => {
  const storage = new MemoryStorage();
  const clock = new HandClock();
  const invitations = await Invitations.open(storage, clock);
  const { id } = await invitations.make('m1');
  await invitations.use(id, joiner);
  expect(await invitations.take(id)).toBeUndefined();
  expect((await Invitations.open(storage, clock)).introduced('d1')).toBe('k1');
  expect(invitations.introduced('d2')).toBeUndefined();
});

test('what another device has come in with, or was taken back, lets nobody in; the same device may come again', async () => {
  const storage = new MemoryStorage();
  const invitations = await Invitations.open(storage, new HandClock());
  const { id } = await invitations.make('m1');
  const other = { device: 'd2', agreementKey: 'k2' } as JoinerIntroduction;
  const asked = await Promise.allSettled([invitations.use(id, joiner), invitations.use(id, other)]);
  expect(asked).toMatchObject([
    { status: 'fulfilled' },
    { status: 'rejected', reason: { code: 'invitation-over' } },
  ]);
  await invitations.use(id, joiner);
  expect(invitations.of(id)).toMatchObject({ usedBy: 'd1', agreementKey: 'k1' });
  const writes = storage.written.length;
  await expect(invitations.use(id, other)).rejects.toMatchObject({ code: 'invitation-over' });
  await expect(invitations.use('unknown', joiner)).rejects.toMatchObject({ code: 'invitation-over' });
  expect(storage.written).toHaveLength(writes);
});

test('who takes it back while it is being used is heard; a disk that is full takes nothing back', async () => {
  const storage = new MemoryStorage();
  const invitations = await Invitations.open(storage, new HandClock());
  const { id } = await invitations.make('m1');
  const using = invitations.use(id, joiner);
  const cancelling = invitations.cancel(id);
  await expect(using).rejects.toMatchObject({ code: 'invitation-over' });
  await cancelling;
  expect(invitations.list()).toEqual([]);
  const next = await invitations.make('m1');
  storage.failNextWrites(new StorageFull('full'));
  await expect(invitations.cancel(next.id)).rejects.toThrow(StorageFull);
  await invitations.use(next.id, joiner);
});

test('after a day it is over, after another week it is forgotten', async () => {
  const clock = new HandClock();
  const invitations = await Invitations.open(new MemoryStorage(), clock);
  const { id, expires } = await invitations.make('m1');
  expect(expires - clock.now()).toBe(24 * 3_600_000);
  clock.pass(24 * 3_600_000);
  expect(await invitations.take(id)).toBeUndefined();
  expect(invitations.list()).toHaveLength(1);
  clock.pass(7 * 24 * 3_600_000);
  await invitations.make('m2');
  expect(invitations.list()).toMatchObject([{ member: 'm2' }]);
});

test('twenty are open at a time; cancelled ones make room', async () => {
  const invitations = await Invitations.open(new MemoryStorage(), new HandClock());
  for (let i = 0; i < 20; i++) await invitations.make(`m${i}`);
  await expect(invitations.make('m20')).rejects.toMatchObject({ code: 'too-many-invitations' });
  await invitations.cancel(invitations.list()[0]!.id);
  await invitations.make('m20');
});

test('what is stored badly is passed over', async () => {
  const storage = new MemoryStorage();
  const value = [{ id: 1 }, null, 'x', { id: 'a', key: 'b', member: 'm', expires: 9e15, tries: 0 }];
  await storage.write([{ room: 'kv', key: 'invitations', value }], 'strict');
  expect((await Invitations.open(storage, new HandClock())).list()).toMatchObject([{ id: 'a' }]);
});
