import { EngineProblem } from './engine-problem.ts';
import type { RoundFault } from './opinions-protocol.ts';

/** Why nothing was done with a round of opinions. */
export function roundFault(fault: RoundFault): EngineProblem {
  return new EngineProblem('bad-round', fault);
}
