/** Chinese and Arabic numerals as rule texts use them. */

/** Characters that a number may consist of, for use inside a character class. */
export const numeralCharacters = '〇○零一二两三四五六七八九十百千万0-9０-９';

const digits = new Map<string, number>([
  ...[...'〇一二三四五六七八九'].map((c, i) => [c, i] as [string, number]),
  ['零', 0],
  ['○', 0],
  ['两', 2],
]);
const units = new Map<string, number>([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
]);

/** Longer runs of digits are no number of an article. */
const longest = 24;

/**
 * The value of 十二, 一百零二, 二〇二四, 12 or １２.
 *
 * @returns undefined when it is no number
 */
export function numeralToNumber(numeral: string): number | undefined {
  if (numeral.length === 0 || numeral.length > longest) return undefined;
  const plain = numeral.replaceAll(/[０-９]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  if (/^\d+$/.test(plain)) return plain.length > 9 ? undefined : Number(plain);
  const characters = [...plain];
  // 二〇二四: digits one after another, as in years.
  if (characters.length > 1 && characters.every((c) => digits.has(c))) {
    return characters.length > 9 ? undefined : Number(characters.map((c) => digits.get(c)).join(''));
  }
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  for (const c of characters) {
    const unit = units.get(c);
    if (unit !== undefined) {
      section += (digit ?? 1) * unit;
      digit = undefined;
    } else if (c === '万') {
      total += (section + (digit ?? 0) || 1) * 10_000;
      section = 0;
      digit = undefined;
    } else {
      const value = digits.get(c);
      // Two digits side by side inside 一百二三 mean nothing; a zero only fills a gap.
      if (value === undefined || (digit !== undefined && digit !== 0)) return undefined;
      digit = value;
    }
  }
  return total + section + (digit ?? 0);
}

const names = '零一二三四五六七八九';

function below10000(n: number): string {
  let text = '';
  let gap = false;
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(n / unit) % 10;
    if (digit === 0) {
      gap = text !== '';
      continue;
    }
    text += (gap ? '零' : '') + names[digit] + name;
    gap = false;
  }
  return text;
}

/**
 * 12 → 十二, 1010 → 一千零一十.
 *
 * @param n a whole number from 0 to 99,999,999
 */
export function numberToNumeral(n: number): string {
  if (n === 0) return '零';
  const high = Math.floor(n / 10_000);
  const low = n % 10_000;
  const text =
    high === 0
      ? below10000(low)
      : `${below10000(high)}万${low === 0 ? '' : (low < 1000 ? '零' : '') + below10000(low)}`;
  return text.replace(/^一十/, '十');
}
