import { articleAddress } from './address.ts';
import type { TextFinding, TextToCheck } from './check-finding.ts';
import { placeAt } from './check-place.ts';
import type { CitedPlace } from './citation.ts';
import type { Paragraph, Unit } from './rule-text.ts';

/** 本办法第四十条 of thirty articles, 第三款 of an article that has two: places of the text itself that it does not have. */
export function checkOwnCitations(input: TextToCheck): TextFinding[] {
  const { content, parsed, citations } = input;
  const found: TextFinding[] = [];
  const units = new Map<string, UnitPlaces>();
  for (const unit of parsed.units) {
    if (!units.has(unit.address)) units.set(unit.address, new UnitPlaces(unit));
  }
  // Where nothing is numbered, 第四条 cannot be looked up.
  if (parsed.style === 'sections' || parsed.style === 'plain') return found;
  const speaksOfAnother = /(?:解释|解答|批复|答复|罪名的意见)(?:（[^（）]*）)*$/.test(content.title);
  /** The unit in which another text was named last: a bare 第N条 behind it may be that one's. */
  let doubtful = -1;
  let own = -longestSeparator - 1;
  for (const [index, { unit, text, place, to, start, end }] of citations.entries()) {
    if (text.kind !== 'self') {
      doubtful = unit;
      own = -longestSeparator - 1;
      continue;
    }
    if (place === undefined) continue;
    // 本办法第三条、第五条: what continues a list is as sure as its beginning.
    const isSure = /^[本前]/.test(content.text.slice(start, start + 1)) || start - own <= longestSeparator;
    if (isSure) own = end;
    else if (doubtful === unit || speaksOfAnother) continue;
    for (const one of to === undefined ? [place] : [place, to]) {
      const kind = fault(one, units);
      if (kind === undefined) continue;
      // 本法第N条 of one volume may stand in another; only the base knows.
      const elsewhere = content.part !== undefined || input.targetOf(index)?.found === true;
      if (kind === 'article-missing' && elsewhere) continue;
      const cited = content.text.slice(start, end);
      found.push({ kind, ...placeAt(start, parsed), start, end, detail: { cited }, weight: 'error' });
      break;
    }
  }
  return found;
}

/** ，以及 */
const longestSeparator = 3;

type Fault = 'article-missing' | 'paragraph-missing' | 'item-missing';

function fault(place: CitedPlace, units: ReadonlyMap<string, UnitPlaces>): Fault | undefined {
  if (place.article === undefined) return undefined;
  const { number, sub } = place.article;
  // 第一条 means the unit 一、 in a text that counts so.
  const addresses = [articleAddress(number, sub), `n${number}`, `d${number}`];
  const unit = addresses.map((address) => units.get(address)).find((one) => one !== undefined);
  return unit === undefined ? 'article-missing' : unit.fault(place);
}

/** Paragraphs and items of a unit. Asked for every citation of it, so it must not search. */
class UnitPlaces {
  #paragraphs: Paragraph[];
  /** A table within may or may not count as a paragraph. */
  #unsure: boolean;
  #items: Set<number> | undefined;
  #unsureItems: boolean | undefined;

  constructor(unit: Unit) {
    this.#paragraphs = unit.blocks.filter((block) => block.kind === 'paragraph');
    this.#unsure = this.#paragraphs.length < unit.blocks.length;
  }

  fault({ paragraph, item }: CitedPlace): Fault | undefined {
    if (this.#unsure) return undefined;
    if (paragraph !== undefined && paragraph > this.#paragraphs.length) return 'paragraph-missing';
    if (item === undefined) return undefined;
    return this.#hasItem(item) ? undefined : 'item-missing';
  }

  /**
   * Which paragraph is meant is not asked, since a list may go on over a paragraph. Items within a line, or below a
   * colon and without numbers, cannot be told from a fault.
   */
  #hasItem(item: number): boolean {
    this.#items ??= new Set(this.#paragraphs.flatMap(({ items }) => items.map(({ number }) => number)));
    this.#unsureItems ??= this.#paragraphs.some(
      ({ text, items }) =>
        /[（(][一二三四五六七八九十]{1,3}[）)]/.test(text) || (items.length === 0 && /[：:]$/.test(text)),
    );
    return this.#unsureItems || this.#items.has(item);
  }
}
