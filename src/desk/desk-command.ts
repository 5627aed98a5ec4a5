import { X509Certificate } from 'node:crypto';
import { renderUnicodeCompact } from 'uqr';
import { WebSocket } from 'ws';
import type { DeskRoad } from '../engine/find-desk.ts';
import { openFolderStorage } from '../store/folder-storage.ts';
import { systemClock } from '../sync/clock.ts';
import type { SocketLike } from '../sync/desk-line.ts';
import { appFolder, appVersion } from './app-folder.ts';
import type { Options } from './command-line.ts';
import { socketPath } from './desk-site.ts';
import { deskWishes, type DeskWishes } from './desk-options.ts';
import { keepCertificate } from './keep-certificate.ts';
import { joinAtTerminal } from './join-command.ts';
import { inLink, ownAddresses } from './own-addresses.ts';
import { isLoopback, isPrivate } from './private-networks.ts';
import { serviceText } from './service-text.ts';
import { secureParts } from './secure-parts.ts';
import { type SecureParts, startDesk } from './start-desk.ts';
import { type DeskEngine, startDeskEngine } from './start-desk-engine.ts';
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
    // What is said before it is ready is said among the rest, where it is not overlooked.
    const early: string[] = [];
    let tell = (line: string): void => void early.push(line);
    const secured = await secureParts(wishes, words, (line) => tell(line));
    const secure = secured?.parts;
    let engine: DeskEngine | undefined;
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
      notes: () => ({ awaited: engine?.awaited?.length, authority: secured?.standing?.() }),
    }).catch((error: unknown) => {
      const { code, port: taken } = error as NodeJS.ErrnoException & { port?: number };
      if (code === 'EADDRINUSE') throw new Error(words.portTaken(taken ?? port), { cause: error });
      throw error;
    });
    const failed = secured?.standing === undefined ? words.notReread : words.notRenewed;
    const endKeeping =
      secured &&
      keepCertificate(secured.source, systemClock, secured.parts.certificate, desk.useCertificate, (why) =>
        console.error(failed(why)),
      );
    engine = storage && (await startDeskEngine(storage, desk.hub, ownRoad(wishes, desk.port)));
    const stopping = new AbortController();
    const asked = untilAskedToStop();
    try {
      const hasOffice = engine?.engine.office.keeper.ledger !== undefined;
      const keeps = wishes.isRelayOnly ? 'relay' : hasOffice ? 'office' : 'none';
      announce(wishes, desk, secure, keeps, words);
      tell = (line) => console.log(line);
      early.forEach(tell);
      if (engine !== undefined) await tellCatchingUp(engine, wishes.isNothingLost, words);
      console.log(words.howToStop);
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
}

/** Of a desk that was restored from a backup: for whom it waits, and later that it does not any more. */
async function tellCatchingUp(desk: DeskEngine, isNothingLost: boolean, words: DeskWords): Promise<void> {
  const { awaited } = desk;
  if (awaited === undefined) return;
  desk.onCaughtUp = () => console.log(words.caughtUp);
  if (isNothingLost) await desk.nothingLost();
  else console.log(words.catchingUp(awaited));
}
