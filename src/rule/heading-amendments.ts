import type { Amendment } from './amending-decision.ts';
import { textOfSide, type ComparisonRow } from './comparison.ts';
import { levelName } from './place-name.ts';
import { quoted } from './quoted-text.ts';

/** What a decision says of a heading: 将第二章章名修改为“…”. A heading that only bears another number needs no word. */
export function headingAmendments(row: ComparisonRow): Amendment[] {
  const level = levelName(row.level);
  const [old, now] = [row.before[0]?.label ?? '', row.after[0]?.label ?? ''];
  const [from, to] = [textOfSide(row, 'before'), textOfSide(row, 'after')];
  const oldName = old === '' ? `标题${quoted(from)}` : `${old}${level}名`;
  switch (row.kind) {
    case 'inserted':
      return [
        [now === '' ? `增加标题${quoted(to)}。` : `增加一${level}，作为${now}，${level}名为${quoted(to)}。`],
      ];
    case 'deleted':
      return [[`删去${oldName}。`]];
    case 'changed':
      return [
        [
          row.renumbered && old !== '' && now !== ''
            ? `将${old}改为${now}，${level}名修改为${quoted(to)}。`
            : `将${oldName}修改为${quoted(to)}。`,
        ],
      ];
    default:
      return [];
  }
}
