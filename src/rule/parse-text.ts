import { abbreviationsIn } from './abbreviations.ts';
import { articleAddress } from './address.ts';
import { BlockBuilder } from './block-builder.ts';
import { contentsLines } from './contents-lines.ts';
import { readHeading } from './heading-line.ts';
import { decimalPattern, numberedPattern } from './line-kind.ts';
import { readLines, type ReadLine } from './read-lines.ts';
import type { Heading, RuleText, TextStyle, TextWarning, Unit } from './rule-text.ts';
import { sequenceWarnings } from './sequence-warnings.ts';
import { textStyle } from './text-style.ts';

/**
 * Reads the structure of a rule text: headings, units, paragraphs, items.
 *
 * Nothing is rejected; what looks wrong is told in `warnings`. Takes time in proportion to the length.
 *
 * @param text normalised text of the body (`normaliseText`), without title and dates
 */
export function parseText(text: string): RuleText {
  const lines = readLines(text);
  const contents = contentsLines(lines);
  const style = textStyle(lines);
  const body = lines.filter((_, index) => !contents.has(index));
  const assembly = new Assembly(style);
  for (const line of body) assembly.take(line);
  const { preamble, outline, units } = assembly.finish(text);
  const warnings = [
    ...[...contents].slice(0, 1).map((index): TextWarning => {
      const line = lines[index]!;
      return { kind: 'contents', at: line.text.slice(0, 40), start: line.start };
    }),
    ...sequenceWarnings(units),
    ...styleWarnings(style, body),
  ];
  return { style, preamble, outline, units, abbreviations: abbreviationsIn(text), warnings };
}

/** Texts that should have numbers and have none: their numbers were probably drawn by a word processor. */
function styleWarnings(style: TextStyle, lines: readonly ReadLine[]): TextWarning[] {
  if (lines.length === 0) return [{ kind: 'empty', at: '', start: 0 }];
  if (style !== 'sections' && style !== 'plain') return [];
  const paragraphs = lines.filter((line) => line.is === 'text').length;
  const chapters = lines.filter((line) => line.is === 'heading' && line.heading.level !== 'heading');
  const lost = paragraphs >= 10 && chapters.length >= 2;
  return [{ kind: lost ? 'lost-numbers' : 'unnumbered', at: '', start: 0 }];
}

/** Puts lines together into headings and units, in the order in which they come. */
class Assembly {
  #style: TextStyle;
  #outline: Heading[] = [];
  #ranks: number[] = [];
  #units: Unit[] = [];
  #preamble = new BlockBuilder();
  #builder: BlockBuilder | undefined;
  #used = new Map<string, number>();
  #annexes = 0;
  /** Has the annex articles of its own? */
  #annexCounts = false;
  /** An annex does not go on counting where the rule left off; what does is the rule itself. */
  #lastArticle = 0;
  #sections = 0;

  constructor(style: TextStyle) {
    this.#style = style;
  }

