import { unquoted } from './check-unquoted.ts';

/** Who explains a text, as it says itself: 本办法由行政科负责解释. */
export interface InterpretationClause {
  /** Number of the article that says so. */
  label: string;
  organ: string;
}

const ways = [
  /由([^，。；、\n由]{2,30}?)(?:负责|共同)解释/u,
  /由([^，。；、\n由]{2,30}?)(?<!本)解释(?=[。；])/u,
  /解释权(?:归|属于)([^，。；\n]{2,30}?)(?:所有)?(?=[。；])/u,
  /解释工作由([^，。；\n]{2,30}?)(?:承担|负责)/u,
];
/** Whoever it is, the text names no unit: 由本局负责解释; or it speaks of how something is explained. */
const unnamed = /^(?:本|我|该|各|其|发布|制定)|(?:依照|按照|根据|本解释)/u;

/**
 * Finds who explains a text. The last article that says so counts: it is among the supplementary provisions.
 *
 * @param units of the text in their order; `body` and `end` are UTF-16 offsets into `text`
 */
export function interpretationClause(
  text: string,
  units: readonly { label: string; body: number; end: number }[],
): InterpretationClause | undefined {
  const words = unquoted(text);
  for (const { label, body, end } of units.toReversed()) {
    const said = words.slice(body, end);
    for (const way of ways) {
      const organ = way.exec(said)?.[1]?.trim();
      if (organ !== undefined && !unnamed.test(organ)) return { label, organ };
    }
  }
  return undefined;
}
