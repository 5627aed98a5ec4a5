import { X509Certificate } from 'node:crypto';

/** How an authority stands with the clock of this machine. */
export interface AuthorityStanding {
  /** `not-yet`: it was made by a clock that was ahead, or this one is behind. `ending`: within three months. */
  is: 'good' | 'not-yet' | 'ending' | 'ended';
  /** When it begins and ends to hold, in milliseconds since 1970. */
  from: number;
  until: number;
}

/** Every device has to install the next one by hand, which takes an office its time. */
const warnBefore = 90 * 24 * 60 * 60 * 1000;

/**
 * @param certificate of the authority, in PEM
 * @param now in milliseconds since 1970
 */
export function authorityStanding(certificate: string, now: number): AuthorityStanding {
  const { validFrom, validTo } = new X509Certificate(certificate);
  const [from, until] = [Date.parse(validFrom), Date.parse(validTo)];
  const is = now < from ? 'not-yet' : now >= until ? 'ended' : now >= until - warnBefore ? 'ending' : 'good';
  return { is, from, until };
}
