import { expect, test } from 'vitest';
import { HeardDevices } from '../../src/engine/heard-devices.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { HandClock } from '../sync/hand-clock.ts';

test('what was heard is written together, a while later, and read again', async () => {
  const storage = new MemoryStorage();
  const clock = new HandClock();
  const heard = await HeardDevices.open(storage, clock);
  const begin = clock.now();
  heard.heard('a');
  clock.pass(1000);
  heard.agreed('a', ['editors']);
  heard.heard('b');
  expect(storage.written).toHaveLength(0);
  clock.pass(5000);
  await new Promise((resolve) => setImmediate(resolve));
  expect(storage.written).toEqual([{ changes: 2, durability: 'relaxed' }]);
  const again = await HeardDevices.open(storage, clock);
  expect(again.of('a')).toEqual({
    heardAt: begin + 1000,
    agreedAt: begin + 1000,
    agreedIn: { editors: begin + 1000 },
  });
  expect(again.of('b')).toEqual({ heardAt: begin + 1000 });
  expect(again.of('c')).toEqual({});
});

test('what was noted is not lost by closing, and what is stored badly is nothing', async () => {
  const storage = new MemoryStorage();
  await storage.write(
    [{ room: 'peers', key: 'x', value: { heardAt: 'soon', agreedAt: null, agreedIn: { editors: 'x' } } }],
    'strict',
  );
  const heard = await HeardDevices.open(storage, new HandClock());
  expect(heard.of('x')).toEqual({});
  heard.agreed('y', []);
  await heard.flush();
  expect((await HeardDevices.open(storage, new HandClock())).of('y').agreedAt).toBeTypeOf('number');
});

test('when a space was last the same stays known when it is not compared any more', async () => {
  const clock = new HandClock();
  const heard = await HeardDevices.open(new MemoryStorage(), clock);
  const begin = clock.now();
  heard.agreed('a', ['admins', 'editors']);
  clock.pass(1000);
  heard.agreed('a', ['admins']);
  expect(heard.of('a')).toMatchObject({
    agreedAt: begin + 1000,
    agreedIn: { admins: begin + 1000, editors: begin },
  });
});
