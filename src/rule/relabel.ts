import { contentsLines } from './contents-lines.ts';
import { itemPattern } from './line-kind.ts';
import { numeralCharacters as N, numeralToNumber } from './numeral.ts';
import { numeralStyle, writeNumeral } from './numbered-labels.ts';
import { readLines } from './read-lines.ts';
import type { Block, Heading, HeadingLevel, Item, RuleText } from './rule-text.ts';

export type NumberedKind = HeadingLevel | 'article' | 'numbered' | 'item' | 'subitem';

/** One number of a text: where it stands, what it says and what it should say. */
export interface NumberedPlace {
  kind: NumberedKind;
  /** Index into `units`, or for headings into `outline`. */
  index: number;
  /** 款 of an item, from 1. */
  paragraph?: number;
  /** The number as it counts now and as it will. */
  number: number;
  sub: readonly number[];
  next: number;
  /** As written, 第五条之一, and as it will be, 第六条. */
  before: string;
  after: string;
  /** Only the characters that change, in the text as it is. */
  from: number;
  to: number;
  insert: string;
}

const headingLabel = new RegExp(`第([${N}]{1,12})(编|分编|篇|章|节)`, 'y');
const articleLabel = new RegExp(`第([${N}]{1,12}) ?条((?:之[${N}]{1,6})*)`, 'y');
const ranks: Record<HeadingLevel, number> = { part: 1, subpart: 2, chapter: 3, section: 4, heading: 9 };

/** All numbers of a text in their order, up to its annexes, which count by themselves. */
export function numberedPlaces(text: string, parsed: RuleText): NumberedPlace[] {
  const annex = parsed.units.findIndex(({ kind }) => kind === 'annex');
  const end = annex === -1 ? text.length : parsed.units[annex]!.start;
  const headings = headingPlaces(text, parsed.outline, end);
  return [
    ...headings,
    ...(parsed.warnings.some(({ kind }) => kind === 'contents')
      ? contentsPlaces(text, headings, parsed.outline)
      : []),
    ...unitPlaces(text, parsed, annex === -1 ? parsed.units.length : annex),
  ].sort((a, b) => a.from - b.from);
}

/** Finds a number at or soon after a place, in the same line: signs of Markdown may stand before it. */
function labelAt(pattern: RegExp, text: string, start: number): RegExpExecArray | null {
  for (let at = start; at < start + 12 && at < text.length && text[at] !== '\n'; at++) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return match;
  }
  return null;
}

function placeOf(
  place: Pick<NumberedPlace, 'kind' | 'index' | 'paragraph' | 'next'>,
  label: RegExpExecArray,
  sub: readonly number[] = [],
): NumberedPlace | undefined {
  const written = label[1]!;
  const number = numeralToNumber(written) ?? (/^[①-⑳]$/.test(written) ? written.charCodeAt(0) - 0x245f : 0);
  if (number === 0) return undefined;
  const at = label[0].indexOf(written);
  const tail = label[2]?.startsWith('之') ? label[2] : '';
  const isSame = number === place.next && sub.length === 0;
  const numeral = isSame ? written : writeNumeral(place.next, numeralStyle(written));
  const after =
    label[0].slice(0, at) + numeral + label[0].slice(at + written.length, label[0].length - tail.length);
  return {
    ...place,
    number,
    sub,
    before: label[0],
    after,
    from: label.index,
    to: label.index + label[0].length,
    insert: after,
  };
}

/** 章 begins anew in each 编, 节 in each 章, unless the text goes on counting there. */
function headingPlaces(text: string, outline: readonly Heading[], end: number): NumberedPlace[] {
  const places: NumberedPlace[] = [];
  const counts = new Map<HeadingLevel, { next: number; last: number; isNew: boolean }>();
  for (const [index, heading] of outline.entries()) {
    if (heading.start >= end) break;
    const label = labelAt(headingLabel, text, heading.start);
    if (heading.level === 'heading' || label === null) continue;
    const number = numeralToNumber(label[1]!) ?? 0;
    const count = counts.get(heading.level) ?? { next: 0, last: 0, isNew: true };
    const goesOn = number !== 1 && number === count.last + 1;
    count.next = count.isNew && !goesOn ? 1 : count.next + 1;
    count.last = number;
    count.isNew = false;
    counts.set(heading.level, count);
    for (const [level, below] of counts) if (ranks[level] > ranks[heading.level]) below.isNew = true;
    const place = placeOf({ kind: heading.level, index, next: count.next }, label);
    if (place !== undefined) places.push(place);
  }
  return places;
}

