/** Why a file did not come in. The words for it belong to the interface; numbers for them are in `detail`. */
export type ProblemCode =
  | 'empty'
  | 'too-large'
  | 'binary'
  | 'not-text'
  | 'format-later'
  | 'format-unknown'
  | 'classified'
  | 'no-body'
  | 'front-matter'
  | 'zip-damaged'
  | 'zip-encrypted'
  | 'zip-too-large'
  | 'zip-too-many'
  | 'zip-nested'
  | 'zip-path'
  /** A table: .xls and .et, a password, broken inside, no table at all, nothing in it, more than anybody's list. */
  | 'table-old-format'
  | 'table-encrypted'
  | 'table-damaged'
  | 'table-format'
  | 'table-empty'
  | 'table-too-large'
  | 'unreadable'
  | 'unexpected';

export interface Problem {
  code: ProblemCode;
  detail?: Record<string, string | number>;
}
