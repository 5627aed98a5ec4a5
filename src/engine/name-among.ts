import { longestName } from '../sync/pairing/device-name.ts';

/**
 * A name that none of the others bears: with a number behind it, where one does. What two devices call themselves is often
 * the same, such as "Windows 电脑 Edge", and neither can know of the other beforehand.
 */
export function nameAmong(name: string, others: Iterable<string>): string {
  const taken = new Set(others);
  let one = name;
  for (let n = 2; taken.has(one); n += 1) {
    const behind = ` ${n}`;
    one = `${name.slice(0, longestName - behind.length).trimEnd()}${behind}`;
  }
  return one;
}
