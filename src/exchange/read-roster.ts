import type { Day } from '../rule/validity.ts';
import { identityMark } from './identity-number.ts';
import type { RosterColumns, RosterField } from './roster-columns.ts';
import {
  plainWords,
  readName,
  readPhone,
  readRoles,
  readRosterDay,
  type RosterRole,
} from './roster-values.ts';
import type { Table } from './table.ts';

export interface RosterPerson {
  /** Number of the row as the office program shows it. */
  row: number;
  name: string;
  unit?: string;
  post?: string;
  roles: RosterRole[];
  phone?: string;
  joined?: Day;
  left?: Day;
  /** 工号 */
  number?: string;
}

export interface RosterUnit {
  name: string;
  /** 支部 is a unit of its own kind. */
  kind: 'unit' | 'branch';
  people: number;
}

export interface RosterProblem {
  row: number;
  /** `name-empty` and `double` set the row aside; the others leave out the value. */
  kind: 'name-empty' | 'double' | 'phone' | 'date' | 'role' | 'left-before-joined';
  value: string;
}

export interface Roster {
  people: RosterPerson[];
  units: RosterUnit[];
  problems: RosterProblem[];
}

const longestWords = 100;

/**
 * Takes the people out of a table.
 *
 * Two of the same name in the same unit are one, unless a telephone or a number tells them apart; the later one is set
 * aside. Whatever is not taken over is told in `problems`.
 *
 * @param columns as guessed, or as the user corrected it
 */
export function readRoster({ rows, merged = [] }: Table, { headerRow, columns }: RosterColumns): Roster {
  const roster: Roster = { people: [], units: [], problems: [] };
  const units = new Map<string, RosterUnit>();
  const known = new KnownPeople();
  const heading = rows[headerRow]?.join('\0');
  const unitColumn = columns.indexOf('unit');
  /** The unit of rows over which its cell was drawn. */
  const unitOfRow = new Map<number, string>();
  for (const { column, from, to } of merged) {
    if (column !== unitColumn || from <= headerRow) continue;
    for (let at = from + 1; at <= to && at < rows.length; at++) unitOfRow.set(at, rows[from]?.[column] ?? '');
  }
  for (let at = headerRow + 1; at < rows.length; at++) {
    const cells = rows[at]!;
    // Printed lists repeat their headings on every page.
    const filled = cells.filter((cell) => cell.trim() !== '');
    if (filled.length === 0 || cells.join('\0') === heading) continue;
    const row = at + 1;
    const problem = (kind: RosterProblem['kind'], value: string): void => {
      roster.problems.push({ row, kind, value: value.slice(0, longestWords) });
    };
    // 秘书科 alone in a row is a heading over the people of that unit.
    const alone = filled.length === 1 && columns.length > 1 ? cellOf(cells, columns, 'name') : '';
    if (/(?:处|科|室|部|支部|中心)$/.test(alone)) {
      problem('name-empty', alone);
      continue;
    }
    const person = readPerson(
      row,
      (field) => cellOf(cells, columns, field) || (field === 'unit' ? (unitOfRow.get(at) ?? '') : ''),
      problem,
    );
    if (person === undefined) continue;
    if (known.has(person)) {
      problem('double', person.name);
      continue;
    }
    known.add(person);
    roster.people.push(person);
    if (person.unit === undefined) continue;
    const kind = person.unit.endsWith('支部') ? 'branch' : 'unit';
    const unit = units.get(person.unit) ?? { name: person.unit, kind, people: 0 };
    units.set(person.unit, { ...unit, people: unit.people + 1 });
  }
  return { ...roster, units: [...units.values()] };
}

function cellOf(cells: readonly string[], columns: RosterColumns['columns'], field: RosterField): string {
  return (cells[columns.indexOf(field)] ?? '').replaceAll(identityMark, '').trim();
}

function readPerson(
  row: number,
  cell: (field: RosterField) => string,
  problem: (kind: RosterProblem['kind'], value: string) => void,
): RosterPerson | undefined {
  const name = readName(cell('name'));
  if (name === undefined) {
    problem('name-empty', cell('name'));
    return undefined;
  }
  const { roles, unknown } = readRoles(cell('roles'));
  for (const word of unknown) problem('role', word);
  const { phone, rest } = readPhone(cell('phone'));
  for (const part of rest) problem('phone', part);
  const [joined, left] = (['joined', 'left'] as const).map((field) => {
    const read = readRosterDay(cell(field));
    if (read === undefined) problem('date', cell(field));
    return read?.day;
  });
  const isBefore = joined !== undefined && left !== undefined && left < joined;
  if (isBefore) problem('left-before-joined', left);
  const [unit, post, number] = (['unit', 'post', 'number'] as const).map((field) =>
    plainWords(cell(field)).slice(0, longestWords),
  );
  return {
    row,
    name,
    ...(unit && { unit }),
    ...(post && { post }),
    roles,
    ...(phone !== undefined && { phone }),
    ...(joined !== undefined && { joined }),
    ...(left !== undefined && !isBefore && { left }),
    ...(number && { number }),
  };
}

/** Stands for whatever it may be. */
const any = '*';

/** Who is on the roster already. Asked for every row, so it looks up and never searches. */
class KnownPeople {
  #keys = new Set<string>();

  /** Is there somebody of this name and unit whom neither telephone nor number tells apart? */
  has(person: RosterPerson): boolean {
    const phones = person.phone === undefined ? [any] : [person.phone, ''];
    const numbers = person.number === undefined ? [any] : [person.number, ''];
    return phones.some((phone) => numbers.some((number) => this.#keys.has(keyOf(person, phone, number))));
  }

  add(person: RosterPerson): void {
    for (const phone of [person.phone ?? '', any]) {
      for (const number of [person.number ?? '', any]) this.#keys.add(keyOf(person, phone, number));
    }
  }
}

const keyOf = ({ name, unit }: RosterPerson, phone: string, number: string): string =>
  [name, unit ?? '', phone, number].join('\0');
