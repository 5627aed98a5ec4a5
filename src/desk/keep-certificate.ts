import { X509Certificate } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../sync/clock.ts';
import {
  type CertificateAuthority,
  certificateFolder,
  issueCertificate,
  type ServerCertificate,
} from './certificate-authority.ts';
import { isPrivate } from './private-networks.ts';

const day = 24 * 60 * 60 * 1000;
/** So long before its end a certificate is replaced. */
const renewBefore = 30 * day;
const lookEvery = 60 * 60 * 1000;

export interface CertificateOptions {
  folder: string;
  authority: CertificateAuthority;
  names: readonly string[];
  /** Addresses that the machine has now. */
  addresses: () => readonly string[];
  clock: Clock;
}

/**
 * The certificate of a desk as it is in the folder, or a new one when that ends soon or does not name an address
 * that the machine has by now.
 */
export async function certificateOf(options: CertificateOptions): Promise<ServerCertificate> {
  const { folder, authority, names, clock } = options;
  const addresses = options.addresses().filter(isPrivate);
  const path = join(folder, certificateFolder, 'server.json');
  const found = await readFile(path, 'utf8').catch(() => undefined);
  if (found !== undefined) {
    const kept = JSON.parse(found) as ServerCertificate;
    if (isGood(kept, authority, addresses, names, clock.now())) return kept;
  }
  const made = await issueCertificate(authority, addresses, names, clock);
  await writeFile(`${path}.new`, JSON.stringify(made, undefined, 2), { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
  return made;
}

function isGood(
  kept: ServerCertificate,
  authority: CertificateAuthority,
  addresses: readonly string[],
  names: readonly string[],
  now: number,
): boolean {
  const certificate = new X509Certificate(kept.certificate);
  return (
    certificate.checkIssued(new X509Certificate(authority.certificate)) &&
    Date.parse(certificate.validTo) - renewBefore > now &&
    // After a clock was set back, too.
    Date.parse(certificate.validFrom) < now &&
    addresses.every((address) => certificate.checkIP(address) !== undefined) &&
    names.every((name) => certificate.checkHost(name) !== undefined)
  );
}

/**
 * Looks every hour whether the certificate has to be another one.
 *
 * @param changed called with each new one
 * @param failed called when it could not be made; it is tried again an hour later
 * @returns ends it
 */
export function keepCertificate(
  options: CertificateOptions,
  current: ServerCertificate,
  changed: (certificate: ServerCertificate) => void,
  failed: (error: unknown) => void,
): () => void {
  let known = current.certificate;
  let callOff: () => void = () => undefined;
  let isOver = false;
  const look = async (): Promise<void> => {
    try {
      const now = await certificateOf(options);
      if (now.certificate !== known && !isOver) changed(now);
      known = now.certificate;
    } catch (error) {
      failed(error);
    }
    later();
  };
  const later = (): void => {
    if (!isOver) callOff = options.clock.after(lookEvery, () => void look());
  };
  later();
  return () => {
    isOver = true;
    callOff();
  };
}
