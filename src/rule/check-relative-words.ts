import type { TextFinding, TextToCheck } from './check-finding.ts';
import { mostFindings } from './check-finding.ts';
import type { Citation } from './citation.ts';
import { placeOfRun } from './check-place.ts';
import { unquoted } from './check-unquoted.ts';
import { numeralCharacters as N, numeralToNumber } from './numeral.ts';
import { relativePlace, relativeWord } from './relative-place.ts';
import { textRuns, type TextRun } from './text-runs.ts';

const words = /前[两二三四五]?(?:[条款]|项(?=规定|所|情形|行为|的|中|第))/g;
const bare = new RegExp(`第([${N}]{1,4})款(?=规定|所|的|第|、|和|中|情形)`, 'g');

/**
 * 前款 in a first paragraph, 前条 in a first article, a bare 第三款 where there are two: words that mean a place by
 * where they stand, and stand where there is none. They lead nowhere and so are no citations.
 */
export function checkRelativeWords({ parsed, citations }: TextToCheck): TextFinding[] {
  const found: TextFinding[] = [];
  let next = 0;
  /** Paragraphs of the unit; counted once for each. */
  let has: number | undefined;
  let counted = -1;
  for (const run of textRuns(parsed)) {
    const unit = parsed.units[run.unit];
    if (unit === undefined || unit.number === 0 || unit.kind === 'annex') continue;
    if (found.length >= mostFindings) break;
    const text = unquoted(run.text);
    if (run.unit !== counted) [counted, has] = [run.unit, undefined];
    /** Is it part of a citation? Both lists run in the order of the text. */
    const isCited = (at: number): boolean => {
      while ((citations[next]?.end ?? Infinity) <= at) next += 1;
      return (citations[next]?.start ?? Infinity) <= at;
    };
    const add = (kind: TextFinding['kind'], at: number, end: number): void => {
      found.push({
        kind,
        ...placeOfRun(run, parsed),
        start: run.start + at,
        end: run.start + end,
        detail: { cited: run.text.slice(at, end) },
        weight: 'error',
      });
    };
    for (const { 0: written, index } of [...text.matchAll(words), ...text.matchAll(bare)].sort(
      (a, b) => a.index - b.index,
    )) {
      if (isCited(run.start + index)) continue;
      const last = citations[next - 1];
      // 刑法第三百零七条之一前三款
      if (last?.end === run.start + index) continue;
      if (written.startsWith('第')) {
        // 该条第二款 is another article's.
        if (last?.unit === run.unit && citesBefore(text, run.start, index, last)) continue;
        if (/[条件约法书章》）)该同上述各]/.test(text[index - 1] ?? '')) continue;
        const number = numeralToNumber(written.slice(1, -1)) ?? 0;
        has ??= unit.blocks.filter((block) => block.kind === 'paragraph').length;
        if (number > has) add('paragraph-missing', index, index + written.length);
        continue;
      }
      const word = relativeWord(text, index);
      if (word === undefined || isOther(text, index) || saysOtherwise(word.level, run)) continue;
      if (relativePlace(word, run, unit, parsed) === undefined)
        add('nothing-before', index, index + written.length);
    }
  }
  return found;
}

/** Farther back nobody looks for what 第五款 belongs to. */
const longestSentence = 300;

/** 第三十条第二款 … 以及第五款: in the same sentence another article was named, whose paragraph it may be. */
function citesBefore(text: string, start: number, at: number, last: Citation): boolean {
  const from = last.end - start;
  return from >= 0 && at - from <= longestSentence && !text.slice(from, at).includes('。');
}

/** 目前条件, 提前款项, 以前条款. */
function isOther(text: string, at: number): boolean {
  return /[目以提事日先空从之年月天]$/.test(text.slice(Math.max(0, at - 1), at));
}

/** 前项 is also said of the paragraph before. */
function saysOtherwise(level: string, run: TextRun): boolean {
  return level === '项' && run.item === undefined && (run.paragraph ?? 1) > 1;
}
