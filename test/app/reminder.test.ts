import { expect, test } from 'vitest';
import { dialled, dueDayFile, messageLinks, messageTable } from '../../src/app/reminder.ts';

test.each([
  ['138 0000 0001', '13800000001'],
  ['+86 138-0000-0001', '+8613800000001'],
  ['(0571) 8888 1234 转 5', '057188881234'],
  ['办公室', undefined],
  ['', undefined],
  ['javascript:alert(1)', undefined],
])('%s is dialled as %s', (phone, number) => {
  expect(dialled(phone)).toBe(number);
});

test('messages go to a bounded number of people at a time, in the way of each phone', () => {
  const numbers = Array.from({ length: 41 }, (_, at) => `1380000${String(at).padStart(4, '0')}`);
  const links = messageLinks(numbers, '请 & 尽快', false);
  expect(links).toHaveLength(3);
  expect(links[2]).toBe('sms:13800000040?body=%E8%AF%B7%20%26%20%E5%B0%BD%E5%BF%AB');
  expect(messageLinks(numbers.slice(0, 2), '好', true)).toEqual([
    'sms:/open?addresses=13800000000,13800000001&body=%E5%A5%BD',
  ]);
  expect(messageLinks([], '好', true)).toEqual([]);
});

test('files are named after what they are about, and nothing a file system refuses', () => {
  const now = new Date('2026-03-01T12:00:00').getTime();
  const { name, bytes } = dueDayFile('abc', { day: '2026-03-10', title: '用车/办法', text: '', now });
  expect(name).toBe('用车办法 2026-03-10.ics');
  expect(new TextDecoder().decode(bytes)).toContain('UID:abc@guiju');
  expect(messageTable('催办：', [['a']], now).name).toBe('催办： 2026-03-01.csv');
});
