import type { Citation, CitedPlace, CitedText } from './citation.ts';
import { inheritPlace, readPlace } from './cited-place.ts';
import { relativePlace, relativeWord } from './relative-place.ts';
import type { Block, Paragraph, RuleText } from './rule-text.ts';
import { textRuns, type TextRun } from './text-runs.ts';

/** A text that cites more often than this is no rule text. */
const mostPerText = 20_000;

/** Characters before 第 that can be a title without 《》. */
const longestLead = 40;

/** Where a citation may begin: at a title, at a number, at a relative word. */
const anchor =
  /《|第(?=[〇○零一二两三四五六七八九十百千万0-9０-９（(])|前(?=[款条项两三四五二])|本(?=[条款项])/g;

export const selfWord =
  /本(?:法典|法|条例|办法|规定|细则|规则|准则|章程|制度|规范|守则|决定|解释|意见|通知|标准|规程|公约|方案|纲要|编|分编|章|节)$/;
export const titleWord =
  /(?:法典|宪法|法|条例|规定|办法|细则|规则|准则|章程|规范|公约|议定书|决定|解释|意见|守则|制度|规程|通则|修正案)$/;
/** Between two places of a list. */
const separator = /(?:，?以及|、|，|和|或者|或|及其|及|与)/y;
const rangeWord = /[至到—－-]{1,2}/y;
/** Amendments speak of the text that they amend. */
const amending = /(?:修改为|增加一[条款项]|作为第[〇零一二三四五六七八九十百千]+条|删去第|删除第)/g;

/**
 * Finds what a text refers to, in the order of the text.
 *
 * Rules in order: a title in 《》; an abbreviation or a title without marks directly before 第N条; 本法 and
 * its kind; lists and ranges, whose later parts take text and levels from the part before; relative words
 * (前款, 前两款, 前条, 本条); a bare 第N条, which means the text itself unless the text is an amendment.
 *
 * @param text the text that was parsed
 */
export function findCitations(text: string, parsed: RuleText): Citation[] {
  const found: Citation[] = [];
  const isAmendment = parsed.style !== 'articles' && (text.match(amending)?.length ?? 0) >= 2;
  const state: RunState = {
    parsed,
    isAmendment,
    inUnit: undefined,
    anywhere: undefined,
    unit: -2,
    places: undefined,
  };
  for (const run of textRuns(parsed)) {
    if (run.unit !== state.unit) {
      state.unit = run.unit;
      state.inUnit = undefined;
      state.places = undefined;
    }
    for (const citation of citationsInRun(run, state)) {
      found.push(citation);
      if (found.length >= mostPerText) return found;
    }
  }
  return found;
}

interface RunState {
  parsed: RuleText;
  isAmendment: boolean;
  /** The text that was named last: in this unit, and anywhere. Only amendments inherit it. */
  inUnit: CitedText | undefined;
  anywhere: CitedText | undefined;
  unit: number;
  /** What this unit has, as soon as it is asked. */
  places: Places | undefined;
}

function* citationsInRun(run: TextRun, state: RunState): Generator<Citation> {
  const { text } = run;
  anchor.lastIndex = 0;
  let done = 0;
  const starts = [...text.matchAll(anchor)].map((match) => match.index);
  for (const at of starts) {
    if (at < done) continue;
    const head = readHead(run, at, done, state);
    if (head === undefined) continue;
    if (head.cited.kind !== 'self') {
      state.inUnit = head.cited;
      state.anywhere ??= head.cited;
    }
    let last = citation(run, head.start, head.end, head.cited, head.place, head.relative);
    if (head.to !== undefined) last.to = head.to;
    done = head.end;
    let before = head.place;
    while (before !== undefined) {
      const next = readNext(text, done, before);
      if (next === undefined) break;
      if (next.to) {
        // A range is one link, from its first to its last place.
        last = { ...last, end: run.start + next.end, to: next.place };
      } else {
        yield last;
        last = citation(run, next.start, next.end, head.cited, next.place, false);
      }
      before = next.place;
      done = next.end;
    }
    yield last;
  }
}

interface Head {
  start: number;
  end: number;
  cited: CitedText;
  place?: CitedPlace;
  to?: CitedPlace;
  relative: boolean;
}

function readHead(run: TextRun, at: number, from: number, state: RunState): Head | undefined {
  const { text } = run;
  if (text[at] === '《') return readTitle(text, at, state);
  const word = relativeWord(text, at);
  if (word !== undefined) {
    const unit = state.parsed.units[run.unit];
    const place = unit === undefined ? undefined : relativePlace(word, run, unit, state.parsed);
    if (unit === undefined || place === undefined) return undefined;
    // 前两款 is a range that ends at the one before.
    const to =
      word.back > 1 && word.below === undefined
        ? relativePlace({ ...word, back: 1 }, run, unit, state.parsed)
        : undefined;
    return { start: at, end: word.end, cited: { kind: 'self' }, place, ...(to && { to }), relative: true };
  }
  const read = readPlace(text, at);
  if (read === undefined) return undefined;
  const { place, end } = read;
  // 第二款 alone is a paragraph of the same article, 第三项 an item of the same paragraph.
  if (place.article === undefined) {
    const unit = state.parsed.units[run.unit];
    if (unit === undefined || unit.number === 0) return undefined;
    // 第一批、第二项工作: an item must exist to be meant.
    const whole = inheritPlace(
      {
        article: { number: unit.number, sub: unit.sub },
        ...(place.paragraph === undefined && run.paragraph !== undefined && { paragraph: run.paragraph }),
      },
      place,
    );
    state.places ??= new Places(unit.blocks);
    return state.places.has(whole)
      ? { start: at, end, cited: { kind: 'self' }, place: whole, relative: true }
      : undefined;
  }
  const before = text.slice(Math.max(from, at - longestLead), at);
  const self = selfWord.exec(before);
  if (self !== null) {
    // What an amendment wants to be read there speaks of itself as 本法, and means the text that is amended.
    const isOwn = !state.isAmendment || /^本(?:决定|通知)$/.test(self[0]);
    const cited = (isOwn ? undefined : amendedText(state)) ?? { kind: 'self' };
    return { start: at - self[0].length, end, cited, place, relative: false };
  }
  const lead = /[\p{Script=Han}〈〉]+$/u.exec(before)?.[0] ?? '';
  const named = abbreviationAt(lead, at, run, state.parsed);
  if (named !== undefined) {
    return {
      start: at - named.short.length,
      end,
      cited: { kind: 'abbreviation', ...named },
      place,
      relative: false,
    };
  }
  const title = titleWord.exec(lead);
  if (title !== null && !/(?:按照|依照|根据|违反|适用|依据)(?:有关)?规定$/.test(lead)) {
    return { start: at, end, cited: { kind: 'lead', lead }, place, relative: false };
  }
  if (!state.isAmendment) return { start: at, end, cited: { kind: 'self' }, place, relative: false };
  const amended = amendedText(state);
  return amended === undefined ? undefined : { start: at, end, cited: amended, place, relative: false };
}

const amendedText = ({ inUnit, anywhere }: RunState): CitedText | undefined => inUnit ?? anywhere;

/** 《…》, with brackets after it, and the place that follows. */
function readTitle(text: string, at: number, { parsed }: RunState): Head | undefined {
  let depth = 0;
  let close = at;
  for (; close < text.length && close - at <= 150; close++) {
    if (text[close] === '《') depth += 1;
    if (text[close] === '》' && --depth === 0) break;
  }
  if (text[close] !== '》') return undefined;
  const title = text.slice(at + 1, close);
  if (title.trim() === '') return undefined;
  let end = close + 1;
  const note = /^[（(]([^（）()]{1,60})[）)]/.exec(text.slice(end, end + 64));
  const afterNote = note === null || note[1]!.startsWith('以下') ? end : end + note[0].length;
  const linked = /^(?:\*\*)?(?:中|的)?(?=第)/.exec(text.slice(afterNote, afterNote + 4));
  const read = linked === null ? undefined : readPlace(text, afterNote + linked[0].length);
  const place = read?.place.article === undefined ? undefined : read.place;
  if (place !== undefined) end = read!.end;
  const short = parsed.abbreviations.find((one) => one.short === title.replaceAll(/\s/g, ''));
  const cited: CitedText =
    short !== undefined
      ? { kind: 'abbreviation', short: short.short, title: short.title }
      : { kind: 'title', title, ...(note !== null && afterNote > close + 1 && { note: note[1]! }) };
  return { start: at, end, cited, ...(place !== undefined && { place }), relative: false };
}

/** The longest abbreviation that stands directly before 第 and was defined before. */
function abbreviationAt(
  lead: string,
  at: number,
  run: TextRun,
  parsed: RuleText,
): { short: string; title: string } | undefined {
  let best: { short: string; title: string } | undefined;
  for (const { short, title, start } of parsed.abbreviations) {
    if (start < run.start + at && lead.endsWith(short) && short.length > (best?.short.length ?? 1))
      best = { short, title };
  }
  return best;
}

/** The next part of a list or range, if one follows. */
function readNext(
  text: string,
  at: number,
  before: CitedPlace,
): { start: number; end: number; place: CitedPlace; to: boolean } | undefined {
  rangeWord.lastIndex = at;
  const to = rangeWord.test(text);
  separator.lastIndex = at;
  if (!to && !separator.test(text)) return undefined;
  const start = to ? rangeWord.lastIndex : separator.lastIndex;
  const read = readPlace(text, start);
  return read === undefined
    ? undefined
    : { start, end: read.end, place: inheritPlace(before, read.place), to };
}

/** Has the unit this paragraph, and the paragraph this item? Asked for every 第N款 and 第N项, so it must not search. */
class Places {
  #paragraphs: Paragraph[];
  #items = new Map<Paragraph, Set<number>>();

  constructor(blocks: readonly Block[]) {
    this.#paragraphs = blocks.filter((block) => block.kind === 'paragraph');
  }

  has({ paragraph, item }: CitedPlace): boolean {
    const found = this.#paragraphs[(paragraph ?? 0) - 1];
    if (found === undefined || item === undefined) return found !== undefined;
    let numbers = this.#items.get(found);
    if (numbers === undefined)
      this.#items.set(found, (numbers = new Set(found.items.map(({ number }) => number))));
    return numbers.has(item);
  }
}

function citation(
  run: TextRun,
  start: number,
  end: number,
  text: CitedText,
  place: CitedPlace | undefined,
  relative: boolean,
): Citation {
  return {
    unit: run.unit,
    start: run.start + start,
    end: run.start + end,
    text,
    ...(place !== undefined && { place }),
    relative,
  };
}
