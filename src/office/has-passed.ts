import type { CirculateAct } from '../ledger/circulation-acts.ts';

/**
 * Are enough questions answered right? Where no pass mark was set, all of them must be.
 *
 * @param answers chosen choices for each question, in order
 */
export function hasPassed(
  { questions = [], pass = questions.length }: Pick<CirculateAct, 'questions' | 'pass'>,
  answers: readonly (readonly number[])[] = [],
): boolean {
  if (answers.length > questions.length) return false;
  const right = questions.filter((question, at) => {
    const chosen = answers[at] ?? [];
    return chosen.length === question.right.length && question.right.every((one) => chosen.includes(one));
  });
  return right.length >= pass;
}
