import { maskOf, privateNetworks } from './private-networks.ts';

/** Object identifier of the extension. */
export const nameConstraintsId = '2.5.29.30';

const sequence = 0x30;
const permitted = 0xa0;
const dnsName = 0x82;
const ipAddress = 0x87;

/**
 * The value of the extension that holds an authority to private addresses, `localhost` and the names of one desk
 * (RFC 5280, section 4.2.1.10): whoever steals its key can pass for nobody on the internet.
 *
 * @param names host names in ASCII
 */
export function nameConstraints(names: readonly string[]): Uint8Array<ArrayBuffer> {
  const subtrees = [
    ...privateNetworks.map((network) => tagged(ipAddress, [...network.address, ...maskOf(network)])),
    ...['localhost', ...names].map((name) => tagged(dnsName, [...new TextEncoder().encode(name)])),
  ];
  const all = subtrees.flatMap((base) => tagged(sequence, base));
  return Uint8Array.from(tagged(sequence, tagged(permitted, all)));
}

/** DER: tag, length, content. */
function tagged(tag: number, content: number[]): number[] {
  const { length } = content;
  if (length < 0x80) return [tag, length, ...content];
  if (length < 0x100) return [tag, 0x81, length, ...content];
  return [tag, 0x82, length >> 8, length & 0xff, ...content];
}
