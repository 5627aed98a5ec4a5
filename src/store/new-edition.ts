import type { Citation } from '../rule/citation.ts';
import type { EditionContent, RuleContent } from '../rule/edition.ts';
import type { TextWarning } from '../rule/rule-text.ts';
import type { UnitRow } from './rows.ts';

/** What reading a text yields beside the text; all of it can be worked out again from the content. */
export interface ParsedEdition {
  units: UnitRow[];
  /** Numbered articles among the units. */
  articles: number;
  citations: Citation[];
  /** Title keys of the texts that it says it repeals as a whole. */
  repeals: string[];
  warnings: TextWarning[];
}

/** What belongs to the rule, as far as the one who brings it in knows. */
export type NewRuleFields = Pick<RuleContent, 'kind'> &
  Partial<Pick<RuleContent, 'id' | 'category' | 'unit' | 'tags' | 'repealedOn'>>;

/** A text that comes in, read and ready to be kept. */
export interface NewEdition extends ParsedEdition {
  content: EditionContent;
  /** For a rule that is here already, only what it does not say yet is taken. */
  rule: NewRuleFields;
}

/** What became of it: a new rule, another edition of one, or nothing because this very content is here. */
export interface AddResult {
  outcome: 'rule' | 'edition' | 'same';
  /** Rule id. */
  rule: string;
  /** Edition hash. */
  edition: string;
}
