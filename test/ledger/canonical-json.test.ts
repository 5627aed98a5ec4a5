import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalBytes, canonicalJson } from '../../src/ledger/canonical-json.ts';
import { isCanonicalJson } from '../../src/ledger/is-canonical-json.ts';

const plain = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'binary' }), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, one]) => [key, shuffled(one)] as const),
  );
}

test('the order in which keys were set does not matter, and JSON reads it back', () => {
  fc.assert(
    fc.property(plain, (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(shuffled(value))).toBe(text);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
    { seed: 20, numRuns: 300 },
  );
});

test('undefined is absent, strings are left as they stand', () => {
  expect(canonicalJson({ b: undefined, a: [1, -0, 'é', 'e\u0301', '条'] })).toBe(
    '{"a":[1,0,"é","e\u0301","条"]}',
  );
});

test('keys are ordered by code units', () => {
  expect(canonicalJson({ '\uffff': 1, '😀': 2, b: 3, B: 4 })).toBe('{"B":4,"b":3,"😀":2,"\uffff":1}');
});

test('half a pair counts as the replacement character, which is what UTF-8 makes of it', () => {
  expect(canonicalBytes('a\ud800b')).toEqual(canonicalBytes('a\ufffdb'));
  expect(canonicalJson('😀')).toBe('"😀"');
});

test.each([
  [1.5],
  [NaN],
  [Infinity],
  [2 ** 60],
  [() => 0],
  [Symbol('s')],
  [1n],
  [undefined],
  [new Date(0)],
  [new Uint8Array(1)],
])('has no notation for %s', (value) => {
  expect(() => canonicalJson([value])).toThrow(TypeError);
});

test('a cycle is refused', () => {
  const cycle: unknown[] = [];
  cycle.push(cycle);
  expect(() => canonicalJson(cycle)).toThrow(TypeError);
});

describe('the canonical text of a value', () => {
  /** Values of which our entries are made: no key is empty or needs an escape. */
  const key = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 6 })
    .filter((one) => /^[^"\\\p{C}]+$/u.test(one));
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, true, false, 0, -1, 9_007_199_254_740_991),
      fc.integer(),
      fc.string({ unit: 'binary' }),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(key, tie('any'), { maxKeys: 4 }),
    ),
  })).any;

  test('is known again', () => {
    fc.assert(
      fc.property(value, (one) => {
        expect(isCanonicalJson(canonicalJson(one))).toBe(true);
      }),
    );
  });

  test('is the only one', () => {
    fc.assert(
      fc.property(fc.oneof(value, fc.jsonValue()), fc.boolean(), (one, indent) => {
        const text = JSON.stringify(one, null, indent ? 1 : 0);
        if (isCanonicalJson(text)) expect(text).toBe(canonicalJson(JSON.parse(text)));
      }),
      { numRuns: 2000 },
    );
    const others = [
      '{"b":1,"a":2}',
      '{"a":1,"a":1}',
      '{"":1}',
      '{"a":{"c":1,"b":2}}',
      '[1.0]',
      '[-0]',
      '[1e2]',
      '[1E2]',
      '[9007199254740993]',
      '["\\u0041"]',
      '["\\u000A"]',
      '["\\u001F"]',
      '["\\/"]',
      '["\\ud800"]',
      ' 1',
      '[1, 2]',
      '{"a" :1}',
      '[\t]',
      `${'['.repeat(40)}${']'.repeat(40)}`,
    ];
    for (const text of others) {
      expect(() => void JSON.parse(text), text).not.toThrow();
      expect(isCanonicalJson(text), text).toBe(false);
    }
    for (const text of [
      '{"10":1,"9":1}',
      '["\\u001f\\n"]',
      '[0,-1,"\u2028"]',
      '{"a":[{"b":1},{"b":1}],"c":{}}',
    ])
      expect(isCanonicalJson(text), text).toBe(true);
  });
});
