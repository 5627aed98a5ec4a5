import { headingPattern } from './line-kind.ts';
import type { HeadingLevel } from './rule-text.ts';

/** A heading as its line shows it. */
export interface HeadingLine {
  level: HeadingLevel;
  /** Smaller ranks stand above greater ones. */
  rank: number;
  label: string;
  title: string;
}

const levels: Record<string, { level: HeadingLevel; rank: number }> = {
  编: { level: 'part', rank: 1 },
  篇: { level: 'part', rank: 1 },
  分编: { level: 'subpart', rank: 2 },
  章: { level: 'chapter', rank: 3 },
  节: { level: 'section', rank: 4 },
};

/** Letter spacing, as in 总　则, is for the eye only. */
function withoutSpacing(title: string): string {
  const bare = title.replaceAll('**', '').trim();
  return /^(?:[\p{Script=Han}] )+[\p{Script=Han}]$/u.test(bare) ? bare.replaceAll(' ', '') : bare;
}

/**
 * Reads a line that is known to be a heading.
 *
 * @param line without `#`
 * @param hashes how many `#` it had
 */
export function readHeading(line: string, hashes: number): HeadingLine {
  const bare = line.replaceAll('**', '').trim();
  const match = headingPattern.exec(bare);
  if (match !== null) {
    const { level, rank } = levels[match[2]!]!;
    return { level, rank, label: `第${match[1]!}${match[2]!}`, title: withoutSpacing(match[3] ?? '') };
  }
  const title = withoutSpacing(bare);
  if (title === '附则') return { level: 'chapter', rank: 3, label: '', title };
  return { level: 'heading', rank: 10 + hashes, label: '', title };
}
