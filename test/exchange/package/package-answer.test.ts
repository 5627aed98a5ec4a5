import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  isAnswerOf,
  longestAnswers,
  type PackageAnswer,
  readAnswers,
  writeAnswer,
} from '../../../src/exchange/package/package-answer.ts';

const secret = Uint8Array.from({ length: 32 }, (_, at) => at);
const answer: PackageAnswer = {
  v: 1,
  package: 'ab'.repeat(16),
  circulation: 'c'.repeat(64),
  member: 'm-1',
  readings: [
    { edition: 'e'.repeat(64), statement: '我已阅读《用车规定》（2026-03-02 版）全文，知悉其内容。' },
  ],
  answers: [[0, 2], [1]],
  at: 1_780_000_000_000,
};
const line = writeAnswer(answer, secret);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const one = (text: string): ReturnType<typeof readAnswers>[number] | undefined => readAnswers(bytes(text))[0];

test('an answer comes back as it was written, and is known by its secret', () => {
  const read = one(line);
  if (read === undefined || read === 'damaged') throw new Error('not read');
  expect(read.answer).toEqual(answer);
  expect(read.text).toBe(line);
  expect(isAnswerOf(read, secret)).toBe(true);
  expect(isAnswerOf(read, new Uint8Array(32))).toBe(false);
});

test('as it passes through mail and chat: with words around it, broken lines, several of them', () => {
  const broken = line.replaceAll(/(.{60})/g, '$1\r\n ');
  expect(one(`\ufeff您好，回执如下：\n${broken}\n发自我的手机`)).toMatchObject({ answer, text: line });
  expect(readAnswers(bytes(`${line}\n${line}`))).toHaveLength(2);
  expect(readAnswers(bytes('没有回执'))).toEqual([]);
  expect(readAnswers(new Uint8Array())).toEqual([]);
});

test('what is not whole, or not an answer, is damaged', () => {
  expect(one(line.slice(0, -1))).toBe('damaged');
  expect(one(`${line.slice(0, -1)}\n`)).toBe('damaged');
  expect(one(`${line.slice(0, 80)}.`)).toBe('damaged');
  expect(one('guiju-answer:.')).toBe('damaged');
  expect(one('guiju-answer:e30.')).toBe('damaged');
  expect(readAnswers(new Uint8Array(longestAnswers + 1))).toEqual(['damaged']);
  const other = (change: object): string => writeAnswer({ ...answer, ...change }, secret);
  for (const change of [
    { v: 2 },
    { package: 'x' },
    { circulation: 'c' },
    { member: '../x' },
    { readings: [] },
    { readings: [{ edition: 'e'.repeat(64), statement: '长'.repeat(501) }] },
    { answers: [[-1]] },
    { answers: 'all' },
    { at: -1 },
  ])
    expect(one(other(change)), JSON.stringify(change)).toBe('damaged');
});

test('whoever changes a word of it is found out', () => {
  for (const change of [
    { member: 'm-2' },
    { at: answer.at + 1 },
    { circulation: 'd'.repeat(64) },
    { package: 'cd'.repeat(16) },
    { answers: [[0, 1], [1]] },
    { readings: [{ ...answer.readings[0]!, edition: 'f'.repeat(64) }] },
    { readings: [{ ...answer.readings[0]!, statement: '我没有读。' }] },
  ]) {
    const read = one(line);
    if (read === undefined || read === 'damaged') throw new Error('not read');
    expect(isAnswerOf({ ...read, answer: { ...answer, ...change } }, secret), JSON.stringify(change)).toBe(
      false,
    );
  }
});

test('whatever comes in, the reader neither throws nor believes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
      for (const read of readAnswers(noise))
        if (read !== 'damaged') expect(isAnswerOf(read, secret)).toBe(false);
    }),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(fc.json({ maxDepth: 3 }), (json) => {
      const text = `guiju-answer:${Buffer.from(json).toString('base64url')}.`;
      expect(one(text)).toBe('damaged');
    }),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(
      fc.nat(line.length - 1),
      fc.string({ minLength: 1, maxLength: 3 }),
      fc.nat(3),
      (at, put, gone) => {
        const changed = line.slice(0, at) + put + line.slice(at + gone);
        for (const read of readAnswers(bytes(changed))) {
          if (read === 'damaged') continue;
          // Only spaces may change, and what stands around it.
          expect(isAnswerOf(read, secret)).toBe(read.text === line);
        }
      },
    ),
    { numRuns: 2000 },
  );
});
