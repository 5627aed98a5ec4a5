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
  | 'unreadable'
  | 'unexpected';

export interface Problem {
  code: ProblemCode;
  detail?: Record<string, string | number>;
}
