import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { articleAddress, formatAddress, parseAddress, unitAddressOf } from '../../src/rule/address.ts';

const number = fc.integer({ min: 1, max: 9999 });
const unit = fc.oneof(
  fc.tuple(number, fc.array(number, { maxLength: 2 })).map(([n, sub]) => articleAddress(n, sub)),
  fc.tuple(fc.constantFrom('n', 's', 'w', 'x'), number).map(([kind, n]) => kind + n),
  fc.array(number, { minLength: 1, maxLength: 4 }).map((numbers) => `d${numbers.join('.')}`),
  fc.tuple(number, number).map(([n, times]) => `a${n}~${times}`),
);

test('an address comes back as it was', () => {
  const address = fc.record(
    { unit, paragraph: number, item: number, subitem: number },
    { requiredKeys: ['unit'] },
  );
  fc.assert(
    fc.property(address, (one) => {
      expect(parseAddress(formatAddress(one))).toEqual(one);
      expect(unitAddressOf(formatAddress(one))).toBe(one.unit);
    }),
    { seed: 2, numRuns: 500 },
  );
});

test('anything else is no address, and nothing is thrown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
      const parsed = parseAddress(text);
      expect(parsed === undefined ? text : formatAddress(parsed)).toBe(text);
    }),
    { seed: 3, numRuns: 500 },
  );
});

test.each(['', 'a', '12', 'b12', 'a12.', 'a12.q1', 'a12.p', 'a12.i1.p2', ' a1', 'a１', `a${'1'.repeat(80)}`])(
  '%j is no address',
  (text) => {
    expect(parseAddress(text)).toBeUndefined();
  },
);

test.each([
  ['a12', { unit: 'a12' }],
  ['a12-1.p2', { unit: 'a12-1', paragraph: 2 }],
  ['a12~2.p1.i3.s1', { unit: 'a12~2', paragraph: 1, item: 3, subitem: 1 }],
  ['d1.2.p1', { unit: 'd1.2', paragraph: 1 }],
  ['x1', { unit: 'x1' }],
])('%s', (text, address) => {
  expect(parseAddress(text)).toEqual(address);
});
