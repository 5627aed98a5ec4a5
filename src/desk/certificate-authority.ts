import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../store/folder-disk.ts';
import type { Clock } from '../sync/clock.ts';
import { loadX509 } from './load-x509.ts';
import { nameConstraints, nameConstraintsId } from './name-constraints.ts';
import { putFile } from './put-file.ts';

/** Who vouches for a desk in its own network. */
export interface CertificateAuthority {
  /** Its certificate, in PEM; what devices install. */
  certificate: string;
  /** Its private key, PKCS #8 in PEM. */
  key: string;
  /** Names that it may vouch for, besides addresses. */
  names: string[];
}

/** A server certificate with its key, both in PEM. */
export interface ServerCertificate {
  certificate: string;
  key: string;
}

/** The authority was made for other names and cannot vouch for this one; devices know it by what it is. */
export class OtherNames extends Error {
  override name = 'OtherNames';
}

/** There is an authority that cannot be read. It is not replaced: every device has installed the one that was there. */
export class AuthorityUnreadable extends Error {
  override name = 'AuthorityUnreadable';
}

/** Files of certificates in the data folder. */
export const certificateFolder = 'tls';
/** Where the authority is, in there. */
export const authorityFile = 'authority.json';

const day = 24 * 60 * 60 * 1000;
const authorityDays = 3650;
/** Browsers accept no more than 398. */
const serverDays = 390;
/** Clocks in an office differ; a certificate begins to hold before it is made. */
const leadDays = 2;

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/**
 * The authority of a data folder: made when there is none, kept in files that only their owner reads.
 *
 * @throws {OtherNames} when the one there was made without one of the names
 * @throws {AuthorityUnreadable} with its path and why
 */
export async function authorityOf(
  folder: string,
  names: readonly string[],
  clock: Clock,
): Promise<CertificateAuthority> {
  const path = join(folder, certificateFolder, authorityFile);
  const found = await readAuthority(path);
  if (found !== undefined) {
    const missing = names.find((name) => !found.names.includes(name));
    if (missing !== undefined) throw new OtherNames(missing);
    return found;
  }
  const made = await makeAuthority(names, clock);
  await mkdir(join(folder, certificateFolder), { recursive: true, mode: 0o700 });
  await syncFolder(folder);
  await putFile(path, JSON.stringify(made, undefined, 2));
  return made;
}

async function readAuthority(path: string): Promise<CertificateAuthority | undefined> {
  try {
    const authority = JSON.parse(await readFile(path, 'utf8')) as CertificateAuthority;
    const { certificate, key, names } = authority;
    if (!Array.isArray(names) || !new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key)))
      throw new Error('not a certificate and its key');
    return authority;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AuthorityUnreadable(`${path} (${why})`, { cause });
  }
}

/** A new authority: ECDSA P-256, for servers only, held to private addresses and these names. */
export async function makeAuthority(names: readonly string[], clock: Clock): Promise<CertificateAuthority> {
  const x509 = await loadX509();
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const made = new Date(clock.now());
  // With its date: of two authorities in a list of a device, one should be told from the other.
  const name = `CN=Guiju desk ${made.toISOString().slice(0, 10)}, O=Guiju`;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name,
    keys,
    notBefore: new Date(made.getTime() - leadDays * day),
    notAfter: new Date(made.getTime() + authorityDays * day),
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.Extension(nameConstraintsId, true, nameConstraints(names)),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await pemOf(keys.privateKey), names: [...names] };
}

/**
 * A new certificate for a desk, with a new key, for a little over a year.
 *
 * @param addresses IP addresses; only private ones are vouched for by any authority of ours
 * @param names host names
 */
export async function issueCertificate(
  authority: CertificateAuthority,
  addresses: readonly string[],
  names: readonly string[],
  clock: Clock,
): Promise<ServerCertificate> {
  const x509 = await loadX509();
  const issuer = new x509.X509Certificate(authority.certificate);
  const pkcs8 = x509.PemConverter.decode(authority.key)[0]!;
  const signingKey = await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const now = clock.now();
  const notAfter = Math.min(now + serverDays * day, issuer.notAfter.getTime());
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: 'CN=Guiju desk',
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: algorithm,
    // Of an authority that has ended it is over as well, but still one that begins before it ends.
    notBefore: new Date(Math.min(now - leadDays * day, notAfter - day)),
    notAfter: new Date(notAfter),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...addresses.map((value) => ({ type: 'ip' as const, value })),
        ...['localhost', ...names].map((value) => ({ type: 'dns' as const, value })),
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await pemOf(keys.privateKey) };
}

/** 16 bytes, positive, in hexadecimal. */
function serial(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}

async function pemOf(key: CryptoKey): Promise<string> {
  const x509 = await loadX509();
  return x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}
