import type { ComparedPlace } from './comparison.ts';

const levelNames: Record<string, string> = {
  part: '编',
  subpart: '分编',
  chapter: '章',
  section: '节',
  heading: '标题',
};

/** 章 for a chapter: its name is a 章名. */
export const levelName = (level: string): string => levelNames[level] ?? '标题';

/**
 * How a decision speaks of a unit: 第十二条; 三、 of a text without articles is its 第三条; 附件1; what has no number
 * is the part below its heading.
 *
 * @param heading title of the heading above, for units without a number
 */
export function placeName({ address, label }: ComparedPlace, heading: string): string {
  if (address.startsWith('a')) return label;
  if (address.startsWith('n')) return `第${label.replace(/[、．]$/, '')}条`;
  if (address.startsWith('d')) return `第${label.replace(/[.．、]$/, '')}条`;
  if (address.startsWith('x') && label !== '') return /^附[^ 　：:]*/.exec(label)?.[0] ?? label;
  return heading === '' ? '正文' : `“${heading}”部分`;
}
