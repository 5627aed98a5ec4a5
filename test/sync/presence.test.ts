import { expect, test } from 'vitest';
import { makePresence, officeRoom, recognise } from '../../src/sync/presence.ts';
import { someHash } from '../ledger/some-office.ts';

const office = someHash('office');
const devices = ['a1', 'b2', 'c3'].map((two) => two.repeat(16));

test('colleagues recognise a device, and it looks different each time', () => {
  const one = makePresence(office, devices[1]!);
  const two = makePresence(office, devices[1]!);
  expect(recognise(office, devices, one)).toBe(devices[1]);
  expect(recognise(office, devices, two)).toBe(devices[1]);
  expect(Buffer.from(one).equals(Buffer.from(two))).toBe(false);
});

test('another office, another device and damage are nobody', () => {
  const presence = makePresence(office, devices[0]!);
  expect(recognise(someHash('other'), devices, presence)).toBeUndefined();
  expect(recognise(office, devices.slice(1), presence)).toBeUndefined();
  for (let i = 0; i < presence.length; i++) {
    const damaged = presence.slice();
    damaged[i]! ^= 1;
    expect(recognise(office, devices, damaged)).toBeUndefined();
  }
  expect(recognise(office, devices, presence.subarray(1))).toBeUndefined();
});

test('offices meet in rooms of their own', () => {
  expect(officeRoom(office)).toHaveLength(16);
  expect(officeRoom(office)).toEqual(officeRoom(office));
  expect(officeRoom(office)).not.toEqual(officeRoom(someHash('other')));
});
