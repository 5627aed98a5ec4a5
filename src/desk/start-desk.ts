import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../sync/clock.ts';
import { appFiles } from './app-files.ts';
import type { ServerCertificate } from './certificate-authority.ts';
import { deskSite, plainSite } from './desk-site.ts';
import { guardedListener } from './guarded-listener.ts';
import type { DeskNotes } from './desk-metrics.ts';
import { Hub } from './hub.ts';
import { OpenSockets } from './open-sockets.ts';
import { type SocketLimits, usualSocketLimits } from './socket-limits.ts';
import { startStun } from './stun.ts';
import { takeWebSockets } from './take-web-sockets.ts';

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
  limits?: Partial<SocketLimits> | undefined;
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

/**
 * Opens the desk: app, WebSocket, pages about itself, STUN.
 *
 * @throws NodeJS.ErrnoException with code EADDRINUSE when a port is taken
 */
export async function startDesk(parts: DeskParts): Promise<RunningDesk> {
  const { host, clock, names, version, secure } = parts;
  const limits = { ...usualSocketLimits, ...parts.limits };
  const begun = clock.now();
  const files = appFiles(parts.app);
  const stun = await startStun(host, parts.stunPort, clock);
  const hub = new Hub({ clock, version, stunPort: stun.port });
  const sockets = new OpenSockets(limits.sockets);
  const pages = deskSite({
    files,
    names,
    authority: secure?.authority,
    state: () => ({
      version,
      upSeconds: Math.round((clock.now() - begun) / 1000),
      hasOffice: hub.hasOffice,
      stunPort: stun.port,
      sockets: sockets.size,
      hub: hub.figures,
      stun: stun.figures,
      ...parts.notes?.(),
    }),
  });
  const site = guardedListener(pages);
  const opened: Server[] = [];
  const open = async (server: Server, port: number): Promise<Server> => {
    server.timeout = limits.quiet;
    server.on('connection', (socket) => sockets.take(socket));
    await listen(server, port, host);
    opened.push(server);
    return server;
  };
  let closing: Promise<unknown> | undefined;
  const close = async (): Promise<void> => {
    if (closing === undefined) {
      hub.close();
      stun.close();
      const ended = opened.map((server) => new Promise((resolve) => server.close(resolve)));
      // WebSockets hear why, and have a moment to close by themselves.
      sockets.endPassing();
      closing = Promise.all(ended);
    }
    await closing;
  };
  try {
    const main = secure === undefined ? createServer(site) : secureServer(site, secure.certificate, limits);
    takeWebSockets(main, { hub, names, sockets, quiet: limits.quiet });
    await open(main, parts.port);
    const plain =
      secure &&
      (await open(
        createServer(guardedListener(plainSite({ names, authority: secure.authority }, portOf(main)))),
        secure.plainPort,
      ));
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

function secureServer(
  site: RequestListener,
  { certificate, key }: ServerCertificate,
  { handshake }: SocketLimits,
): SecureServer {
  const options = { cert: certificate, key, minVersion: 'TLSv1.2', handshakeTimeout: handshake } as const;
  return createSecureServer(options, site);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      // Such as too many open files for one more; whoever wanted in asks again.
      server.on('error', (error) => console.error(error.message));
      resolve();
    });
  });
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
