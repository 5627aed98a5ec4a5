import type { SavedFile } from '../engine/office-protocol.ts';
import { calendarFile } from '../exchange/calendar-file.ts';
import { smsParts, type SmsParts } from '../exchange/sms-parts.ts';
import { writeCsv } from '../exchange/write-csv.ts';
import { localDay } from '../rule/local-day.ts';
import type { Day } from '../rule/validity.ts';

/** Phones refuse longer lists, and nobody looks through them. */
export const mostNumbers = 20;

/** How long a message is, and in how many parts it goes. */
export function messageParts(text: string): SmsParts {
  return smsParts(text);
}

/** What of a number can be dialled; undefined when nothing can. */
export function dialled(phone: string): string | undefined {
  const number = /^\+?[\d\s().-]+/.exec(phone.trim())?.[0].replaceAll(/[^\d+]/g, '') ?? '';
  return number.replace('+', '').length >= 3 ? number : undefined;
}

/**
 * Links that open the phone's own message program, with so many people at a time and the text filled in.
 *
 * @param isApple iPhones have a way of their own for more than one number; all others go by RFC 5724
 */
export function messageLinks(numbers: readonly string[], text: string, isApple: boolean): string[] {
  const body = encodeURIComponent(text);
  return Array.from({ length: Math.ceil(numbers.length / mostNumbers) }, (_, at) => {
    const some = numbers.slice(at * mostNumbers, (at + 1) * mostNumbers).join(',');
    return isApple ? `sms:/open?addresses=${some}&body=${body}` : `sms:${some}?body=${body}`;
  });
}

/** The due day of a circulation for somebody's calendar. */
export function dueDayFile(
  circulation: string,
  { day, title, text, now }: { day: Day; title: string; text: string; now: number },
): SavedFile {
  const file = calendarFile({ uid: `${circulation}@guiju`, day, title, text, stamp: now });
  return { name: `${fileName(title)} ${day}.ics`, bytes: new TextEncoder().encode(file) };
}

/** Numbers and text for the office's own way of sending messages. */
export function messageTable(title: string, rows: readonly (readonly string[])[], now: number): SavedFile {
  return { name: `${fileName(title)} ${localDay(now)}.csv`, bytes: writeCsv(rows) };
}

/** Nothing that a file system would take for a folder, or refuse. */
function fileName(title: string): string {
  return title.replaceAll(/[\p{Cc}\\/:*?"<>|]/gu, '').slice(0, 60);
}
