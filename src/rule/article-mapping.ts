import { formatAddress, parseAddress } from './address.ts';
import type { Comparison } from './comparison.ts';

/** One old unit that lives on in one new unit, by address. */
export interface MappedArticle {
  before: string;
  after: string;
}

/**
 * The table 条次对照: which unit became which. One that was split stands with each of its parts, one that was merged
 * beside the others; of those the chief one comes first. What was deleted or inserted is not in it.
 *
 * @returns pairs in the order of the new edition; plain data, which an editor may correct before it is used
 */
export function articleMapping({ rows }: Comparison): MappedArticle[] {
  return rows.flatMap(({ of, before, after }) => {
    if (of !== 'unit') return [];
    const pairs = before.flatMap((old) =>
      after.map((now) => ({
        pair: { before: old.address, after: now.address },
        isChief: old.isChief && now.isChief,
      })),
    );
    pairs.sort((a, b) => Number(b.isChief) - Number(a.isChief));
    return pairs.map(({ pair }) => pair);
  });
}

/**
 * Carries an address over to the other edition: a12.p2 → a13.p2. The place inside the unit stays as it is, for
 * nobody has said what became of its paragraphs.
 *
 * @param direction `forward` from the old edition to the new one, `back` the other way
 * @returns the address in the chief part where the unit was split or merged; undefined when it has no partner, or
 *   `address` is no address
 */
export function followAddress(
  mapping: readonly MappedArticle[],
  address: string,
  direction: 'forward' | 'back',
): string | undefined {
  const parsed = parseAddress(address);
  if (parsed === undefined) return undefined;
  const [from, to] =
    direction === 'forward' ? (['before', 'after'] as const) : (['after', 'before'] as const);
  const unit = mapping.find((one) => one[from] === parsed.unit)?.[to];
  return unit === undefined ? undefined : formatAddress({ ...parsed, unit });
}
