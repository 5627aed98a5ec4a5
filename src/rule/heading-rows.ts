import type { Link } from './align-units.ts';
import { compareWords, type WordBudget } from './compare-words.ts';
import type { ComparedPlace, ComparisonRow, ParsedEdition } from './comparison.ts';
import { outOfOrder } from './moved-units.ts';
import type { PlacedRow } from './row-order.ts';
import type { Heading, RuleText } from './rule-text.ts';

/** A text that is one single unit holds its headings itself. */
const outlineOf = ({ outline, units }: RuleText): readonly Heading[] =>
  units[0]?.kind === 'whole' ? [] : outline;

/** A row for every heading of both editions, whether it changed or not. */
export function headingRows(
  before: RuleText,
  after: RuleText,
  links: readonly Link[],
  budget: WordBudget,
): PlacedRow[] {
  const [old, now] = [outlineOf(before), outlineOf(after)];
  const rows: PlacedRow[] = [];
  const known = links.filter((one) => one.before < old.length && one.after < now.length);
  const moved = outOfOrder(known);
  for (const link of known) {
    const [from, to] = [old[link.before]!, now[link.after]!];
    const row: ComparisonRow = {
      of: 'heading',
      level: to.level,
      kind: from.title === to.title ? 'same' : 'changed',
      moved: moved.has(link.before),
      renumbered: from.label !== to.label,
      before: [placeOf(from, link.before, link.likeness)],
      after: [placeOf(to, link.after, link.likeness)],
      pieces: compareWords(from.title, to.title, budget),
    };
    rows.push({ oldStart: from.start, newStart: to.start, row });
  }
  const [done, taken] = [new Set(known.map((one) => one.before)), new Set(known.map((one) => one.after))];
  for (const [index, heading] of old.entries()) {
    if (!done.has(index)) rows.push({ oldStart: heading.start, row: alone('deleted', heading, index) });
  }
  for (const [index, heading] of now.entries()) {
    if (!taken.has(index)) rows.push({ newStart: heading.start, row: alone('inserted', heading, index) });
  }
  return rows;
}

function alone(kind: 'deleted' | 'inserted', heading: Heading, index: number): ComparisonRow {
  const places = [placeOf(heading, index, 0)];
  return {
    of: 'heading',
    level: heading.level,
    kind,
    moved: false,
    renumbered: false,
    before: kind === 'deleted' ? places : [],
    after: kind === 'inserted' ? places : [],
    pieces: heading.title === '' ? [] : [{ kind, text: heading.title }],
  };
}

const placeOf = ({ label, title }: Heading, index: number, likeness: number): ComparedPlace => ({
  index,
  address: '',
  label,
  length: title.length,
  likeness,
  isChief: true,
});

/** The row of what stands before the first heading or unit, if either edition has such a thing. */
export function preambleRows(before: ParsedEdition, after: ParsedEdition, budget: WordBudget): PlacedRow[] {
  const [from, to] = [preambleOf(before), preambleOf(after)];
  if (from === '' && to === '') return [];
  const place = ({ length }: string): ComparedPlace => ({
    index: 0,
    address: '',
    label: '',
    length,
    likeness: from === to ? 1 : 0,
    isChief: true,
  });
  const row: ComparisonRow = {
    of: 'preamble',
    level: 'preamble',
    kind: from === to ? 'same' : from === '' ? 'inserted' : to === '' ? 'deleted' : 'changed',
    moved: false,
    renumbered: false,
    before: from === '' ? [] : [place(from)],
    after: to === '' ? [] : [place(to)],
    pieces: compareWords(from, to, budget),
  };
  return [{ row, ...(from !== '' && { oldStart: -1 }), ...(to !== '' && { newStart: -1 }) }];
}

/** The words of a preamble as they stand. */
export function preambleOf({ text, parsed: { preamble, outline, units } }: ParsedEdition): string {
  const start = preamble[0]?.start;
  if (start === undefined) return '';
  const end = Math.min(outline[0]?.start ?? text.length, units[0]?.start ?? text.length);
  return text.slice(start, end).trimEnd();
}
