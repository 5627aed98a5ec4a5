import type { Day } from '../rule/validity.ts';

/** A cell that is to be written: words, a whole number, a day, or a moment as the clock on the wall shows it. */
export type XlsxCell = string | number | { day: Day } | { at: number; zone: number };

/** Numbers of the cell styles that `xlsx-look.ts` lays down. */
export const looks = {
  words: 0,
  title: 1,
  name: 2,
  cell: 3,
  day: 4,
  moment: 5,
  number: 6,
  note: 7,
  factDay: 8,
  factMoment: 9,
} as const;

export type XlsxLook = keyof typeof looks;

/** The most that a cell may hold, in UTF-16 code units (ECMA-376 18.3.1.96 and what office programs take). */
export const longestCell = 32_767;

const dayMs = 24 * 60 * 60 * 1000;
/** Day 0 of the system of 1900, for days after its 29 February 1900 that never was. */
const origin = Date.UTC(1899, 11, 30);

/** One cell as XML; an empty one still has its borders. Words stay words: nothing in them is ever worked out. */
export function cellXml(cell: XlsxCell, reference: string, look: XlsxLook): string {
  if (typeof cell === 'number') return valueXml(cell, reference, look === 'cell' ? 'number' : look);
  if (typeof cell !== 'string') {
    const isDay = 'day' in cell;
    const serial = isDay
      ? (Date.parse(`${cell.day}T00:00:00Z`) - origin) / dayMs
      : (Math.floor((cell.at + cell.zone * 60_000) / 60_000) * 60_000 - origin) / dayMs;
    // A day that is none, and one before the calendar of workbooks begins, is shown as it was written.
    if (serial >= 61 && serial < 2_958_466) return valueXml(serial, reference, dateLook(isDay, look));
    return cellXml(isDay ? cell.day : String(cell.at), reference, look);
  }
  if (cell === '') return `<c r="${reference}" s="${looks[look]}"/>`;
  const words = `<is><t xml:space="preserve">${xmlWords(cell)}</t></is>`;
  return `<c r="${reference}" s="${looks[look]}" t="inlineStr">${words}</c>`;
}

/** Beside a name above the table there are no borders. */
function dateLook(isDay: boolean, look: XlsxLook): XlsxLook {
  if (look === 'cell') return isDay ? 'day' : 'moment';
  return isDay ? 'factDay' : 'factMoment';
}

function valueXml(value: number, reference: string, look: XlsxLook): string {
  return `<c r="${reference}" s="${looks[look]}"><v>${value}</v></c>`;
}

/**
 * Words for XML. What XML cannot hold is written _x0007_ (ECMA-376 22.9.2.19), and words that look like that are written
 * so that they are read as they are; half a surrogate pair is no character.
 */
export function xmlWords(words: string): string {
  return cutTo(words, longestCell)
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, hexadecimal)
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function hexadecimal(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}

/** Not in the middle of a character. */
function cutTo(words: string, most: number): string {
  if (words.length <= most) return words;
  const isHigh = /[\ud800-\udbff]/.test(words[most - 1]!);
  return words.slice(0, isHigh ? most - 1 : most);
}

/** 0 → A, 26 → AA */
export function columnName(column: number): string {
  const rest = String.fromCharCode(65 + (column % 26));
  return column < 26 ? rest : columnName(Math.floor(column / 26) - 1) + rest;
}
