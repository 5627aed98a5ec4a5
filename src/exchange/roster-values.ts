import { isoDay, readDay } from '../rule/text-dates.ts';
import type { Day } from '../rule/validity.ts';

/** What somebody may do in the base. */
export type RosterRole = 'admin' | 'publisher' | 'editor' | 'reviewer' | 'supervisor' | 'liaison' | 'member';

const roleWords: readonly [RosterRole, RegExp][] = [
  ['admin', /^(?:系统)?管理员?$|^admin$/],
  ['publisher', /^发布[人者员]?$|^publisher$/],
  ['editor', /^(?:编辑|起草)[人者员]?$|^editor$/],
  ['reviewer', /^审核[人者员]?$|^reviewer$/],
  ['supervisor', /^督查[人者员]?$|^supervisor$/],
  ['liaison', /^联络[人员]?$|^liaison$/],
  ['member', /^(?:普通)?成员$|^member$/],
];

const invisible = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** 张　三 → 张三, John　Smith → John Smith: spaces within Chinese words are for the look only. */
export function plainWords(cell: string): string {
  return cell
    .replaceAll(invisible, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .trim();
}

/** A name, or undefined for what is none: nothing, a dash, a remark below the table. */
export function readName(cell: string): string | undefined {
  const name = plainWords(cell.normalize('NFKC')).replaceAll(/[•‧・]/g, '·');
  const isName = /\p{L}/u.test(name) && name.length <= 40 && !/[：:。；;，,、\d]/.test(name);
  return isName && !/^(?:合计|小计|总计|备注|说明|制表|填表)/.test(name) ? name : undefined;
}

/** The roles of a cell, and the words that name none. */
export function readRoles(cell: string): { roles: RosterRole[]; unknown: string[] } {
  const roles = new Set<RosterRole>();
  const unknown: string[] = [];
  for (const word of cell.normalize('NFKC').split(/[\s、，,;；/|+]+/)) {
    if (word === '') continue;
    const role = roleWords.find(([, pattern]) => pattern.test(word.toLowerCase()))?.[0];
    if (role === undefined) unknown.push(word);
    else roles.add(role);
  }
  return { roles: [...roles], unknown };
}

/**
 * The telephone of a cell, a mobile one before others, without spaces and strokes; and what else stands there, which
 * is not kept.
 */
export function readPhone(cell: string): { phone?: string; rest: string[] } {
  const parts = cell
    .normalize('NFKC')
    .split(/[、，,;；/\n]+|\s{2,}/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const numbers = parts.map((part) => ({ part, number: plainNumber(part) }));
  const mobile = numbers.find(({ number }) => number !== undefined && /^1[3-9]\d{9}$/.test(number));
  const chosen = mobile ?? numbers.find(({ number }) => number !== undefined);
  const rest = numbers.filter((one) => one !== chosen).map(({ part }) => part);
  return { ...(chosen?.number !== undefined && { phone: chosen.number }), rest };
}

/** +86 138-0000-0000 → 13800000000; 0571-8888 8888 keeps its area code as one number; undefined for what is none. */
function plainNumber(part: string): string | undefined {
  const digits = part.replaceAll(/[\s()-]/g, '').replace(/^(?:\+|00)?86(?=1[3-9]\d{9}$)/, '');
  return /^(?:1[3-9]\d{9}|0\d{9,11}|[2-9]\d{2,7})$/.test(digits) ? digits : undefined;
}

/** Words that say that there is no day. */
const none = /^(?:[-—–/无]+|至今|在职|在岗)$/;

/**
 * The day of a cell, a month being its first; no day for an empty cell or one that says that there is none.
 *
 * @returns undefined for what cannot be read
 */
export function readRosterDay(cell: string): { day?: Day } | undefined {
  const words = plainWords(cell.normalize('NFKC'));
  if (words === '' || none.test(words)) return {};
  const day = readDay(words.replace(/ \d{1,2}:\d{2}(?::\d{2})?$/, ''));
  if (day !== undefined) return { day };
  const parts = /^(\d{4})(?:[-/.]|年)(\d{1,2})月?$/.exec(words) ?? /^(\d{4})(\d{2})(\d{2})?$/.exec(words);
  if (parts === null) return undefined;
  const read = isoDay(Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 1));
  return read === undefined ? undefined : { day: read };
}
