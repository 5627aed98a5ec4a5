import { addressBytes } from '../sync/address-bytes.ts';

/** A range of addresses that belong to no one on the internet: its first address and how many bits are fixed. */
export interface Network {
  address: Uint8Array;
  bits: number;
}

/** RFC 1918, 6598, 3927 and 1122; RFC 4193, 4291. */
export const privateNetworks: readonly Network[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
].map((text) => {
  const [address = '', bits] = text.split('/');
  return { address: addressBytes(address)!, bits: Number(bits) };
});

/** The bits of an address that are fixed in a network. */
export function maskOf({ address, bits }: Network): Uint8Array {
  return address.map((_, at) => (0xff00 >> Math.max(0, Math.min(8, bits - at * 8))) & 0xff);
}

/** Is it an address that only this machine or its own network knows? */
export function isPrivate(address: string): boolean {
  const bytes = addressBytes(address);
  return privateNetworks.some((network) => {
    if (bytes?.length !== network.address.length) return false;
    const mask = maskOf(network);
    return bytes.every((byte, at) => (byte & mask[at]!) === network.address[at]);
  });
}

/** Does it come from this machine? */
export function isLoopback(address: string): boolean {
  const bytes = addressBytes(address);
  return bytes?.length === 4
    ? bytes[0] === 127
    : bytes?.at(-1) === 1 && bytes.slice(0, -1).every((b) => b === 0);
}