/** A table of contents in the body says the same as the headings that it lists. */
function contentsPlaces(
  text: string,
  headings: readonly NumberedPlace[],
  outline: readonly Heading[],
): NumberedPlace[] {
  const lines = readLines(text);
  const found: NumberedPlace[] = [];
  const left = [...headings];
  for (const index of contentsLines(lines)) {
    const line = lines[index]!;
    if (line.is !== 'heading') continue;
    const { label, title } = line.heading;
    const bare = title.replaceAll(/[\s\d.…·]/g, '');
    const at = left.findIndex(
      ({ before, index: of }) => before === label && outline[of]!.title.replaceAll(/[\s\d.…·]/g, '') === bare,
    );
    const match = at === -1 ? null : labelAt(headingLabel, text, line.start);
    if (match === null) continue;
    const [heading] = left.splice(at, 1);
    const place = placeOf({ kind: heading!.kind, index: heading!.index, next: heading!.next }, match);
    if (place !== undefined) found.push(place);
  }
  return found;
}

function unitPlaces(text: string, parsed: RuleText, end: number): NumberedPlace[] {
  const places: NumberedPlace[] = [];
  let next = 0;
  /** Where a count of items left off: 一、 texts may go on through the whole. */
  let last = { number: 0, next: 0 };
  for (const [index, unit] of parsed.units.slice(0, end).entries()) {
    if (unit.kind === 'article') {
      const label = labelAt(articleLabel, text, unit.start);
      const place = label && placeOf({ kind: 'article', index, next: (next += 1) }, label, unit.sub);
      if (place) places.push(place);
      last = { number: 0, next: 0 };
    } else if (unit.kind === 'numbered') {
      const label = labelAt(numberedLabel, text, unit.start);
      const place = label && placeOf({ kind: 'numbered', index, next: (next += 1) }, label);
      if (place) places.push(place);
    }
    last = itemPlaces(text, unit.blocks, index, last, places);
  }
  return places;
}

const numberedLabel = new RegExp(`([${N}]{1,6})[、．]`, 'y');
const anyItemLabel = new RegExp(`[（(]?([${N}①-⑳]{1,6})[）)]?[.．、]?`, 'y');

function itemPlaces(
  text: string,
  blocks: readonly Block[],
  index: number,
  before: { number: number; next: number },
  places: NumberedPlace[],
): { number: number; next: number } {
  let last = before;
  for (const block of blocks) {
    if (block.kind !== 'paragraph' || block.items.length === 0) continue;
    const list = block.items.filter(({ label }) => itemPattern.test(label));
    const [head] = list;
    if (head !== undefined) {
      const goesOn = head.number !== 1 && head.number === last.number + 1;
      // （三）动产质押 above the next article is a heading, and belongs to another count.
      const isHeading = list.length === 1 && head.number !== 1 && !/[。；，：:;]$/.test(head.text);
      if (goesOn || !isHeading) {
        let next = goesOn ? last.next : 0;
        for (const item of list) push(text, item, 'item', index, block.number, (next += 1), places);
        last = { number: list.at(-1)!.number, next };
      }
    }
    for (const item of block.items) subitemPlaces(text, item.subitems, index, block.number, places);
    subitemPlaces(
      text,
      block.items.filter(({ label }) => !itemPattern.test(label)),
      index,
      block.number,
      places,
    );
  }
  return last;
}

/** 1. 2. 3. begins anew wherever it says 1; （1） and ① count by themselves. */
function subitemPlaces(
  text: string,
  list: readonly Item[],
  index: number,
  paragraph: number,
  places: NumberedPlace[],
): void {
  const counts = new Map<string, number>();
  for (const item of list) {
    const shape = item.label
      .replaceAll(/[0-9０-９①-⑳]+/g, '')
      .replaceAll('(', '（')
      .replaceAll(')', '）');
    const count = counts.get(shape) ?? 0;
    // What does not begin with one goes on from somewhere else.
    if (count === 0 && item.number !== 1) continue;
    const next = item.number === 1 ? 1 : count + 1;
    counts.set(shape, next);
    push(text, item, 'subitem', index, paragraph, next, places);
  }
}

function push(
  text: string,
  item: Item,
  kind: 'item' | 'subitem',
  index: number,
  paragraph: number,
  next: number,
  places: NumberedPlace[],
): void {
  // The offset of an item is that of its words; its label stands before them, with or without space.
  let start = item.start - item.label.length;
  while (start > 0 && !text.startsWith(item.label, start)) start -= 1;
  const label = labelAt(anyItemLabel, text, start);
  const place = label && placeOf({ kind, index, paragraph, next }, label);
  if (place) places.push(place);
}
