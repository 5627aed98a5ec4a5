import { addressBytes } from '../sync/address-bytes.ts';
import { isLoopback } from './private-networks.ts';

/** Where somebody comes from, as far as an address says it. */
export interface AddressNetwork {
  /** The same for all that cannot be told apart: an address of IPv4, or the first 64 bits of one of IPv6. */
  name: string;
  /**
   * May it stand for a whole office? One machine gives itself as many addresses of IPv6 as it likes, and a network
   * shares the first half of them; from this machine's own address come all whom a proxy lets through.
   */
  isShared: boolean;
}

/** @param address of IPv4 or IPv6; anything else is a network of its own */
export function addressNetwork(address: string): AddressNetwork {
  const bytes = addressBytes(address);
  if (bytes === undefined) return { name: address, isShared: false };
  const isLong = bytes.length === 16;
  const name = isLong ? `${Buffer.from(bytes.subarray(0, 8)).toString('hex')}::` : bytes.join('.');
  return { name, isShared: isLong || isLoopback(address) };
}
