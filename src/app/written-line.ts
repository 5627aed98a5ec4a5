import { readArticleLabel } from '../rule/article-label.ts';
import { readHeading } from '../rule/heading-line.ts';
import {
  isAnnexLine,
  isHeadingLine,
  itemPattern,
  numberedPattern,
  subitemPattern,
} from '../rule/line-kind.ts';
import type { HeadingLevel } from '../rule/rule-text.ts';

export { inlineMarks } from '../rule/inline-marks.ts';

export type WrittenKind =
  | 'empty'
  /** `# …`: the title of the whole */
  | 'title'
  | 'heading'
  | 'annex'
  /** 第一条 … */
  | 'article'
  /** 一、… */
  | 'numbered'
  /** （一）… */
  | 'item'
  /** 1. … */
  | 'subitem'
  | 'row'
  | 'quote'
  | 'bullet'
  | 'fence'
  | 'comment'
  | 'paragraph';

/** One line of a draft as its writer should see it. Places count from the beginning of the line. */
export interface WrittenLine {
  kind: WrittenKind;
  level?: HeadingLevel;
  /** Signs of Markdown at its head, which are not words: `## `. */
  signs: number;
  /** The number: 第三条, （一）, 第二章. */
  label?: { from: number; to: number };
  /** Where its own words begin, after number and space. */
  words: number;
}

/** No line of a rule is longer to its first words than this; what a line is shows at its head. */
const longestHead = 200;
/** A heading is told by its whole line. */
const longestHeading = 300;

/** What a line is, as far as it shows by itself: in a text that is being written, others may still be missing. */
export function writtenLine(line: string): WrittenLine {
  const written = readLine(line);
  // A number with nothing but space behind it: its words would begin where the line ends.
  return line.length <= longestHeading && line.slice(written.words).trim() === ''
    ? { ...written, words: line.length }
    : written;
}

function readLine(line: string): WrittenLine {
  const indent = /^[ \t\u3000\u00a0]*/.exec(line)![0].length;
  if (indent === line.length) return { kind: 'empty', signs: 0, words: line.length };
  const text = line.length > longestHeading ? line.slice(indent, longestHead) : line.slice(indent).trimEnd();
  const sign = /^(?:(#{1,6}) +|(>) ?|([-*+]) |(\|)|(```|~~~)|(<!--))/.exec(text);
  const signs = indent + (sign?.[0].length ?? 0);
  const bare = text.slice(sign?.[0].length ?? 0);
  if (sign?.[2] !== undefined) return { kind: 'quote', signs, words: signs };
  if (sign?.[3] !== undefined) return { kind: 'bullet', signs, words: signs };
  if (sign?.[4] !== undefined) return { kind: 'row', signs: indent, words: indent };
  if (sign?.[5] !== undefined) return { kind: 'fence', signs: indent, words: signs };
  if (sign?.[6] !== undefined) return { kind: 'comment', signs: indent, words: signs };
  const hashes = sign?.[1]?.length ?? 0;
  const article = readArticleLabel(bare);
  if (article !== undefined && !article.doubtful) {
    const number = /第[^条]*条(?:之[〇零一二三四五六七八九十百]{1,6})*/.exec(bare)!;
    const from = signs + number.index;
    return {
      kind: 'article',
      signs,
      label: { from, to: from + number[0].length },
      words: signs + article.length,
    };
  }
  const isLong = line.length > longestHeading;
  if (!isLong && isAnnexLine(bare)) return { kind: 'annex', signs, words: signs };
  if (!isLong && (hashes > 0 || isHeadingLine(bare))) {
    const heading = readHeading(bare, Math.max(hashes, 1));
    if (hashes === 1 && heading.level === 'heading') return { kind: 'title', signs, words: signs };
    const length = heading.label.length;
    const space = /^[ \u3000]*/.exec(bare.slice(length))![0].length;
    return {
      kind: 'heading',
      level: heading.level,
      signs,
      ...(length > 0 && { label: { from: signs, to: signs + length } }),
      words: signs + length + space,
    };
  }
  for (const [kind, pattern] of [
    ['item', itemPattern],
    ['numbered', numberedPattern],
    ['subitem', subitemPattern],
  ] as const) {
    const match = pattern.exec(bare);
    if (match === null) continue;
    const to = match[0].length;
    const space = /^[ \u3000]*/.exec(bare.slice(to))![0].length;
    return { kind, signs, label: { from: signs, to: signs + to }, words: signs + to + space };
  }
  return { kind: 'paragraph', signs: indent, words: indent };
}
