import { articleAddress } from './address.ts';
import type { Link } from './align-units.ts';
import { numeralCharacters as N, numeralToNumber } from './numeral.ts';
import type { Unit } from './rule-text.ts';

const cited = new RegExp(`第([${N}]{1,12})条((?:之[${N}]{1,6})*)`, 'g');

/** A text whose article numbers all read 第#条, so that renumbering alone makes no difference. */
export const maskNumbers = (text: string): string => text.replaceAll(cited, '第#条');

function addressesIn(text: string): string[] {
  return Array.from(text.matchAll(cited), ([, number, sub]) =>
    articleAddress(
      numeralToNumber(number!) ?? 0,
      sub!
        .split('之')
        .filter(Boolean)
        .map((one) => numeralToNumber(one) ?? 0),
    ),
  );
}

/**
 * Makes a test for two wordings: do they differ in nothing but numbers of articles that were renumbered, and
 * does each number say now what its article is called now? 本办法第十二条 that became 第十三条 with it.
 *
 * @param partners which unit became which
 */
export function followedNumbers(
  before: readonly Unit[],
  after: readonly Unit[],
  partners: readonly Link[],
): (from: string, to: string) => boolean {
  // 第三条 may also mean the unit 三、 of a text without articles.
  const name = ({ kind, address, number }: Unit): string => (kind === 'numbered' ? `a${number}` : address);
  const became = new Map(partners.map((one) => [name(before[one.before]!), name(after[one.after]!)]));
  return (from, to) => {
    if (maskNumbers(from) !== maskNumbers(to)) return false;
    const now = addressesIn(to);
    return addressesIn(from).every((one, at) => one === now[at] || became.get(one) === now[at]);
  };
}
