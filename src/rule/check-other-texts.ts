import type { TextFinding, TextToCheck } from './check-finding.ts';
import { placeAt } from './check-place.ts';
import { repealClause } from './clauses.ts';
import { titleKey } from './title-key.ts';

/** The last word of titles of rule texts; certificates and forms stand in 《》 as well. */
const isRuleTitle =
  /(?:法典|法|条例|规定|办法|细则|规则|准则|章程|规范|守则|制度|规程|决定|意见|通知)(?:[（(][^（）()]{1,12}[）)])?$/;

/** Texts of others that are cited: the article is not there, the text is repealed, or the base does not have it. */
export function checkOtherTexts(input: TextToCheck): TextFinding[] {
  const { content, parsed, citations } = input;
  const found: TextFinding[] = [];
  const told = new Set<string>();
  const ended = new Set(repealClause(content.text, parsed));
  for (const [index, { text, place, start, end }] of citations.entries()) {
    if (text.kind === 'self') continue;
    const target = input.targetOf(index);
    if (target === undefined) continue;
    const named = text.kind === 'lead' ? text.lead : text.title;
    const title = target.title ?? named;
    const cited = content.text.slice(start, end);
    const add = (kind: TextFinding['kind'], weight: TextFinding['weight']): void => {
      found.push({ kind, ...placeAt(start, parsed), start, end, detail: { title, cited }, weight });
    };
    if (target.outside === true) {
      if (isBeingRepealed(content.text, end)) continue;
      // Which part of a lead is the title is known only of titles that the base has.
      if (text.kind === 'lead' || named.length < 4 || !isRuleTitle.test(named) || told.has(titleKey(named)))
        continue;
      told.add(titleKey(named));
      add('other-outside', 'advice');
    } else if (target.repealed === true) {
      if (!isBeingRepealed(content.text, end) && !ended.has(titleKey(named))) add('other-repealed', 'error');
    } else if (!target.found && place !== undefined) add('other-place-missing', 'error');
  }
  return found;
}

/** 《…》同时废止 cites what it ends; a text that ends another may speak of it elsewhere as well. */
function isBeingRepealed(text: string, end: number): boolean {
  const sentence = /^[^。\n]*/.exec(text.slice(end, end + 600))![0];
  return /废止|停止执行|失效/.test(sentence);
}
