import type { Day } from '../../rule/validity.ts';

/** 收文登记簿, 文件传阅单, 签收册, the list of those still missing, and one member's own acknowledgements. */
export type RegisterForm = 'incoming' | 'slip' | 'receipts' | 'missing' | 'history';

export type RegisterLanguage = 'zh' | 'en';

/** What somebody wants to have, and everything beside the ledger on which it depends: the same order gives the same register. */
export interface RegisterOrder {
  form: RegisterForm;
  /** Id of the circulate entry; absent for what is about no single one. */
  circulation?: string;
  language: RegisterLanguage;
  /** Day for which it is judged who is late. */
  on: Day;
  /** Clock of the device that makes it, in milliseconds since 1970. */
  at: number;
  /** How far its clock is ahead of UTC then, in minutes: where a day is told from a moment. */
  zone: number;
  /** Member who makes it, and the device. */
  by: string;
  device: string;
}

/** Words, a day, a moment in milliseconds since 1970, or a number. */
export type Cell = string | number | { day: Day } | { at: number };

export interface RegisterFact {
  name: string;
  value: Cell;
}

export interface RegisterColumn {
  name: string;
  /** In characters as wide as a Chinese one. */
  width: number;
}

/** A register as plain data, in the words of one language: drawn on paper, in a workbook and in a proof alike. */
export interface Register {
  form: RegisterForm;
  office: string;
  title: string;
  /** What stands above the table, as on paper. */
  head: RegisterFact[];
  /** Boxes that are filled in by hand: those above the table and those below it. */
  above: string[];
  columns: RegisterColumn[];
  rows: Cell[][];
  below: string[];
  /** Editions, cut-off, who made it and when: on what it rests. */
  foot: RegisterFact[];
  /** What it does not say. */
  notes: string[];
}

/** What is drawn and written like a register. */
export type RegisterLook = Omit<Register, 'form'> & { form: string };
