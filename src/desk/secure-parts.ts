import { systemClock } from '../sync/clock.ts';
import { authorityOf, AuthorityUnreadable, OtherNames } from './certificate-authority.ts';
import { type AuthorityStanding, authorityStanding } from './authority-standing.ts';
import type { DeskWishes } from './desk-options.ts';
import { givenCertificate, UnusableCertificate } from './given-certificate.ts';
import { certificateOf, type CertificateSource } from './keep-certificate.ts';
import { ownAddresses } from './own-addresses.ts';
import type { SecureParts } from './start-desk.ts';
import { UsageError } from './usage-error.ts';
import type { DeskWords } from './words.ts';

/** With what a desk speaks TLS. */
export interface Secured {
  parts: SecureParts;
  /** Where the certificate comes from, also later. */
  source: CertificateSource;
  /** Of the desk's own authority. */
  standing?: (() => AuthorityStanding) | undefined;
}

const minute = 60 * 1000;

/**
 * The certificate to begin with, and where the next one will come from.
 *
 * @param tell says something to who runs the desk
 * @throws {UsageError} when there is none that can be used
 */
export async function secureParts(
  { secure, names, plainPort }: DeskWishes,
  words: DeskWords,
  tell: (line: string) => void,
): Promise<Secured | undefined> {
  if (secure === undefined) return undefined;
  if (secure.by === 'given') {
    const find = (): ReturnType<typeof givenCertificate> => givenCertificate(secure);
    const certificate = await find().catch((error: unknown) => {
      if (error instanceof UnusableCertificate) throw new UsageError(words.notACertificate(error.message));
      const { path } = error as NodeJS.ErrnoException;
      throw path === undefined ? error : new UsageError(words.noSuchPath(path));
    });
    return { parts: { certificate, plainPort }, source: { find, every: minute } };
  }
  const authority = await authorityOf(secure.data, names, systemClock).catch((error: unknown) => {
    if (error instanceof OtherNames) throw new UsageError(words.otherNames(error.message));
    if (error instanceof AuthorityUnreadable) throw new UsageError(words.authorityUnreadable(error.message));
    throw error;
  });
  const standing = (): AuthorityStanding => authorityStanding(authority.certificate, systemClock.now());
  let told: AuthorityStanding['is'] = 'good';
  const find = (): ReturnType<typeof certificateOf> => {
    const now = standing();
    if (now.is !== told && now.is !== 'good') tell(words.authorityStands[now.is](dayOf(now)));
    told = now.is;
    return certificateOf({
      folder: secure.data,
      authority,
      names,
      addresses: ownAddresses,
      clock: systemClock,
    });
  };
  const certificate = await find();
  const parts = { certificate, authority: authority.certificate, plainPort };
  return { parts, source: { find, every: 60 * minute }, standing };
}

/** The day that matters, in UTC as certificates have it. */
function dayOf({ is, from, until }: AuthorityStanding): string {
  return new Date(is === 'not-yet' ? from : until).toISOString().slice(0, 10);
}
