import { checkText } from './check-text.ts';
import type { CitedInBase, TextFinding, TextToCheck } from './check-finding.ts';
import type { Citation } from './citation.ts';
import { titleOfDraft, withoutTitle } from './draft-title.ts';
import type { RuleKind } from './edition.ts';
import { findCitations } from './find-citations.ts';
import { parseText } from './parse-text.ts';
import type { RuleText } from './rule-text.ts';

/** A draft that was read: what is needed to ask the base for the texts that it cites. */
export interface ReadDraft {
  text: string;
  title: string;
  parsed: RuleText;
  citations: readonly Citation[];
}

/** Reads a draft as it stands. All places are those of the text with its `# title`. */
export function readDraft(text: string): ReadDraft {
  const body = withoutTitle(text);
  const parsed = parseText(body);
  return { text: body, title: titleOfDraft(text) ?? '', parsed, citations: findCitations(body, parsed) };
}

/**
 * What should be looked at in a draft while it is written: what `checkText` finds before signing, as far as it can be told
 * without the metadata, which a draft does not have yet.
 *
 * @param targetOf what the base says about a citation, by its index
 */
export function checkDraft(
  { text, title, parsed, citations }: ReadDraft,
  kind: RuleKind,
  targetOf: (index: number) => CitedInBase | undefined = () => undefined,
): TextFinding[] {
  const input: TextToCheck = { kind, content: { title, text }, parsed, citations, targetOf };
  return checkText(input);
}
