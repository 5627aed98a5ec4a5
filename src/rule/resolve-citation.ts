import { articleAddress, formatAddress } from './address.ts';
import type {
  CitableEdition,
  CitableRule,
  Citation,
  CitationTarget,
  CitedPlace,
  CitedText,
  TitleBase,
} from './citation.ts';
import { shortTitleKeys, titleKey } from './title-key.ts';
import type { Day } from './validity.ts';

/** The citing text. */
export interface CitingText {
  rule: string;
  edition: string;
  /** The day on which it speaks: its first day in force, else its date. */
  day?: Day;
  /** Title of the whole, when the citing text is one volume of it: 本法 is also what stands in the others. */
  volumeOf?: string;
  /** Has it a unit of this address? */
  has(address: string): boolean;
}

/** No title is shorter than 宪法 or 刑法. */
const shortestTitle = 2;

/**
 * Where a citation leads, in the edition that was in force when the citing text was made.
 *
 * @returns undefined when the text or the place is outside the base
 */
export function resolveCitation(
  citation: Citation,
  from: CitingText,
  base: TitleBase,
): CitationTarget | undefined {
  const { text, place, to } = citation;
  if (text.kind === 'self') {
    const address = place && findAddress(place, from.has);
    if (address !== undefined)
      return target(from.rule, from.edition, address, to && findAddress(to, from.has));
  }
  for (const rule of rulesOf(text, from, base)) {
    const edition = editionAt(rule, from.day);
    if (edition === undefined) continue;
    if (place === undefined) return { rule: rule.id, edition: edition.hash };
    const address = findAddress(place, (unit) => edition.has(unit));
    // Of a text in several volumes, the one that has the article.
    if (address !== undefined) {
      return target(rule.id, edition.hash, address, to && findAddress(to, (unit) => edition.has(unit)));
    }
  }
  return undefined;
}

function rulesOf(text: CitedText, from: CitingText, base: TitleBase): readonly CitableRule[] {
  switch (text.kind) {
    case 'self':
      return from.volumeOf === undefined ? [] : byTitle(from.volumeOf, base);
    case 'lead':
      return byLead(text.lead, base);
    default:
      return byTitle(text.title, base);
  }
}

function target(
  rule: string,
  edition: string,
  address: string,
  toAddress: string | undefined,
): CitationTarget {
  return { rule, edition, address, ...(toAddress !== undefined && { toAddress }) };
}

/** Address of a place: by article, else by 一、 unit, which is what 第一条 means in a text that counts so. */
function findAddress(place: CitedPlace, has: (address: string) => boolean): string | undefined {
  if (place.article === undefined) return undefined;
  const { number, sub } = place.article;
  const unit = [articleAddress(number, sub), ...(sub.length === 0 ? [`n${number}`, `d${number}`] : [])].find(
    has,
  );
  if (unit === undefined) return undefined;
  const { paragraph, item, subitem } = place;
  // 第三条第（二）项 leaves out the paragraph: the first one, which is nearly always the only one with items.
  const below = paragraph ?? (item === undefined ? undefined : 1);
  return formatAddress({
    unit,
    ...(below !== undefined && { paragraph: below }),
    ...(item !== undefined && { item }),
    ...(subitem !== undefined && { subitem }),
  });
}

function byTitle(title: string, base: TitleBase): readonly CitableRule[] {
  for (const key of shortTitleKeys(title)) {
    const rules = base.byTitleKey(key);
    if (rules.length > 0) return rules;
  }
  return [];
}

/** The longest end of the lead that is a title: 违反中华人民共和国刑法 → 中华人民共和国刑法. */
function byLead(lead: string, base: TitleBase): readonly CitableRule[] {
  const key = titleKey(lead);
  for (let at = 0; at <= key.length - shortestTitle; at++) {
    const rules = base.byTitleKey(key.slice(at));
    if (rules.length > 0) return rules;
  }
  return [];
}

/** The edition in force on the day; before the first, the first; without a day, the latest. */
function editionAt(rule: CitableRule, day: Day | undefined): CitableEdition | undefined {
  const dated = rule.editions.filter((edition) => edition.from !== undefined);
  const ordered = [...dated].sort((a, b) => (a.from! < b.from! ? -1 : 1));
  if (day === undefined) return ordered.at(-1) ?? rule.editions.at(-1);
  return ordered.findLast((edition) => edition.from! <= day) ?? ordered[0] ?? rule.editions.at(-1);
}
