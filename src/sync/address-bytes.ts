const number = /(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)/.source;
const dotted = new RegExp(`^${number}(?:\\.${number}){3}$`);

/**
 * An address of the internet protocol as bytes, without its zone.
 *
 * @returns 4 bytes of IPv4, also where it comes in the clothes of IPv6, or 16 of IPv6; undefined for neither
 */
export function addressBytes(address: string): Uint8Array<ArrayBuffer> | undefined {
  const plain = address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  if (dotted.test(plain)) return Uint8Array.from(plain.split('.'), Number);
  if (!/^[0-9a-f:.]{2,45}$/i.test(plain)) return undefined;
  let short: string;
  try {
    // Every platform reads IPv6 for its URLs, and writes it in one form only: groups of hexadecimal digits.
    short = new URL(`http://[${plain}]`).hostname.slice(1, -1);
  } catch {
    return undefined;
  }
  const [before = '', after] = short.split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const [head, tail] = [groups(before), groups(after ?? '')];
  const all = [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => '0'), ...tail];
  return Uint8Array.from(all.flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 255]));
}
