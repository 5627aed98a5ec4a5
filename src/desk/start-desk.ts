import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Clock } from '../sync/clock.ts';
import { mostRendezvous } from '../sync/rendezvous.ts';
import { isAllowedHost, isAllowedOrigin } from './allowed-host.ts';
import type { ServerCertificate } from './certificate-authority.ts';
import { deskSite, pathOf, plainSite, socketPath } from './desk-site.ts';
import type { DeskNotes } from './desk-metrics.ts';
import { Hub } from './hub.ts';
import { appFiles } from './serve-app.ts';
import { startStun } from './stun.ts';

export interface DeskParts {
  /** Folder with the built app. */
  app: string;
  /** Address to listen on. */
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** Names under which it may be asked, besides addresses. */
  names: readonly string[];
  /** UDP port of the STUN responder; undefined for the usual one, or a free one when that is taken. */
  stunPort?: number | undefined;
  /** Of the app that is served. */
  version: string;
  clock: Clock;
  secure?: SecureParts | undefined;
  /** What there is to be said about it besides. */
  notes?: (() => DeskNotes) | undefined;
}

export interface SecureParts {
  certificate: ServerCertificate;
  /** Certificate in PEM of the desk's own authority, when the certificate comes from there. */
  authority?: string | undefined;
  /** Where plain HTTP leads here; 0 takes a free one. */
  plainPort: number;
}

/** A desk that listens. */
export interface RunningDesk {
  readonly hub: Hub;
  readonly port: number;
  readonly plainPort: number | undefined;
  readonly stunPort: number;
  /** From the next connection on. */
  useCertificate(certificate: ServerCertificate): void;
  /** Says goodbye to everybody and ends; may be called again. */
  close(): Promise<void>;
}

/** So many sockets may be open that have not become a WebSocket, too. */
const mostConnections = 4_000;
/** A message longer than a desk takes is read, and refused by name, up to this; beyond it, the line is cut. */
const mostRead = 2 * mostRendezvous;

/**
 * Opens the desk: app, WebSocket, pages about itself, STUN.
 *
 * @throws NodeJS.ErrnoException with code EADDRINUSE when a port is taken
 */
export async function startDesk(parts: DeskParts): Promise<RunningDesk> {
  const { host, clock, names, version, secure } = parts;
  const begun = clock.now();
  const stun = await startStun(host, parts.stunPort, clock);
  const hub = new Hub({ clock, version, stunPort: stun.port });
  const site = deskSite({
    files: appFiles(parts.app),
    names,
    authority: secure?.authority,
    state: () => ({
      version,
      upSeconds: Math.round((clock.now() - begun) / 1000),
      hasOffice: hub.hasOffice,
      stunPort: stun.port,
      hub: hub.figures,
      stun: stun.figures,
      ...parts.notes?.(),
    }),
  });
  const opened: Server[] = [];
  let closing: Promise<unknown> | undefined;
  const close = async (): Promise<void> => {
    if (closing === undefined) {
      hub.close();
      stun.close();
      closing = Promise.all(opened.map(end));
    }
    await closing;
  };
  try {
    const main = secure === undefined ? createServer(site) : secureServer(site, secure.certificate);
    takeSockets(main, hub, names);
    await listen(main, parts.port, host);
    opened.push(main);
    let plain: Server | undefined;
    if (secure !== undefined) {
      plain = createServer(plainSite({ names, authority: secure.authority }, portOf(main)));
      await listen(plain, secure.plainPort, host);
      opened.push(plain);
    }
    return {
      hub,
      port: portOf(main),
      plainPort: plain && portOf(plain),
      stunPort: stun.port,
      useCertificate: ({ certificate, key }) =>
        (main as SecureServer).setSecureContext({ cert: certificate, key }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function secureServer(site: RequestListener, { certificate, key }: ServerCertificate): SecureServer {
  return createSecureServer({ cert: certificate, key, minVersion: 'TLSv1.2' }, site);
}

/** Hands WebSockets to the hub, if the page that opened them may. */
function takeSockets(server: Server, hub: Hub, names: readonly string[]): void {
  // Sealed bytes cannot be made smaller, and trying costs memory for each socket.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: mostRead, perMessageDeflate: false });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const { host, origin } = request.headers;
    if (!isAllowedHost(host, names)) refuse(socket, '421 Misdirected Request');
    else if (!isAllowedOrigin(origin, host)) refuse(socket, '403 Forbidden');
    else if (pathOf(request) !== socketPath) refuse(socket, '404 Not Found');
    else {
      const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:(?=\d)/, '');
      sockets.handleUpgrade(request, socket, head, (opened) => hub.take(opened, address));
    }
  });
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  server.maxConnections = mostConnections;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function end(server: Server): Promise<void> {
  const ended = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await ended;
}
