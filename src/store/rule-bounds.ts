import type { RuleContent } from '../rule/edition.ts';
import { DamagedDocument } from './damaged-document.ts';
import { isRuleId } from './rule-id.ts';

/** Longest document of a rule, in bytes. */
export const mostRuleBytes = 1024 * 1024;
const mostEditions = 5_000;
const mostTags = 200;
/** Characters of a field. */
const mostCharacters = 2_000;

/**
 * Is this what a rule from another device may say?
 *
 * @param id the one under which it came
 * @throws {DamagedDocument} when it is of another rule, or beyond all measure
 */
export function checkRule(rule: RuleContent, id: string): void {
  if (rule.id !== id || !isRuleId(id)) throw new DamagedDocument('a document of another rule');
  if (rule.editions.length > mostEditions) throw new DamagedDocument('more editions than any rule has');
  if (rule.tags.length > mostTags) throw new DamagedDocument('more tags than any rule has');
  const fields = [rule.title, rule.part, rule.category, rule.unit, ...rule.tags];
  if (rule.title === '' || fields.some((field) => field !== undefined && field.length > mostCharacters))
    throw new DamagedDocument('a rule with a field of no possible length');
}
