import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { unquoted } from '../../src/rule/check-unquoted.ts';

test.each([
  ['开“红灯”时', '开“□□”时'],
  ['《灯光〈试行〉办法》', '《□□□□□□□□》'],
  ['《关于《灯光》的办法》完', '《□□□□□□□□□》完'],
  ['「红」灯', '「□」灯'],
  ['“红《绿》灯”完', '“□□□□□”完'],
  ['开“红灯，没有完', '开“红灯，没有完'],
  ['“红灯，没有完\n\n绿灯', '“□□□□□□\n\n绿灯'],
  ['“红灯\n\n“绿灯”完\n\n黄灯', '“□□\n\n“□□”完\n\n黄灯'],
  ['红灯”绿灯》', '红灯”绿灯》'],
])('%s', (text, expected) => {
  expect(unquoted(text)).toBe(expected);
});

test('offsets stay', () => {
  const text = fc.array(fc.constantFrom('“', '”', '《', '》', '「', '」', '灯', '\n', '😀'), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(text, (parts) => {
      const whole = parts.join('');
      const bare = unquoted(whole);
      expect(bare.length).toBe(whole.length);
      for (let at = 0; at < whole.length; at++) {
        if (bare[at] !== '□') expect(bare[at]).toBe(whole[at]);
      }
    }),
  );
});
