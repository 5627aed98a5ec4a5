import { repealClause } from '../rule/clauses.ts';
import type { EditionContent } from '../rule/edition.ts';
import { findCitations } from '../rule/find-citations.ts';
import { parseText } from '../rule/parse-text.ts';
import type { RuleText } from '../rule/rule-text.ts';
import { titleKey } from '../rule/title-key.ts';
import type { ParsedEdition } from '../store/new-edition.ts';
import { unitRows } from './unit-rows.ts';

/** Everything that follows from the content of an edition alone, so that it can be worked out again at any time. */
export function parseEdition(
  content: Pick<EditionContent, 'title' | 'text'>,
  parsed: RuleText = parseText(content.text),
): ParsedEdition {
  const own = titleKey(content.title);
  return {
    units: unitRows(parsed),
    articles: parsed.units.filter((unit) => unit.kind === 'article').length,
    citations: findCitations(content.text, parsed),
    // A new edition that repeals the old one of the same title succeeds it; that is no repeal of the rule.
    repeals: repealClause(content.text, parsed).filter((key) => key !== own),
    warnings: parsed.warnings,
  };
}
