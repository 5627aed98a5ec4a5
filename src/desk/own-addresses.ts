import { networkInterfaces } from 'node:os';

/** The IP addresses of this machine, those of its own inner network last; without zones. */
export function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  all.sort((a, b) => Number(a.internal) - Number(b.internal) || a.family.localeCompare(b.family));
  return all.map(({ address }) => address.replace(/%.*$/, ''));
}

/** How addresses are written in a link. */
export const inLink = (address: string): string => (address.includes(':') ? `[${address}]` : address);
