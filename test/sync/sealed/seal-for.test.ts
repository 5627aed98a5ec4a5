import { expect, test } from 'vitest';
import { type AgreementKeys, makeAgreementKeys, pointOf } from '../../../src/ledger/agreement-keys.ts';
import { openFor, sealFor } from '../../../src/sync/sealed/seal-for.ts';
import { newContentKey, openOnce, sealOnce } from '../../../src/sync/sealed/seal-once.ts';

const words = new TextEncoder().encode('第七条　不得在办公室吸烟。');
const round = new Uint8Array(32).fill(1);
const point = ({ key }: AgreementKeys): Uint8Array<ArrayBuffer> => pointOf(key)!;

test('opens on the devices it is for, there and for what it is only', async () => {
  const [anna, bert, carl] = await Promise.all([1, 2, 3].map(() => makeAgreementKeys()));
  const sealed = await sealFor([point(anna!), point(bert!)], 'test/opinions', round, words);
  expect(Buffer.from(sealed).includes(Buffer.from(words))).toBe(false);
  for (const one of [anna!, bert!]) expect(await openFor(sealed, 'test/opinions', round, one)).toEqual(words);
  expect(await openFor(sealed, 'test/opinions', round, carl!)).toBeUndefined();
  expect(await openFor(sealed, 'test/answer', round, anna!)).toBeUndefined();
  expect(await openFor(sealed, 'test/opinions', new Uint8Array(32).fill(2), anna!)).toBeUndefined();
});

test('whatever byte is changed, and wherever it is cut, it does not open', async () => {
  const anna = await makeAgreementKeys();
  const sealed = await sealFor([point(anna)], 'test', round, words);
  for (let at = 0; at < sealed.length; at += 7) {
    const other = sealed.slice();
    other[at]! ^= 0x40;
    expect(await openFor(other, 'test', round, anna), `byte ${at}`).toBeUndefined();
    expect(await openFor(sealed.slice(0, at), 'test', round, anna), `cut at ${at}`).toBeUndefined();
  }
  const many = sealed.slice();
  many.fill(0xff, 66, 68);
  expect(await openFor(many, 'test', round, anna)).toBeUndefined();
});

test('it does not show for how many devices it is, but in steps', async () => {
  const keys = await Promise.all(Array.from({ length: 9 }, () => makeAgreementKeys()));
  const lengths = await Promise.all(
    [1, 8, 9].map(async (n) => (await sealFor(keys.slice(0, n).map(point), 'test', round, words)).length),
  );
  expect(lengths[0]).toBe(lengths[1]);
  expect(lengths[2]).toBeGreaterThan(lengths[1]!);
  await expect(sealFor([], 'test', round, words)).rejects.toThrow(RangeError);
});

test('what a key seals opens for the same use and place', async () => {
  const key = newContentKey();
  const sealed = await sealOnce(key, round, 'copy', words);
  expect(await openOnce(key, round, 'copy', sealed)).toEqual(words);
  expect(await openOnce(key, round, 'other', sealed)).toBeUndefined();
  expect(await openOnce(newContentKey(), round, 'copy', sealed)).toBeUndefined();
  expect(await openOnce(new Uint8Array(3), round, 'copy', sealed)).toBeUndefined();
  expect(await openOnce(key, round, 'copy', sealed.slice(0, 9))).toBeUndefined();
});
