import type { ConsultAct, ConsultationAct, ConsultCloseAct, ConsultFeedbackAct } from './consult-acts.ts';
import { readAudience } from './read-circulation-act.ts';
import * as shape from './shape.ts';

/** Answers in one entry: as many as an office may have people. */
const mostAnswers = 20_000;

/**
 * Acts of a round of opinions, as they come from outside.
 *
 * @returns nothing for an act of another type
 * @throws {BadEntry} `malformed`
 */
export function readConsultAct(type: string, from: shape.Fields): ConsultationAct | undefined {
  switch (type) {
    case 'consult':
      return shape.given<ConsultAct>({
        type,
        draft: shape.handle(from, 'draft'),
        copy: shape.hash(from, 'copy'),
        sealed: shape.hash(from, 'sealed'),
        audience: readAudience(from, 'audience'),
        closes: shape.day(from, 'closes'),
        anonymous: shape.flag(from, 'anonymous'),
        shared: shape.maybe(from, 'shared', (all, key) => (shape.flag(all, key) ? true : undefined)),
      });
    case 'consult-close':
      return shape.given<ConsultCloseAct>({
        type,
        consultation: shape.hash(from, 'consultation'),
        closes: shape.maybe(from, 'closes', shape.day),
        reason: shape.maybe(from, 'reason', shape.text),
      });
    case 'consult-feedback':
      return shape.given<ConsultFeedbackAct>({
        type,
        consultation: shape.hash(from, 'consultation'),
        answers: shape.hashes(from, 'answers', mostAnswers),
        results: shape.maybe(from, 'results', shape.hash),
      });
    default:
      return undefined;
  }
}
