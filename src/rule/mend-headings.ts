import { selfWord, titleWord } from './find-citations.ts';
import type { MendedCitation, UnsureCitation } from './mend-citations.ts';
import { numeralCharacters as N, numeralToNumber } from './numeral.ts';
import { numeralStyle, writeNumeral } from './numbered-labels.ts';
import type { NumberedPlace } from './relabel.ts';
import type { RuleText } from './rule-text.ts';
import { textRuns, type TextRun } from './text-runs.ts';

const headingIn = new RegExp(`第([${N}]{1,12})(编|分编|篇|章|节)`, 'g');
const levelOf: Record<string, NumberedPlace['kind']> = {
  编: 'part',
  篇: 'part',
  分编: 'subpart',
  章: 'chapter',
  节: 'section',
};
/** ，以及 */
const longestSeparator = 3;

/** 本办法第三章, 第二章第一节: where a text speaks of its own chapters. */
export function mendHeadings(
  parsed: RuleText,
  places: readonly NumberedPlace[],
): { mended: MendedCitation[]; unsure: UnsureCitation[] } {
  const mended: MendedCitation[] = [];
  const unsure: UnsureCitation[] = [];
  const headings = places.filter(({ kind, index }) => kind in headingKinds && parsed.outline[index]);
  if (headings.length === 0) return { mended, unsure };
  for (const run of textRuns(parsed)) {
    if (parsed.units[run.unit]?.kind === 'annex') continue;
    let foreign = -longestSeparator - 1;
    let above: NumberedPlace | undefined;
    let ended = -1;
    for (const match of run.text.matchAll(headingIn)) {
      const { index } = match;
      const before = run.text.slice(Math.max(0, index - 40), index);
      const isOther = isOfAnother(before) || index - foreign <= longestSeparator;
      if (isOther) {
        foreign = index + match[0].length;
        continue;
      }
      const number = numeralToNumber(match[1]!) ?? 0;
      const candidates = headings.filter(
        (one) => one.kind === levelOf[match[2]!] && one.number === number && isHeadingLine(one, parsed),
      );
      const within = index === ended ? above?.index : undefined;
      const heading = nearest(candidates, within, run, parsed);
      above = heading;
      ended = index + match[0].length;
      const from = run.start + index;
      const told = { from, to: from + match[0].length, before: match[0], unit: run.unit };
      if (heading === undefined) {
        unsure.push({ ...told, after: match[0], reason: candidates.length === 0 ? 'gone' : 'double' });
      } else if (heading.next !== heading.number) {
        const after = `第${writeNumeral(heading.next, numeralStyle(match[1]!))}${match[2]!}`;
        mended.push({ ...told, after });
      }
    }
  }
  return { mended, unsure };
}

const headingKinds: Partial<Record<NumberedPlace['kind'], true>> = {
  part: true,
  subpart: true,
  chapter: true,
  section: true,
};

/** Not the line of a table of contents that says the same. */
const isHeadingLine = ({ index, from }: NumberedPlace, { outline }: RuleText): boolean =>
  from >= outline[index]!.start && from < outline[index]!.end;

function isOfAnother(before: string): boolean {
  if (/》(?:[（(][^（）()]{0,30}[）)])?(?:中|的)?$/.test(before)) return true;
  return (
    titleWord.test(before) && !selfWord.test(before) && !/(?:按照|依照|根据|违反|适用|依据)规定$/.test(before)
  );
}

/** Of several of one number the one below `within`, else below what the citing article stands under, else the only one. */
function nearest(
  candidates: readonly NumberedPlace[],
  within: number | undefined,
  run: TextRun,
  { outline, units }: RuleText,
): NumberedPlace | undefined {
  if (candidates.length <= 1) return candidates[0];
  const here = within ?? units[run.unit]?.heading ?? -1;
  for (let at = here; at !== -1; at = outline[at]!.parent) {
    const below = candidates.filter(({ index }) => index === at || outline[index]!.parent === at);
    if (below.length === 1) return below[0];
  }
  return undefined;
}
