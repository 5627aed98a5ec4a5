import { effectiveClause, expiryClause } from '../rule/clauses.ts';
import type { DatedEvent, EditionContent } from '../rule/edition.ts';
import type { RuleText } from '../rule/rule-text.ts';
import type { Day } from '../rule/validity.ts';
import type { FrontMatter } from './front-matter.ts';

type EditionDates = Pick<
  EditionContent,
  'date' | 'adoptedOn' | 'publishedOn' | 'effectiveOn' | 'effectiveFrom' | 'expiresOn'
>;

const lastOf = (events: readonly DatedEvent[], kind: RegExp): Day | undefined =>
  events.findLast(({ text }) => kind.test(text))?.on;

/**
 * The dates of an edition, from what is stated first to what can be concluded.
 *
 * An amended law still says when its first edition came into force; such a clause is older than the edition
 * and says nothing about it. Then the edition counts from the day it is known by.
 */
export function editionDates(
  given: FrontMatter,
  events: readonly DatedEvent[],
  fileDate: Day | undefined,
  text: string,
  parsed: RuleText,
): EditionDates {
  const adoptedOn = given.adoptedOn ?? lastOf(events, /通过|修订|修正|批准/);
  const publishedOn = given.publishedOn ?? lastOf(events, /公布|发布|印发/);
  const date = given.date ?? fileDate ?? publishedOn ?? adoptedOn ?? given.effectiveOn ?? events.at(-1)?.on;
  const effective = effectiveOn(given, events, date, publishedOn, text, parsed);
  const expiresOn = given.expiresOn ?? expiryClause(text, parsed, effective.effectiveOn);
  const known = date ?? effective.effectiveOn;
  return {
    ...(known !== undefined && { date: known }),
    ...(adoptedOn !== undefined && { adoptedOn }),
    ...(publishedOn !== undefined && { publishedOn }),
    ...effective,
    ...(expiresOn !== undefined && { expiresOn }),
  };
}

function effectiveOn(
  given: FrontMatter,
  events: readonly DatedEvent[],
  date: Day | undefined,
  publishedOn: Day | undefined,
  text: string,
  parsed: RuleText,
): Pick<EditionDates, 'effectiveOn' | 'effectiveFrom'> {
  if (given.effectiveOn !== undefined) {
    return { effectiveOn: given.effectiveOn, effectiveFrom: given.effectiveFrom ?? 'metadata' };
  }
  const clause = effectiveClause(text, parsed);
  const stated =
    clause === undefined
      ? undefined
      : 'on' in clause
        ? clause.on
        : (publishedOn ?? (events.length > 0 ? events.at(-1)?.on : date));
  if (stated !== undefined && (date === undefined || stated >= date)) {
    return { effectiveOn: stated, effectiveFrom: 'text' };
  }
  const event = lastOf(events, /施行|实施|生效/);
  if (event !== undefined && (date === undefined || event >= date))
    return { effectiveOn: event, effectiveFrom: 'text' };
  return date === undefined ? {} : { effectiveOn: date, effectiveFrom: 'date' };
}
