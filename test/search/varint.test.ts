import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteReader, ByteWriter } from '../../src/search/varint.ts';

const number = fc.oneof(
  fc.integer({ min: 0, max: 300 }),
  fc.integer({ min: 0, max: 0xffffffff }),
  fc.constantFrom(0, 127, 128, 16_383, 16_384, 0x7fffffff, 0x80000000, 0xffffffff),
);

test('numbers and bytes come back as they were written', () => {
  const piece = fc.oneof(number, fc.uint8Array({ maxLength: 40 }));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const writer = new ByteWriter(1);
      for (const one of pieces) {
        if (typeof one === 'number') writer.varint(one);
        else writer.raw(one);
      }
      const bytes = writer.bytes();
      expect(bytes.length).toBe(writer.length);
      const reader = new ByteReader(bytes);
      for (const one of pieces) {
        expect(typeof one === 'number' ? reader.varint() : reader.raw(one.length)).toEqual(one);
      }
      expect(reader.at).toBe(bytes.length);
    }),
  );
});

test('small numbers take one byte', () => {
  const writer = new ByteWriter();
  for (const value of [0, 1, 127]) writer.varint(value);
  expect([...writer.bytes()]).toEqual([0, 1, 127]);
});

test('what ends too early is refused', () => {
  expect(() => new ByteReader(Uint8Array.of(0x80)).varint()).toThrow(RangeError);
  expect(() => new ByteReader(Uint8Array.of(0x80, 0x80, 0x80, 0x80, 0x80, 1)).varint()).toThrow(RangeError);
  expect(() => new ByteReader(Uint8Array.of(1, 2)).raw(3)).toThrow(RangeError);
});
