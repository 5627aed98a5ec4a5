import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../sync/clock.ts';
import {
  type CertificateAuthority,
  certificateFolder,
  issueCertificate,
  type ServerCertificate,
} from './certificate-authority.ts';
import { isPrivate } from './private-networks.ts';
import { putFile } from './put-file.ts';

const day = 24 * 60 * 60 * 1000;
/** So long before its end a certificate is replaced. */
const renewBefore = 30 * day;

export interface CertificateOptions {
  folder: string;
  authority: CertificateAuthority;
  names: readonly string[];
  /** Addresses that the machine has now. */
  addresses: () => readonly string[];
  clock: Clock;
}

/**
 * The certificate of a desk as it is in the folder, or a new one when that ends soon, does not name an address that the
 * machine has by now, or cannot be read: nobody has installed it.
 */
export async function certificateOf(options: CertificateOptions): Promise<ServerCertificate> {
  const { folder, authority, names, clock } = options;
  const addresses = options.addresses().filter(isPrivate);
  const path = join(folder, certificateFolder, 'server.json');
  try {
    const kept = JSON.parse(await readFile(path, 'utf8')) as ServerCertificate;
    if (isGood(kept, authority, addresses, names, clock.now())) return kept;
  } catch {
    // There is none, or none that is of use.
  }
  const made = await issueCertificate(authority, addresses, names, clock);
  await putFile(path, JSON.stringify(made, undefined, 2));
  return made;
}

/** @throws when it is no certificate, or no key */
function isGood(
  kept: ServerCertificate,
  authority: CertificateAuthority,
  addresses: readonly string[],
  names: readonly string[],
  now: number,
): boolean {
  const certificate = new X509Certificate(kept.certificate);
  const issuer = new X509Certificate(authority.certificate);
  const until = Date.parse(certificate.validTo);
  return (
    certificate.checkIssued(issuer) &&
    certificate.checkPrivateKey(createPrivateKey(kept.key)) &&
    // One that ends with its authority cannot be made to last longer.
    (until - renewBefore > now || until >= Date.parse(issuer.validTo)) &&
    // After a clock was set back, too.
    Date.parse(certificate.validFrom) < now &&
    addresses.every((address) => certificate.checkIP(address) !== undefined) &&
    names.every((name) => certificate.checkHost(name) !== undefined)
  );
}

/** Where a certificate comes from that may become another one while the desk runs. */
export interface CertificateSource {
  find: () => Promise<ServerCertificate>;
  /** Milliseconds from one look to the next. */
  every: number;
}

/**
 * Looks again and again whether the certificate is another one by now.
 *
 * @param changed called with each new one
 * @param failed called when none could be found, once until one was found again or it failed for another reason
 * @returns ends it
 */
export function keepCertificate(
  { find, every }: CertificateSource,
  clock: Clock,
  current: ServerCertificate,
  changed: (certificate: ServerCertificate) => void,
  failed: (message: string) => void,
): () => void {
  let known = current;
  let fault: string | undefined;
  let callOff: () => void = () => undefined;
  let isOver = false;
  const look = async (): Promise<void> => {
    try {
      const now = await find();
      const isOther = now.certificate !== known.certificate || now.key !== known.key;
      if (isOther && !isOver) changed(now);
      known = now;
      fault = undefined;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (message !== fault) failed(message);
      fault = message;
    }
    later();
  };
  const later = (): void => {
    if (!isOver) callOff = clock.after(every, () => void look());
  };
  later();
  return () => {
    isOver = true;
    callOff();
  };
}
