import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { renderUnicodeCompact } from 'uqr';
import { WebSocket } from 'ws';
import type { DeskRoad } from '../engine/find-desk.ts';
import { openFolderStorage } from '../store/folder-storage.ts';
import { systemClock } from '../sync/clock.ts';
import type { SocketLike } from '../sync/desk-line.ts';
import { appFolder, appVersion } from './app-folder.ts';
import { authorityOf, OtherNames, type ServerCertificate } from './certificate-authority.ts';
import type { Options } from './command-line.ts';
import { socketPath } from './desk-site.ts';
import { deskWishes, type DeskWishes } from './desk-options.ts';
import { certificateOf, type CertificateOptions, keepCertificate } from './keep-certificate.ts';
import { joinAtTerminal } from './join-command.ts';
import { inLink, ownAddresses } from './own-addresses.ts';
import { isLoopback, isPrivate } from './private-networks.ts';
import { serviceText } from './service-text.ts';
import { type SecureParts, startDesk } from './start-desk.ts';
import { startDeskEngine } from './start-desk-engine.ts';
import { UsageError } from './usage-error.ts';
import { untilAskedToStop } from './until-asked-to-stop.ts';
import type { DeskWords } from './words.ts';

/** `guiju desk --data DIR`: serves the app to the office, and lets its devices meet. Runs until it is asked to stop. */
export async function deskCommand(
  _args: readonly string[],
  options: Options,
  words: DeskWords,
): Promise<number> {
  const wishes = deskWishes(options, words);
  if (options['install-service']) {
    console.log(serviceText(wishes, words));
    return 0;
  }
  // The folder comes first: who cannot have it must not take the port of who has.
  const storage =
    wishes.data === undefined || wishes.isRelayOnly ? undefined : await openFolderStorage(wishes.data);
  try {
    const { parts: secure, own } = await secureParts(wishes, words);
    const { host, port, names, stunPort } = wishes;
    const desk = await startDesk({
      app: appFolder(),
      version: appVersion(),
      clock: systemClock,
      host,
      port,
      names,
      stunPort,
      secure,
    }).catch((error: unknown) => {
      const { code, port: taken } = error as NodeJS.ErrnoException & { port?: number };
      if (code === 'EADDRINUSE') throw new Error(words.portTaken(taken ?? port), { cause: error });
      throw error;
    });
    const endKeeping =
      own &&
      keepCertificate(own, secure!.certificate, desk.useCertificate, (error) =>
        console.error(words.notRenewed(error instanceof Error ? error.message : String(error))),
      );
    const engine = storage && (await startDeskEngine(storage, desk.hub, ownRoad(wishes, desk.port)));
    const stopping = new AbortController();
    const asked = untilAskedToStop();
    try {
      const hasOffice = engine?.engine.office.keeper.ledger !== undefined;
      const keeps = wishes.isRelayOnly ? 'relay' : hasOffice ? 'office' : 'none';
      announce(wishes, desk, secure, keeps, words);
      if (engine !== undefined && wishes.join !== undefined)
        await Promise.race([joinAtTerminal(engine, wishes.join, words, stopping.signal), asked]);
      else if (keeps === 'none') console.log(words.noOfficeYet);
      await asked;
      console.log(words.stopping);
    } finally {
      stopping.abort();
      endKeeping?.();
      await desk.close();
      await engine?.close();
    }
    return 0;
  } finally {
    await storage?.close();
  }
}

/** By which the desk itself comes in, when it joins an office: what it says goes through the same doors as everybody's. */
function ownRoad({ host, secure }: DeskWishes, port: number): DeskRoad {
  const address = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  const url = `${secure === undefined ? 'ws' : 'wss'}://${inLink(address)}:${port}${socketPath}`;
  // A certificate for names says nothing of this address; who is at the other end shows in the pairing.
  const connect = (to: string): SocketLike => new WebSocket(to, { rejectUnauthorized: false });
  return { url, connect, host: address };
}

/** The certificate to begin with; `own` when it is of the desk's authority and has to be kept fresh. */
async function secureParts(
  { secure, names, plainPort }: DeskWishes,
  words: DeskWords,
): Promise<{ parts: SecureParts | undefined; own: CertificateOptions | undefined }> {
  if (secure === undefined) return { parts: undefined, own: undefined };
  if (secure.by === 'given') {
    const certificate = givenCertificate(secure, words);
    return { parts: { certificate, plainPort }, own: undefined };
  }
  const authority = await authorityOf(secure.data, names, systemClock).catch((error: unknown) => {
    if (error instanceof OtherNames) throw new UsageError(words.otherNames(error.message));
    throw error;
  });
  const own = { folder: secure.data, authority, names, addresses: ownAddresses, clock: systemClock };
  const certificate = await certificateOf(own);
  return { parts: { certificate, authority: authority.certificate, plainPort }, own };
}

function givenCertificate(given: { certificate: string; key: string }, words: DeskWords): ServerCertificate {
  const read = (path: string): string => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      throw new UsageError(words.noSuchPath(path));
    }
  };
  return { certificate: read(given.certificate), key: read(given.key) };
}

function announce(
  { host, names, secure }: DeskWishes,
  desk: { port: number; plainPort: number | undefined; stunPort: number },
  parts: SecureParts | undefined,
  keeps: 'relay' | 'none' | 'office',
  words: DeskWords,
): void {
  const scheme = parts === undefined ? 'http' : 'https';
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const addresses = (isEverywhere ? ownAddresses() : [host]).filter(
    // Addresses of a single cable need a zone, which no link can name.
    (address) => !/^fe80:/i.test(address) && (host !== '0.0.0.0' || !address.includes(':')),
  );
  const hosts = [...names, ...addresses.map(inLink)];
  const links = hosts.map((name) => `${scheme}://${name}:${desk.port}/`);
  console.log(words.deskReady(links));
  if (links[0] !== undefined) console.log(renderUnicodeCompact(links[0]));
  console.log(words.deskState(keeps, desk.stunPort));
  const strange = addresses.filter((address) => !isPrivate(address));
  if (secure?.by === 'own') {
    const fingerprint = new X509Certificate(parts!.authority!).fingerprint256;
    console.log(words.authorityAt(`http://${hosts[0]}:${desk.plainPort}/ca`, fingerprint));
    if (strange.length > 0) console.log(words.notPrivate(strange));
  } else if (secure === undefined && !addresses.every(isLoopback)) console.log(words.plainLimits);
  console.log(words.howToStop);
}
