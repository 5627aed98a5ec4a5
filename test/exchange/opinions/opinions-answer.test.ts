import { expect, test } from 'vitest';
import {
  isCarriedBy,
  longestCarried,
  type OpinionsAnswer,
  readCarried,
  writeCarried,
} from '../../../src/exchange/opinions/opinions-answer.ts';

const secret = new Uint8Array(32).fill(3);
const answer: OpinionsAnswer = {
  v: 1,
  package: 'ab'.repeat(16),
  consultation: 'c'.repeat(64),
  person: 0,
  none: false,
  opinions: [{ address: 'a2', label: '第二条', quote: '第二条　轻声。', text: '太严', proposal: '' }],
  at: 1_790_000_000_000,
};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('an answer is found in whatever stands around it, and however its lines were broken', () => {
  const line = writeCarried(answer, secret);
  const broken = line.replaceAll(/(.{40})/g, '$1\r\n ');
  const other = writeCarried({ ...answer, none: true, opinions: [] }, secret);
  const found = readCarried(bytes(`您好：\n${broken}\n此致 ${other}`));
  expect(found).toMatchObject([{ answer, text: line }, { answer: { none: true, opinions: [] } }]);
  for (const one of found) expect(one !== 'damaged' && isCarriedBy(one, secret)).toBe(true);
});

test('one that was changed is not of who had the secret, and one that is cut is no answer', () => {
  const line = writeCarried(answer, secret);
  const [one] = readCarried(bytes(line));
  expect(one !== 'damaged' && isCarriedBy(one!, new Uint8Array(32))).toBe(false);
  const other = writeCarried({ ...answer, person: 1 }, secret);
  const code = (text: string): string =>
    JSON.parse(atob(text.slice(15, -1).replaceAll('-', '+').replaceAll('_', '/'))).code as string;
  expect(code(line)).not.toBe(code(other));
  expect(readCarried(bytes(line.slice(0, -1)))).toEqual(['damaged']);
  expect(readCarried(bytes(line.slice(0, 60) + '.'))).toEqual(['damaged']);
  expect(readCarried(bytes('guiju-opinions:AAAA.'))).toEqual(['damaged']);
  expect(readCarried(bytes('nothing'))).toEqual([]);
  expect(readCarried(new Uint8Array(longestCarried + 1))).toEqual(['damaged']);
});

test('what is more than an answer may hold is damaged', () => {
  const long = { ...answer.opinions[0]!, text: '长'.repeat(4001) };
  const many = Array.from({ length: 301 }, () => answer.opinions[0]!);
  for (const opinions of [[long], many])
    expect(readCarried(bytes(writeCarried({ ...answer, opinions }, secret)))).toEqual(['damaged']);
});
