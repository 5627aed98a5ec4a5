import { ChangeSet, type Text } from '@codemirror/state';

/** Leads from one text to another, by the one stretch in which they differ. */
export function differenceOf(before: Text, after: Text): ChangeSet {
  const a = before.toString();
  const b = after.toString();
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a.charCodeAt(start) === b.charCodeAt(start)) start += 1;
  let end = 0;
  while (end < most - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end))
    end += 1;
  // A character of two units is taken whole.
  if (start > 0 && isHigh(a.charCodeAt(start - 1))) start -= 1;
  if (end > 0 && isLow(a.charCodeAt(a.length - end))) end -= 1;
  return ChangeSet.of(
    { from: start, to: a.length - end, insert: after.slice(start, b.length - end) },
    a.length,
    '\n',
  );
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;
