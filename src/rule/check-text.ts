import { isAmending } from './check-amending.ts';
import { checkDuties } from './check-duties.ts';
import { checkEffect } from './check-effect.ts';
import { mostFindings, type FindingKind, type TextFinding, type TextToCheck } from './check-finding.ts';
import { checkInterpretation } from './check-interpretation.ts';
import { checkNumbers } from './check-numbers.ts';
import { checkOtherTexts } from './check-other-texts.ts';
import { checkOwnCitations } from './check-own-citations.ts';
import { checkRelativeWords } from './check-relative-words.ts';
import { checkSelfName } from './check-self-name.ts';
import { checkTerms } from './check-terms.ts';

const checks: readonly ((input: TextToCheck) => TextFinding[])[] = [
  checkEffect,
  checkInterpretation,
  checkDuties,
];
/** Those that go by numbers and names, which an amending text has from another. */
const ofOwnWords = [
  checkNumbers,
  checkOwnCitations,
  checkRelativeWords,
  checkOtherTexts,
  checkSelfName,
  checkTerms,
];

/**
 * What should be looked at before an edition is signed: numbers, citations, days, names, terms, duties.
 *
 * Nothing here refuses a text; whoever signs decides. Takes time in proportion to the length of the text and the
 * number of its citations.
 *
 * @returns findings in the order of the text, those about the whole first; at most 200 of a kind
 */
export function checkText(input: TextToCheck): TextFinding[] {
  const told = new Map<FindingKind, number>();
  return [...checks, ...(isAmending(input) ? [] : ofOwnWords)]
    .flatMap((check) => check(input))
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .filter(({ kind }) => {
      const times = (told.get(kind) ?? 0) + 1;
      told.set(kind, times);
      return times <= mostFindings;
    });
}
