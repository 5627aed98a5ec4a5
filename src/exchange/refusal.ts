import type { Problem, ProblemCode } from './problem.ts';

/** Thrown while a file is read, with the reason why it does not come in. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly problem: Problem;

  constructor(code: ProblemCode, detail?: Record<string, string | number>) {
    super(code);
    this.problem = { code, ...(detail !== undefined && { detail }) };
  }
}
