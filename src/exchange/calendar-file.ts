import type { Day } from '../rule/validity.ts';

export interface CalendarEntry {
  /** The same for the same thing, so that a second file takes the place of the first. */
  uid: string;
  day: Day;
  title: string;
  text: string;
  /** When the file was made, in milliseconds since 1970. */
  stamp: number;
}

const aDay = 24 * 60 * 60 * 1000;
/** Octets of a line, its end not counted. */
const longestLine = 75;

/** One whole day as an iCalendar file (RFC 5545), for the calendar of any phone. */
export function calendarFile({ uid, day, title, text, stamp }: CalendarEntry): string {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + aDay).toISOString().slice(0, 10);
  const plain = (date: string): string => date.replaceAll(/[-:]|\.\d+/g, '');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Guiju//Guiju//ZH',
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${plain(new Date(stamp).toISOString())}`,
    `DTSTART;VALUE=DATE:${plain(day)}`,
    // The end is the first day that is not part of it, §3.6.1.
    `DTEND;VALUE=DATE:${plain(next)}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** §3.3.11; signs that control a terminal have no place in a calendar. */
function escaped(text: string): string {
  return text
    .replaceAll(/\r\n?|[\n\u2028\u2029]/g, '\n')
    .replaceAll(/(?!\n)\p{Cc}/gu, '')
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n');
}

/** §3.1: a long line goes on in the next, behind a space; no sign is torn. */
function folded(line: string): string {
  let whole = '';
  let octets = 0;
  for (const sign of line) {
    const size = new TextEncoder().encode(sign).length;
    if (octets + size > longestLine) {
      whole += '\r\n ';
      octets = 1;
    }
    whole += sign;
    octets += size;
  }
  return whole;
}
