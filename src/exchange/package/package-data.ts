import type { Question, ReadingLevel } from '../../ledger/circulation-acts.ts';
import type { TableRow } from '../../rule/comparison-table.ts';
import type { EditionContent } from '../../rule/edition.ts';
import type { Day } from '../../rule/validity.ts';

/** One text of a package. */
export interface PackageText {
  /** Hash of the edition. */
  edition: string;
  content: EditionContent;
  /** The sentence that is confirmed. */
  statement: string;
  /** What differs from the edition that this one revises. */
  changes?: { since: Day | null; rows: TableRow[] };
}

/** Somebody who may answer, with the secret that shows that this package was at hand. */
export interface PackagePerson {
  member: string;
  name: string;
  unit?: string;
  /** Base64url. */
  secret: string;
}

/** Everything that stands in a read-and-sign package. */
export interface PackageData {
  v: 1;
  /** 128 random bits, in hexadecimal. */
  id: string;
  office: string;
  circulation: string;
  level: ReadingLevel;
  /** Name of who sent the circulation, and of who made this file and takes the answers. */
  by: string;
  liaison: string;
  note?: string;
  due?: Day;
  texts: PackageText[];
  /** The right choices stay with the office. */
  questions: Pick<Question, 'text' | 'choices'>[];
  pass: number;
  people: PackagePerson[];
}
