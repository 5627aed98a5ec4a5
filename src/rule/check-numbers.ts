import { mostFindings, type TextFinding, type TextToCheck } from './check-finding.ts';
import { formatAddress } from './address.ts';
import { itemPattern } from './line-kind.ts';
import type { Item, Unit } from './rule-text.ts';

/** A number that was read, and how a fault in it is told. */
interface Numbered {
  number: number;
  isHeading?: boolean;
  finding(fault: 'gap' | 'double' | 'backwards', expected: number): TextFinding;
}

/**
 * Gaps, doubles and steps back in the numbers of articles or of 一、 units, and of items within an article
 * (立法法 art. 65: 编、章、节、条 and 项 are numbered in order).
 */
export function checkNumbers({ content, parsed }: TextToCheck): TextFinding[] {
  const units = parsed.units.filter(
    (unit) => (unit.kind === 'article' || unit.kind === 'numbered') && unit.sub.length === 0,
  );
  // A volume goes on counting where the one before left off.
  const first = content.part === undefined ? 1 : (units[0]?.number ?? 1);
  return [...faults(units.map(numberedUnit), first), ...itemFaults(parsed.units)];
}

function numberedUnit(unit: Unit): Numbered {
  const finding: Numbered['finding'] = (fault, expected) => ({
    kind: `number-${fault}`,
    at: unit.address,
    label: unit.label,
    start: unit.start,
    end: unit.start + unit.label.length,
    detail: { expected: String(expected), found: String(unit.number) },
    weight: 'error',
  });
  return { number: unit.number, finding };
}

/** Faults of one sequence. A single wrong number (四、十五、六) is one fault and not two. */
function faults(list: readonly Numbered[], first: number): TextFinding[] {
  const found: TextFinding[] = [];
  const seen = new Set<number>();
  let expected = first;
  for (const [index, { number, finding }] of list.entries()) {
    if (found.length >= mostFindings) break;
    if (number !== expected) {
      found.push(finding(seen.has(number) ? 'double' : number < expected ? 'backwards' : 'gap', expected));
      const next = list[index + 1]?.number;
      if (next === expected + 1) {
        expected += 1;
        continue;
      }
    }
    // A second 第四条 is followed by the fifth.
    if (number >= expected) expected = number + 1;
    seen.add(number);
  }
  return found;
}

/** （一）… begins anew wherever it says （一）, and may go on over a paragraph in between. */
function itemFaults(units: readonly Unit[]): TextFinding[] {
  const found: TextFinding[] = [];
  let last = 0;
  for (const unit of units) {
    if (unit.kind !== 'article' && unit.kind !== 'numbered') continue;
    // 一、总则 with （一）…（八） counted through the whole text.
    if (unit.kind === 'article') last = 0;
    let list: Numbered[] = [];
    const end = (): void => {
      const [head] = list;
      if (head === undefined) return;
      // （三）动产质押 above the next article is a heading, and belongs to another count.
      const goesOn = head.number === last + 1;
      if (list.length === 1 && head.isHeading === true && !goesOn) list = [];
      if (list.length === 0) return;
      const first = goesOn ? head.number : 1;
      found.push(...faults(list, first));
      last = list.at(-1)!.number;
      list = [];
    };
    for (const block of unit.blocks) {
      if (block.kind !== 'paragraph') continue;
      end();
      for (const item of block.items) {
        if (itemPattern.test(item.label)) list.push(numberedItem(item, unit, block.number));
      }
    }
    end();
  }
  return found;
}

function numberedItem(item: Item, unit: Unit, paragraph: number): Numbered {
  const finding: Numbered['finding'] = (fault, expected) => ({
    kind: `item-${fault}`,
    at: formatAddress({ unit: unit.address, paragraph, item: item.number }),
    label: unit.label,
    start: item.start - item.label.length,
    end: item.start,
    detail: { expected: String(expected), found: String(item.number) },
    weight: 'error',
  });
  return { number: item.number, isHeading: !/[。；，：:;]$/.test(item.text), finding };
}
