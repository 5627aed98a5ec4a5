import type { RuleText } from '../rule/rule-text.ts';
import type { UnitRow } from '../store/rows.ts';

/** 第一章 总则 › 第二节 … for each heading of a text. */
function headingPaths(parsed: RuleText): string[] {
  const paths: string[] = [];
  for (const { label, title, parent } of parsed.outline) {
    const own = [label, title].filter(Boolean).join(' ');
    paths.push(parent === -1 ? own : `${paths[parent]!} › ${own}`);
  }
  return paths;
}

/** The units of a text as search and the catalogue keep them. */
export function unitRows(parsed: RuleText): UnitRow[] {
  const paths = headingPaths(parsed);
  return parsed.units.map(({ address, label, heading, start, bodyStart, end }) => ({
    address,
    label,
    path: paths[heading] ?? '',
    start,
    body: bodyStart,
    end,
  }));
}
