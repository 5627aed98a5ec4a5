import type { Alignment, Link } from './align-units.ts';
import { compareWords, type WordBudget } from './compare-words.ts';
import {
  betweenUnits,
  type ComparedPlace,
  type ComparisonRow,
  type ParsedEdition,
  type RowKind,
} from './comparison.ts';
import { numeralCharacters as N } from './numeral.ts';
import type { PlacedRow } from './row-order.ts';
import type { Unit } from './rule-text.ts';

/** What is known about the units besides their partners. */
export interface UnitFacts {
  /** Indexes of old units that stand elsewhere now. */
  moved: ReadonlySet<number>;
  /** Do two wordings differ in nothing but numbers that follow the renumbering? */
  follows(from: string, to: string): boolean;
  budget: WordBudget;
}

/** The rows of all units of both editions, each unit in exactly one of them. */
export function unitRows(
  before: ParsedEdition,
  after: ParsedEdition,
  { partners, splitOff, mergedIn }: Alignment,
  { moved, follows, budget }: UnitFacts,
): PlacedRow[] {
  const [parts, additions] = [grouped(splitOff, 'before'), grouped(mergedIn, 'after')];
  const rows: PlacedRow[] = [];
  const [done, taken] = [new Set<number>(), new Set<number>()];
  for (const link of partners) {
    const olds = inOrder([link, ...(additions.get(link.after) ?? [])], 'before');
    const news = inOrder([link, ...(parts.get(link.before) ?? [])], 'after');
    for (const one of olds) done.add(one.before);
    for (const one of news) taken.add(one.after);
    const [from, to] = [bodies(before, olds, 'before'), bodies(after, news, 'after')];
    const [old, now] = [before.parsed.units[link.before]!, after.parsed.units[link.after]!];
    const isSame = from === to || follows(from, to);
    rows.push({
      oldStart: old.start,
      newStart: now.start,
      row: {
        of: 'unit',
        level: now.kind,
        kind: kindOf(olds.length, news.length, isSame && captionOf(old) === captionOf(now)),
        moved: moved.has(link.before),
        renumbered: !olds.some((a) => news.some((b) => keepsNumber(before, a, after, b))),
        before: olds.map((one) => placeOf(before, one.before, one.likeness, one === link)),
        after: news.map((one) => placeOf(after, one.after, one.likeness, one === link)),
        pieces: compareWords(from, to, budget),
      },
    });
  }
  for (const [index, { start }] of before.parsed.units.entries()) {
    if (!done.has(index)) rows.push({ oldStart: start, row: alone('deleted', before, index) });
  }
  for (const [index, { start }] of after.parsed.units.entries()) {
    if (!taken.has(index)) rows.push({ newStart: start, row: alone('inserted', after, index) });
  }
  return rows;
}

function kindOf(olds: number, news: number, isSame: boolean): RowKind {
  if (news > 1) return 'split';
  if (olds > 1) return 'merged';
  return isSame ? 'same' : 'changed';
}

function alone(kind: 'deleted' | 'inserted', edition: ParsedEdition, index: number): ComparisonRow {
  const unit = edition.parsed.units[index]!;
  const text = edition.text.slice(unit.bodyStart, unit.end);
  const places = [placeOf(edition, index, 0, true)];
  return {
    of: 'unit',
    level: unit.kind,
    kind,
    moved: false,
    renumbered: false,
    before: kind === 'deleted' ? places : [],
    after: kind === 'inserted' ? places : [],
    pieces: text === '' ? [] : [{ kind, text }],
  };
}

function placeOf(
  { parsed }: ParsedEdition,
  index: number,
  likeness: number,
  isChief: boolean,
): ComparedPlace {
  const { address, label, caption, bodyStart, end } = parsed.units[index]!;
  const length = end - bodyStart;
  return { index, address, label, ...(caption !== undefined && { caption }), length, likeness, isChief };
}

function bodies({ text, parsed }: ParsedEdition, links: readonly Link[], side: 'before' | 'after'): string {
  return links
    .map((link) => parsed.units[link[side]]!)
    .map(({ bodyStart, end }) => text.slice(bodyStart, end))
    .join(betweenUnits);
}

const annexNumber = new RegExp(`^附[件录表图]?[ 　]*[${N}A-Z]*[ 　]*[：:.．、]?[ 　]*`);

/** What a unit is called besides its number. */
const captionOf = ({ kind, label, caption }: Unit): string =>
  kind === 'annex' ? label.replace(annexNumber, '') : (caption ?? '');

const keepsNumber = (before: ParsedEdition, old: Link, after: ParsedEdition, now: Link): boolean =>
  numberOf(before.parsed.units[old.before]!) === numberOf(after.parsed.units[now.after]!);

const numberOf = ({ kind, label, number, sub }: Unit): string =>
  kind === 'annex'
    ? (annexNumber.exec(label)?.[0].trim() ?? '')
    : kind === 'decimal'
      ? label
      : [number, ...sub].join('-');

function grouped(links: readonly Link[], side: 'before' | 'after'): Map<number, Link[]> {
  const groups = new Map<number, Link[]>();
  for (const link of links) {
    const group = groups.get(link[side]);
    if (group === undefined) groups.set(link[side], [link]);
    else group.push(link);
  }
  return groups;
}

const inOrder = (links: readonly Link[], side: 'before' | 'after'): Link[] =>
  [...links].sort((a, b) => a[side] - b[side]);
