import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import type { ServerCertificate } from './certificate-authority.ts';

/** Two files that were read are not a certificate and its key. */
export class UnusableCertificate extends Error {
  override name = 'UnusableCertificate';
}

/**
 * A certificate and its key as they lie in files in PEM now.
 *
 * @throws {UnusableCertificate} also between the moments at which a program that renews them has written the one and the other
 * @throws NodeJS.ErrnoException when one cannot be read
 */
export async function givenCertificate(paths: {
  certificate: string;
  key: string;
}): Promise<ServerCertificate> {
  const [certificate, key] = await Promise.all([
    readFile(paths.certificate, 'utf8'),
    readFile(paths.key, 'utf8'),
  ]);
  try {
    createSecureContext({ cert: certificate, key });
  } catch (cause) {
    throw new UnusableCertificate(cause instanceof Error ? cause.message : String(cause), { cause });
  }
  return { certificate, key };
}
