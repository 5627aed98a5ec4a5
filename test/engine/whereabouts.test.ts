import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesToWhere, Whereabouts, whereToBytes } from '../../src/engine/whereabouts.ts';
import { HandClock } from '../sync/hand-clock.ts';

test('who is in a draft is told once, and again when they have moved or left', () => {
  const clock = new HandClock();
  let told = 0;
  const all = new Whereabouts(clock, () => (told += 1));
  all.set('a', { from: '1@x', to: '2@x' });
  all.set('a', { from: '1@x', to: '2@x' });
  expect(told).toBe(1);
  all.set('a', { from: '1@x', to: '3@x' });
  all.set('b', {});
  expect(told).toBe(3);
  expect(all.list().map(([device]) => device)).toEqual(['a', 'b']);
  all.set('a', undefined);
  all.set('a', undefined);
  expect(told).toBe(4);
  expect(all.list()).toHaveLength(1);
});

test('of whom nothing is heard any more, is taken to have left, whatever the clock does', () => {
  const clock = new HandClock();
  const all = new Whereabouts(clock, () => undefined);
  all.set('a', {});
  for (let i = 0; i < 5; i++) {
    clock.pass(20_000);
    all.set('b', {});
  }
  expect(all.list().map(([device]) => device)).toEqual(['b']);
  clock.pass(200_000);
  clock.pass(200_000);
  expect(all.list()).toEqual([]);
  expect(clock.pending).toBe(0);
});

test('a crowd that cannot be is not remembered', () => {
  const all = new Whereabouts(new HandClock(), () => undefined);
  for (let i = 0; i < 1000; i++) all.set(`d${i}`, {});
  expect(all.list()).toHaveLength(200);
});

test('a place goes to bytes and back; other bytes say nothing', () => {
  const place = fc.stringMatching(/^[-\w@]{1,60}$/);
  fc.assert(
    fc.property(place, place, (from, to) => {
      expect(bytesToWhere(whereToBytes({ from, to }))).toEqual({ from, to });
    }),
  );
  expect(bytesToWhere(whereToBytes({}))).toEqual({});
  expect(bytesToWhere(whereToBytes(undefined))).toBeUndefined();
  for (const text of ['a', '<b>\nc', 'a\nb\nc', `${'a'.repeat(300)}\nb`])
    expect(bytesToWhere(new TextEncoder().encode(text)), text).toBe('none');
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => void bytesToWhere(bytes)));
});
