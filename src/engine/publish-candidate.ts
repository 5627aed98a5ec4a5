import { parseEdition } from '../exchange/parse-edition.ts';
import { editionHash } from '../ledger/edition-hash.ts';
import type { EditionContent, RuleKind } from '../rule/edition.ts';
import { effectiveClause } from '../rule/clauses.ts';
import { localDay } from '../rule/local-day.ts';
import { parseText } from '../rule/parse-text.ts';
import { titleKey } from '../rule/title-key.ts';
import type { Catalogue } from '../store/catalogue.ts';
import { editionRow } from '../store/derived-rows.ts';
import { ruleIdOf } from '../store/rule-id.ts';
import type { EditionRow, RuleRow } from '../store/rows.ts';

/** A text that may be issued, and the rule of which it would be an edition; neither need be in the base yet. */
export interface PublishCandidate {
  row: RuleRow;
  edition: EditionRow;
  content: EditionContent;
}

/**
 * The text of a draft as an edition. Nothing is stored: what is not issued yet is for nobody but those who have the draft.
 *
 * @param base edition that it revises: what belongs to the rule rather than to its wording is taken from it
 * @param rule rule that it is to become an edition of; absent: the one with its title, or a new one
 * @param now clock of this device, in milliseconds since 1970
 */
export async function draftCandidate(
  draft: { title: string; text: string; kind: RuleKind; rule: string | undefined },
  base: EditionContent | undefined,
  catalogue: Catalogue,
  now: number,
): Promise<PublishCandidate> {
  const { title, text, kind } = draft;
  const { part, issuer, interpreter, basis } = base ?? {};
  const parsed = parseText(text);
  const clause = effectiveClause(text, parsed);
  // A day that is over is that of an earlier edition.
  const from = clause !== undefined && 'on' in clause && clause.on >= localDay(now) ? clause.on : undefined;
  const content: EditionContent = {
    v: 1,
    title,
    ...(part !== undefined && { part }),
    ...(issuer !== undefined && { issuer }),
    ...(from !== undefined && { effectiveOn: from, effectiveFrom: 'text' }),
    ...(/试行|暂行/.test(title) && { trial: true }),
    events: [],
    ...(interpreter !== undefined && { interpreter }),
    ...(basis !== undefined && { basis }),
    text,
  };
  const hash = await editionHash(content);
  const known =
    draft.rule === undefined
      ? catalogue
          .rulesByTitleKey(titleKey(title))
          .find((row) => row.part === undefined && titleKey(row.title) === titleKey(title))
      : catalogue.rule(draft.rule);
  const row: RuleRow = known ?? {
    id: draft.rule ?? (await ruleIdOf(title)),
    title,
    kind,
    tags: [],
    editions: [],
    updatedAt: now,
  };
  return { row, edition: editionRow(hash, content, parseEdition(content, parsed), now), content };
}
