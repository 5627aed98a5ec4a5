import { formatAddress } from './address.ts';
import type { TextFinding } from './check-finding.ts';
import type { RuleText } from './rule-text.ts';
import type { TextRun } from './text-runs.ts';

/** Where a run stands, as a finding says it. */
export function placeOfRun(run: TextRun, parsed: RuleText): Pick<TextFinding, 'at' | 'label'> {
  const unit = parsed.units[run.unit];
  if (unit === undefined) return { at: '', label: '' };
  const { paragraph, item } = run;
  const at = formatAddress({
    unit: unit.address,
    ...(paragraph !== undefined && { paragraph }),
    ...(item !== undefined && { item }),
  });
  return { at, label: unit.label };
}

/** The unit that an offset lies in; found by halving, since it is asked for every finding. */
export function placeAt(offset: number, parsed: RuleText): Pick<TextFinding, 'at' | 'label'> {
  const { units } = parsed;
  let low = 0;
  let high = units.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (units[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  const unit = units[low - 1];
  return unit === undefined ? { at: '', label: '' } : { at: unit.address, label: unit.label };
}
