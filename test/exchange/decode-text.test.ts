import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText } from '../../src/exchange/decode-text.ts';
import { Refusal } from '../../src/exchange/refusal.ts';

const text = '第一条 下班关灯。\n第二条 走廊留一盏。\n';
const gb18030 = Buffer.from(
  'b5dad2bbccf520cfc2b0e0b9d8b5c6a1a30ab5dab6feccf520d7dfc0c8c1f4d2bbd5b5a1a30a',
  'hex',
);
const utf16 = Buffer.from(text, 'utf16le');

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a byte-order mark', Buffer.from(`\ufeff${text}`)],
  ['GB18030', gb18030],
  ['UTF-16, little end first', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
  ['UTF-16, big end first', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])],
])('%s', (_, bytes) => {
  expect(decodeText(bytes)).toBe(text);
});

test('four bytes of GB18030 are one rare character', () => {
  expect(decodeText(Buffer.concat([gb18030, Buffer.from('b5c69532c937', 'hex')]))).toContain('灯');
});

test.each([
  ['an image', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]],
  ['a program', [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]],
  ['UTF-16 without its mark', [...utf16]],
])('%s is binary', (_, bytes) => {
  expect(() => decodeText(Uint8Array.from(bytes))).toThrow(new Refusal('binary'));
});

test.each([
  ['bytes of no encoding', [0xb5, 0xff, 0xff, 0x20]],
  ['half a character of UTF-16', [0xff, 0xfe, 0x2c]],
  ['characters of nobody', [...Buffer.from('\ue000\ue001\ue002灯')]],
])('%s are no text', (_, bytes) => {
  expect(() => decodeText(Uint8Array.from(bytes))).toThrow(new Refusal('not-text'));
});

test('any bytes are a text or are refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        expect(typeof decodeText(bytes)).toBe('string');
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
    }),
    { seed: 61, numRuns: 1000 },
  );
});

test('any text comes back from UTF-8', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[一-龥，。；：0-9A-Za-z\n]*$/), (any) => {
      expect(decodeText(Buffer.from(any))).toBe(any);
    }),
    { seed: 62, numRuns: 200 },
  );
});
