import { X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { authorityStanding } from '../../src/desk/authority-standing.ts';
import {
  authorityOf,
  AuthorityUnreadable,
  type CertificateAuthority,
  issueCertificate,
  makeAuthority,
  OtherNames,
  type ServerCertificate,
} from '../../src/desk/certificate-authority.ts';
import { givenCertificate, UnusableCertificate } from '../../src/desk/given-certificate.ts';
import { certificateOf, keepCertificate } from '../../src/desk/keep-certificate.ts';
import { systemClock } from '../../src/sync/clock.ts';
import { HandClock } from '../sync/hand-clock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guiju-tls-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Why a client that trusts the authority refuses a server; undefined when it does not. */
async function refusal(
  authority: CertificateAuthority,
  { certificate, key }: ServerCertificate,
  servername: string,
): Promise<string | undefined> {
  const server = createServer({ cert: certificate, key });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const isName = /[a-z]/.test(servername);
  const answer = await new Promise<string | undefined>((resolve) => {
    const socket = connect({
      host: '127.0.0.1',
      port,
      ca: authority.certificate,
      servername: isName ? servername : '',
      ...(!isName && { checkServerIdentity: (_, peer) => identity(servername, peer.raw) }),
    });
    socket.once('secureConnect', () => {
      resolve(undefined);
      socket.destroy();
    });
    socket.once('error', (error: Error) => resolve(error.message));
  });
  await new Promise((resolve) => server.close(resolve));
  return answer;
}

const identity = (address: string, raw: Buffer): Error | undefined =>
  new X509Certificate(raw).checkIP(address) === undefined ? new Error('not this address') : undefined;

test('a client that trusts the authority trusts a desk of a private network, by address and name', async () => {
  const authority = await makeAuthority(['guiju.office'], systemClock);
  const server = await issueCertificate(
    authority,
    ['127.0.0.1', '192.168.3.7', 'fd00::7'],
    ['guiju.office'],
    systemClock,
  );
  for (const name of ['127.0.0.1', '192.168.3.7', 'fd00::7', 'localhost', 'guiju.office']) {
    expect(await refusal(authority, server, name), name).toBeUndefined();
  }
  expect(await refusal(authority, server, '192.168.3.8')).toBe('not this address');
  expect(await refusal(await makeAuthority([], systemClock), server, 'localhost')).toBeDefined();
});

test('whoever has the key of the authority can pass for nobody on the internet', async () => {
  const authority = await makeAuthority(['guiju.office'], systemClock);
  for (const [addresses, names] of [
    [['8.8.8.8'], []],
    [['2001:db8::1'], []],
    [['127.0.0.1'], ['example.com']],
    [['127.0.0.1'], ['office']],
  ] as const) {
    const forged = await issueCertificate(authority, addresses, names, systemClock);
    expect(await refusal(authority, forged, 'localhost'), [...addresses, ...names].join(' ')).toBe(
      'permitted subtree violation',
    );
  }
});

test('it is an authority for servers, of P-256, and cannot make another', async () => {
  const authority = await makeAuthority([], systemClock);
  const certificate = new X509Certificate(authority.certificate);
  expect(certificate.ca).toBe(true);
  expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
  expect(certificate.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
  const server = new X509Certificate((await issueCertificate(authority, [], [], systemClock)).certificate);
  expect(server.ca).toBe(false);
  const days = (Date.parse(server.validTo) - Date.parse(server.validFrom)) / 86_400_000;
  expect(days).toBeLessThanOrEqual(397);
});

test('it is made once and only its owner reads it; for another name it has to be another', async () => {
  const authority = await authorityOf(folder, ['guiju.office'], systemClock);
  expect(await authorityOf(folder, ['guiju.office'], systemClock)).toEqual(authority);
  expect(await authorityOf(folder, [], systemClock)).toEqual(authority);
  expect(statSync(join(folder, 'tls', 'authority.json')).mode & 0o777).toBe(0o600);
  await expect(authorityOf(folder, ['other.office'], systemClock)).rejects.toThrow(OtherNames);
});

test('a certificate is kept until shortly before its end, then made anew while the desk runs', async () => {
  const clock = new HandClock();
  const authority = await authorityOf(folder, [], clock);
  let addresses = ['192.168.3.7', '203.0.113.5'];
  const options = { folder, authority, names: [], addresses: () => addresses, clock };
  const first = await certificateOf(options);
  expect(new X509Certificate(first.certificate).subjectAltName).toBe('IP Address:192.168.3.7, DNS:localhost');
  expect(statSync(join(folder, 'tls', 'server.json')).mode & 0o777).toBe(0o600);
  const changes: ServerCertificate[] = [];
  const failures: string[] = [];
  const hour = 3_600_000;
  const end = keepCertificate(
    { find: () => certificateOf(options), every: hour },
    clock,
    first,
    (made) => changes.push(made),
    (error) => failures.push(error),
  );
  const later = async (ms: number): Promise<void> => {
    clock.pass(ms);
    // Files are read and written meanwhile.
    await expect.poll(() => clock.pending).toBe(1);
  };
  await later(350 * 24 * hour);
  expect(changes).toEqual([]);
  await later(15 * 24 * hour);
  expect(changes).toHaveLength(1);
  expect(Date.parse(new X509Certificate(changes[0]!.certificate).validTo)).toBeGreaterThan(
    clock.now() + 380 * 24 * hour,
  );
  addresses = ['10.1.2.3'];
  await later(hour);
  expect(changes).toHaveLength(2);
  // Nobody has installed it: one that cannot be read is made anew.
  for (const [i, bad] of ['not that', '{}', JSON.stringify({ ...first, certificate: 'x' })].entries()) {
    writeFileSync(join(folder, 'tls', 'server.json'), bad);
    await later(hour);
    expect(changes).toHaveLength(3 + i);
  }
  expect(failures).toEqual([]);
  end();
  expect(clock.pending).toBe(0);
});

test('an authority that cannot be read is not replaced', async () => {
  await authorityOf(folder, [], systemClock);
  const path = join(folder, 'tls', 'authority.json');
  const whole = readFileSync(path, 'utf8');
  const other = await makeAuthority([], systemClock);
  const { certificate } = JSON.parse(whole) as ServerCertificate;
  for (const bad of ['', whole.slice(0, -9), '{}', JSON.stringify({ ...other, certificate })]) {
    writeFileSync(path, bad);
    await expect(authorityOf(folder, [], systemClock)).rejects.toThrow(AuthorityUnreadable);
    expect(readFileSync(path, 'utf8')).toBe(bad);
  }
  // Nothing that reads it gets through, whoever runs the test.
  rmSync(path);
  mkdirSync(path);
  await expect(authorityOf(folder, [], systemClock)).rejects.toThrow(path);
  rmSync(path, { recursive: true });
  writeFileSync(path, whole);
  expect(await authorityOf(folder, [], systemClock)).toEqual(JSON.parse(whole));
});

const day = 86_400_000;

const clockAt = (time: string): HandClock => {
  const clock = new HandClock();
  clock.pass(Date.parse(time) - clock.now());
  return clock;
};

test('how an authority stands with the clock is known from three months before its end', async () => {
  const { certificate } = await makeAuthority([], clockAt('2030-01-01'));
  const { from, until } = authorityStanding(certificate, 0);
  expect(until - from).toBe(3652 * day);
  const isAt = (now: number): string => authorityStanding(certificate, now).is;
  expect([from - 1, from, until - 90 * day - 1, until - 90 * day, until - 1, until].map(isAt)).toEqual([
    'not-yet',
    'good',
    'good',
    'ending',
    'ending',
    'ended',
  ]);
});

test('what an authority issues that ends or has ended begins before it ends, and is not made again each hour', async () => {
  for (const now of ['2039-12-15', '2041-03-01', '2026-11-29']) {
    const clock = clockAt(now);
    const authority = await makeAuthority([], clockAt('2030-01-01'));
    const options = { folder, authority, names: [], addresses: () => ['10.0.0.1'], clock };
    mkdirSync(join(folder, 'tls'), { recursive: true });
    const first = await certificateOf(options);
    const { validFrom, validTo } = new X509Certificate(first.certificate);
    expect(Date.parse(validTo), now).toBeGreaterThan(Date.parse(validFrom));
    clock.pass(3_600_000);
    expect((await certificateOf(options)).certificate, now).toBe(first.certificate);
  }
});

test('files of a certificate are read again while the desk runs, and a pair that does not fit is not used', async () => {
  const authority = await makeAuthority([], systemClock);
  const paths = { certificate: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  const pair = (): Promise<ServerCertificate> => issueCertificate(authority, ['10.0.0.1'], [], systemClock);
  const [first, second] = [await pair(), await pair()];
  writeFileSync(paths.certificate, first.certificate);
  writeFileSync(paths.key, first.key);
  const clock = new HandClock();
  const heard: (ServerCertificate | string)[] = [];
  const find = (): Promise<ServerCertificate> => givenCertificate(paths);
  const hear = (one: ServerCertificate | string): void => void heard.push(one);
  const end = keepCertificate({ find, every: 60_000 }, clock, await find(), hear, hear);
  const later = async (): Promise<void> => {
    clock.pass(60_000);
    await expect.poll(() => clock.pending).toBe(1);
  };
  await later();
  expect(heard).toEqual([]);
  // Whoever renews them writes one after the other.
  writeFileSync(paths.certificate, second.certificate);
  await later();
  await later();
  expect(heard).toEqual([expect.any(String)]);
  await expect(find()).rejects.toThrow(UnusableCertificate);
  writeFileSync(paths.key, second.key);
  await later();
  expect(heard.slice(1)).toEqual([second]);
  rmSync(paths.key);
  await later();
  await later();
  expect(heard.slice(2)).toEqual([expect.stringContaining('key.pem')]);
  end();
});
