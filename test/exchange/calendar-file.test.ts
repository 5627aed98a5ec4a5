import { expect, test } from 'vitest';
import { calendarFile } from '../../src/exchange/calendar-file.ts';
import { Random } from '../faults/random.ts';

const some = {
  uid: 'abc@guiju',
  day: '2026-12-31',
  title: '《考勤办法》签阅到期',
  text: '请在到期前签阅。',
  stamp: Date.UTC(2026, 10, 29, 8, 5, 9, 123),
};

test('is one whole day, the same thing each time', () => {
  expect(calendarFile(some).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Guiju//Guiju//ZH',
    'BEGIN:VEVENT',
    'UID:abc@guiju',
    'DTSTAMP:20261129T080509Z',
    'DTSTART;VALUE=DATE:20261231',
    'DTEND;VALUE=DATE:20270101',
    'SUMMARY:《考勤办法》签阅到期',
    'DESCRIPTION:请在到期前签阅。',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test('no text ends a line, begins a field, or is lost', () => {
  const text = 'a,b;c\\d\r\nEND:VEVENT\rx\u2028y\u0007z';
  const line = calendarFile({ ...some, text })
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .find((one) => one.startsWith('DESCRIPTION:'));
  expect(line).toBe('DESCRIPTION:a\\,b\\;c\\\\d\\nEND:VEVENT\\nx\\nyz');
});

test('whatever is written into it: short lines, whole signs, and back again', () => {
  for (let seed = 1; seed <= 1000; seed++) {
    const random = new Random(seed);
    const signs = ['a', ',', ';', '\\', '\n', '\r', '字', '𠮷', ' ', '\t', 'é', ':'];
    const text = Array.from({ length: random.below(300) }, () => signs[random.below(signs.length)]).join('');
    const file = calendarFile({ ...some, title: text, text });
    const lines = file.split('\r\n');
    for (const line of lines) {
      expect(new TextEncoder().encode(line).length, `seed ${seed}`).toBeLessThanOrEqual(75);
      expect(line.isWellFormed(), `seed ${seed}`).toBe(true);
      expect(line, `seed ${seed}`).not.toMatch(/[\r\n]/);
    }
    const fields = file.replaceAll('\r\n ', '').split('\r\n');
    expect(fields, `seed ${seed}`).toHaveLength(14);
    const read = fields[9]!
      .slice('DESCRIPTION:'.length)
      .replaceAll(/\\([\\;,n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
    expect(read, `seed ${seed}`).toBe(text.replaceAll(/\r\n?/g, '\n').replaceAll('\t', ''));
  }
});