  take(line: ReadLine): void {
    switch (line.is) {
      case 'heading':
        this.#heading(line);
        return;
      case 'annex':
        // Before the first unit it is a heading of another kind, such as 附：… above the text that it is about.
        if (this.#units.length === 0) {
          this.#heading({ ...line, is: 'heading', heading: readHeading(line.text.replace(/^#+ /, ''), 1) });
          return;
        }
        this.#annexes += 1;
        this.#annexCounts = false;
        this.#open('annex', line, {
          address: `x${this.#annexes}`,
          label: line.text.replace(/^#+ /, ''),
          length: line.text.length,
        });
        return;
      case 'article':
        this.#annexCounts ||= this.#inAnnex() && line.article.number !== this.#lastArticle + 1;
        if (this.#style === 'articles' && !(this.#inAnnex() && this.#annexCounts)) {
          this.#lastArticle = line.article.number;
          const { label, number, sub, caption, length } = line.article;
          this.#open('article', line, {
            address: articleAddress(number, sub),
            label,
            number,
            sub,
            length,
            ...(caption !== undefined && { caption }),
          });
        } else this.#text(line);
        return;
      case 'opaque':
        this.#current(line).opaque(line);
        return;
      case 'text':
        this.#textLine(line);
        return;
    }
  }

  finish(text: string): Pick<RuleText, 'preamble' | 'outline' | 'units'> {
    if (this.#units.length === 0 && this.#preamble.blocks.length > 0) {
      const start = 0;
      this.#units.push({
        kind: 'whole',
        address: 'w1',
        label: '',
        number: 0,
        sub: [],
        heading: -1,
        blocks: this.#preamble.blocks,
        start,
        bodyStart: start,
        end: text.length,
      });
      return { preamble: [], outline: this.#outline, units: this.#units };
    }
    // A unit ends where the next unit or heading begins.
    const starts = [...this.#units, ...this.#outline].map(({ start }) => start).sort((a, b) => a - b);
    let at = 0;
    for (const unit of this.#units) {
      while (at < starts.length && starts[at]! <= unit.start) at += 1;
      unit.end = starts[at] ?? text.length;
      while (unit.end > unit.bodyStart && /\s/.test(text[unit.end - 1]!)) unit.end -= 1;
    }
    return { preamble: this.#preamble.blocks, outline: this.#outline, units: this.#units };
  }

  #inAnnex(): boolean {
    return this.#units.at(-1)?.kind === 'annex';
  }

  #heading(line: ReadLine & { is: 'heading' }): void {
    const { level, rank, label, title } = line.heading;
    let parent = this.#outline.length - 1;
    while (parent >= 0 && this.#ranks[parent]! >= rank) parent = this.#outline[parent]!.parent;
    const depth = parent === -1 ? 1 : this.#outline[parent]!.depth + 1;
    this.#outline.push({
      level,
      depth,
      label,
      title,
      start: line.start,
      end: line.end,
      parent,
      firstUnit: this.#units.length,
    });
    this.#ranks.push(rank);
    this.#builder = undefined;
  }

  #textLine(line: ReadLine & { is: 'text' }): void {
    if (this.#inAnnex()) {
      this.#text(line);
    } else if (this.#style === 'numbered' && line.numbered !== undefined) {
      const label = numberedPattern.exec(line.text)![0];
      this.#open('numbered', line, {
        address: `n${line.numbered}`,
        label,
        number: line.numbered,
        length: label.length,
      });
    } else if (this.#style === 'decimal' && line.decimal !== undefined) {
      const label = decimalPattern.exec(line.text)![0].trim();
      const number = Number(line.decimal.split('.')[0]);
      this.#open('decimal', line, { address: `d${line.decimal}`, label, number, length: label.length });
    } else if (this.#style === 'articles' && line.numbered !== undefined && isShortHeading(line.text)) {
      this.#heading({ ...line, is: 'heading', heading: numberedHeading(line.text) });
    } else {
      this.#text(line);
    }
  }

  #text(line: ReadLine): void {
    this.#current(line).text(line);
  }

  /** Where a line without a number of its own belongs. */
  #current(line: ReadLine): BlockBuilder {
    if (this.#builder !== undefined) return this.#builder;
    const underHeading = this.#outline.length > 0;
    if (!underHeading || this.#style === 'plain') return this.#preamble;
    // Between a heading and its first article: words that belong to no article are kept as a unit of their own.
    this.#sections += 1;
    const head = { address: `s${this.#sections}`, label: '', length: 0 };
    return this.#open(this.#inAnnex() ? 'annex' : 'section', line, head, false);
  }

  #open(
    kind: Unit['kind'],
    line: ReadLine,
    head: {
      address: string;
      label: string;
      length: number;
      number?: number;
      sub?: number[];
      caption?: string;
    },
    withText = true,
  ): BlockBuilder {
    const times = (this.#used.get(head.address) ?? 0) + 1;
    this.#used.set(head.address, times);
    const builder = new BlockBuilder();
    const rest = line.text.slice(head.length);
    const bodyStart = line.start + head.length + (rest.length - rest.trimStart().length);
    this.#units.push({
      kind,
      address: times === 1 ? head.address : `${head.address}~${times}`,
      label: head.label,
      number: head.number ?? 0,
      sub: head.sub ?? [],
      ...(head.caption !== undefined && { caption: head.caption }),
      heading: this.#outline.length - 1,
      blocks: builder.blocks,
      start: line.start,
      bodyStart,
      end: line.end,
    });
    this.#builder = builder;
    if (withText && rest.trim() !== '') builder.text({ text: rest.trim(), start: bodyStart, end: line.end });
    return builder;
  }
}

/** 一、总体要求 among articles: a heading when it is short and no sentence. */
function isShortHeading(line: string): boolean {
  return line.length <= 30 && !/[。；：，]$/.test(line);
}

function numberedHeading(line: string): { level: 'chapter'; rank: number; label: string; title: string } {
  const label = numberedPattern.exec(line)![0];
  return { level: 'chapter', rank: 3, label, title: line.slice(label.length).trim() };
}
