import type { Citation, CitedPlace } from './citation.ts';
import { findCitations } from './find-citations.ts';
import { mendHeadings } from './mend-headings.ts';
import { numeralCharacters as N, numeralToNumber } from './numeral.ts';
import { numeralStyle, writeNumeral } from './numbered-labels.ts';
import type { NumberedPlace } from './relabel.ts';
import type { RuleText } from './rule-text.ts';
import { shortTitleKeys, titleKey } from './title-key.ts';

/** A citation whose number was written anew, or one that a person must look at. */
export interface MendedCitation {
  from: number;
  to: number;
  before: string;
  after: string;
  /** Index into `units` of the article that cites; -1 in the preamble. */
  unit: number;
}

/** Why a citation was left as it is. */
export type UnsureReason =
  /** Nothing has this number: what it meant may have been taken out. */
  | 'gone'
  /** Several have it; it is taken to mean the first. */
  | 'double'
  /** An annex may speak of itself. */
  | 'annex';

export interface UnsureCitation extends MendedCitation {
  reason: UnsureReason;
}

const numberIn = new RegExp(
  `第([${N}]{1,12})条((?:之[〇零一二三四五六七八九十百]{1,6})*)|第([${N}]{1,6})款|第([（(]?)([${N}]{1,6})([）)]?)项`,
  'g',
);

/** Old numbers and what they become. */
class Numbers {
  #articles = new Map<string, NumberedPlace[]>();
  #items = new Map<string, NumberedPlace[]>();

  constructor(places: readonly NumberedPlace[]) {
    for (const place of places) {
      if (place.kind === 'article' || place.kind === 'numbered')
        add(this.#articles, [place.number, ...place.sub].join('-'), place);
      else if (place.kind === 'item') add(this.#items, `${place.index} ${place.number}`, place);
    }
  }

  article(number: number, sub: readonly number[]): readonly NumberedPlace[] {
    return this.#articles.get([number, ...sub].join('-')) ?? [];
  }

  /** Items of an article; which paragraph is often not said, and means the one that has it. */
  item(unit: number, paragraph: number | undefined, number: number): readonly NumberedPlace[] {
    const found = this.#items.get(`${unit} ${number}`) ?? [];
    const there = found.filter((place) => place.paragraph === paragraph);
    return there.length > 0 ? there : found;
  }
}

function add(map: Map<string, NumberedPlace[]>, key: string, place: NumberedPlace): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [place]);
  else list.push(place);
}

/**
 * What must be written anew so that the citations of a text go on meaning what they mean once its numbers are
 * `places[…].after`. 前条 and its kind need nothing, since the order stays.
 *
 * @param title of the text itself, without which 《…》 is always another
 */
export function mendCitations(
  text: string,
  parsed: RuleText,
  places: readonly NumberedPlace[],
  title: string | undefined,
): { mended: MendedCitation[]; unsure: UnsureCitation[] } {
  const numbers = new Numbers(places);
  const own = new Set(title === undefined ? [] : shortTitleKeys(title));
  const mended: MendedCitation[] = [];
  const unsure: UnsureCitation[] = [];
  const withTables = opened(text, parsed);
  for (const citation of findCitations(text, withTables)) {
    const { text: cited, place, start } = citation;
    const isOwn = cited.kind === 'self' || (cited.kind !== 'lead' && own.has(titleKey(cited.title)));
    if (!isOwn || place === undefined) continue;
    const isBare = text[start] === '第' && cited.kind === 'self' && !citation.relative;
    const found = mendOne(text, citation, place, numbers);
    if (isBare && parsed.units[citation.unit]?.kind === 'annex') {
      unsure.push(...found.mended.map((one) => ({ ...one, after: one.before, reason: 'annex' as const })));
    } else {
      mended.push(...found.mended);
      unsure.push(...found.unsure);
    }
  }
  const headings = mendHeadings(withTables, places);
  return {
    mended: [...mended, ...headings.mended].sort((a, b) => a.from - b.from),
    unsure: [...unsure, ...headings.unsure].sort((a, b) => a.from - b.from),
  };
}

/** Tables and lists cite as well; what stands in them as it was written is looked at like a paragraph. */
function opened(text: string, parsed: RuleText): RuleText {
  const open = (block: RuleText['preamble'][number]): RuleText['preamble'][number] =>
    block.kind === 'opaque' && text.startsWith(block.markdown, block.start)
      ? { kind: 'paragraph', number: 0, text: block.markdown, start: block.start, items: [] }
      : block;
  return {
    ...parsed,
    preamble: parsed.preamble.map(open),
    units: parsed.units.map((unit) => ({ ...unit, blocks: unit.blocks.map(open) })),
  };
}

/** The numbers in one citation, from left to right: 第三条第一款、第五条第（二）项. */
function mendOne(
  text: string,
  citation: Citation,
  place: CitedPlace,
  numbers: Numbers,
): { mended: MendedCitation[]; unsure: UnsureCitation[] } {
  const mended: MendedCitation[] = [];
  const unsure: UnsureCitation[] = [];
  const { start, end, unit } = citation;
  let { article, paragraph } = place;
  for (const match of text.slice(start, end).matchAll(numberIn)) {
    const from = start + match.index;
    const before = match[0];
    const told = { from, to: from + before.length, before, unit };
    const [, written, subs = '', ofParagraph, open = '', ofItem, close = ''] = match;
    if (ofParagraph !== undefined) {
      paragraph = numeralToNumber(ofParagraph);
      continue;
    }
    let found: readonly NumberedPlace[];
    let after: (next: number) => string;
    if (written !== undefined) {
      const sub = subs
        .split('之')
        .slice(1)
        .map((one) => numeralToNumber(one) ?? 0);
      article = { number: numeralToNumber(written) ?? 0, sub };
      paragraph = undefined;
      found = numbers.article(article.number, sub);
      after = (next) => `第${writeNumeral(next, numeralStyle(written))}条`;
    } else {
      const whole = article && numbers.article(article.number, article.sub)[0];
      if (whole === undefined) continue;
      found = numbers.item(whole.index, paragraph, numeralToNumber(ofItem!) ?? 0);
      // An item within a line, or below a table, is not one that is counted here.
      if (found.length === 0) continue;
      after = (next) => `第${open}${writeNumeral(next, numeralStyle(ofItem!))}${close}项`;
    }
    const [first] = found;
    if (first === undefined) {
      unsure.push({ ...told, after: before, reason: 'gone' });
      continue;
    }
    const isSame = first.next === first.number && first.sub.length === 0;
    const mend = { ...told, after: isSame ? before : after(first.next) };
    if (found.length > 1) unsure.push({ ...mend, reason: 'double' });
    if (!isSame) mended.push(mend);
  }
  return { mended, unsure };
}
