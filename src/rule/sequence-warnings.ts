import type { TextWarning, Unit } from './rule-text.ts';

/** One warning of a kind says enough about a text that was numbered by hand. */
const mostPerText = 20;

/** Gaps, doubles and steps back in the numbers of articles or of 一、 units. */
export function sequenceWarnings(units: readonly Unit[]): TextWarning[] {
  const warnings: TextWarning[] = [];
  const seen = new Set<string>();
  let last: Unit | undefined;
  for (const unit of units) {
    if (unit.kind !== 'article' && unit.kind !== 'numbered') continue;
    const key = [unit.number, ...unit.sub].join('-');
    const warn = (kind: TextWarning['kind']): void => {
      if (warnings.length < mostPerText) warnings.push({ kind, at: unit.label, start: unit.start });
    };
    if (seen.has(key)) warn('double');
    else if (last !== undefined && unit.number < last.number) warn('order');
    else if (unit.sub.length === 0 && last !== undefined && unit.number > last.number + 1) warn('gap');
    seen.add(key);
    last = unit;
  }
  return warnings;
}
