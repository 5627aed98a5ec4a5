import type { Comparison, ComparedPlace, ComparisonRow } from '../../src/rule/comparison.ts';
import type { HeadingLevel } from '../../src/rule/rule-text.ts';
import type { Words } from '../words.ts';

/** A row with its place among all rows. */
export interface PlacedRow {
  index: number;
  row: ComparisonRow;
}

/** Rows to be read one by one, and between them those that are folded away. */
export type CompareItem = { kind: 'row'; placed: PlacedRow } | { kind: 'fold'; rows: PlacedRow[] };

/** Is there something to see? An article that only bears another number is told beside what did not change. */
export function isChange({ of, kind, moved, renumbered }: ComparisonRow): boolean {
  return kind !== 'same' || moved || (of === 'heading' && renumbered);
}

/** Is anything at all not as it was? */
export function differs({ rows }: Comparison): boolean {
  return rows.some((row) => isChange(row) || row.renumbered);
}

const rank: Record<HeadingLevel, number> = { part: 0, subpart: 1, chapter: 2, section: 3, heading: 4 };

/**
 * The rows as a page shows them.
 *
 * @param onlyChanges folds away what did not change; a heading stays where something below it did
 */
export function compareItems(rows: readonly ComparisonRow[], onlyChanges: boolean): CompareItem[] {
  const items: CompareItem[] = [];
  const kept = onlyChanges ? keptRows(rows) : undefined;
  for (const [index, row] of rows.entries()) {
    const last = items.at(-1);
    if (kept === undefined || kept.has(index)) items.push({ kind: 'row', placed: { index, row } });
    else if (last?.kind === 'fold') last.rows.push({ index, row });
    else items.push({ kind: 'fold', rows: [{ index, row }] });
  }
  return items;
}

function keptRows(rows: readonly ComparisonRow[]): ReadonlySet<number> {
  const kept = new Set<number>();
  /** From the bottom up, for each rank: was something kept before the next heading of that rank or above? */
  let below = [false, false, false, false, false];
  for (const [index, row] of [...rows.entries()].reverse()) {
    const changed = isChange(row);
    if (row.of === 'heading') {
      const own = rank[row.level as HeadingLevel];
      const keep = changed || below[own]!;
      if (keep) kept.add(index);
      below = below.map((some, at) => at < own && (some || keep));
    } else if (changed) {
      kept.add(index);
      below = below.map(() => true);
    }
  }
  return kept;
}

/** The change after a row, or before it; the last, or the first, where there is no other. */
export function changeBeside(changes: readonly PlacedRow[], at: number, isNext: boolean): PlacedRow {
  return isNext
    ? (changes.find(({ index }) => index > at) ?? changes.at(-1)!)
    : (changes.findLast(({ index }) => index < at) ?? changes[0]!);
}

/** 第十二条【期限】, 第二章 总则, or the words for a preamble. */
export function placeLabel(
  { of, pieces }: ComparisonRow,
  place: ComparedPlace | undefined,
  w: Words,
): string {
  if (of === 'preamble' || place === undefined) return w.comparePreamble;
  if (of === 'unit') return place.label || firstWords(pieces);
  return [place.label, firstWords(pieces)].filter(Boolean).join(' ');
}

function firstWords(pieces: ComparisonRow['pieces']): string {
  const words = pieces.flatMap(({ kind, text }) => (kind === 'deleted' ? [] : [text])).join('');
  const line = (words || (pieces[0]?.text ?? '')).trim().split('\n', 1)[0]!;
  return line.length > 14 ? `${line.slice(0, 13)}…` : line;
}

/** What a row is called in a list: by its new name, or the old one when it is gone. */
export function rowLabel(row: ComparisonRow, w: Words): string {
  const chief = (places: readonly ComparedPlace[]): ComparedPlace | undefined =>
    places.find(({ isChief }) => isChief) ?? places[0];
  return placeLabel(row, chief(row.after) ?? chief(row.before), w);
}

export interface Badge {
  kind: ComparisonRow['kind'] | 'moved' | 'renumbered';
  text: string;
}

/** What became of a row, in words. */
export function badgesOf(row: ComparisonRow, w: Words): Badge[] {
  const badges: Badge[] = [];
  const named = (places: readonly ComparedPlace[]): string =>
    places.map(({ label }) => label).join(w.compareAnd);
  const [from, to] = [named(row.before), named(row.after)];
  const kind = w.compareKind[row.kind];
  const joined = row.kind === 'split' || row.kind === 'merged';
  if (kind !== undefined) {
    badges.push({
      kind: row.kind,
      text: joined && from !== '' && to !== '' ? w.compareBecame(kind, from, to) : kind,
    });
  }
  if (row.moved) badges.push({ kind: 'moved', text: w.compareMoved(row.renumbered ? from : '') });
  else if (row.renumbered && !joined && from !== '' && to !== '') {
    badges.push({ kind: 'renumbered', text: w.compareRenumbered(from, to, row.of) });
  }
  return badges;
}
