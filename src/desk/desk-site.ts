import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { isAllowedHost } from './allowed-host.ts';
import { authorityPages } from './authority-pages.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { deskMetrics, type DeskState } from './desk-metrics.ts';
import { type DeskPath, isDeskPath } from './desk-paths.ts';
import { isLoopback } from './private-networks.ts';

export interface SiteParts {
  /** Answers with the app. */
  files: RequestListener;
  /** Names under which the desk may be asked, besides addresses and `localhost`. */
  names: readonly string[];
  state: () => DeskState;
  /** Certificate of the desk's own authority in PEM, if it has one. */
  authority?: string | undefined;
}

/** Path of the desk's WebSocket. */
export const socketPath = '/desk' satisfies DeskPath;

type Page = { type: string; body: string | Uint8Array };

/** What the desk answers over HTTP: the app, and a few pages about itself. */
export function deskSite(parts: SiteParts): RequestListener {
  const authority = parts.authority === undefined ? {} : authorityPages(parts.authority);
  return (request, response) => {
    if (!isAllowedHost(request.headers.host, parts.names)) {
      refuseHost(response);
      return;
    }
    const path = pathOf(request);
    const page = isDeskPath(path) ? (authority[path] ?? ownPage(path, parts.state, request)) : undefined;
    if (page === undefined) parts.files(request, response);
    else sendPage(page, request, response);
  };
}

/**
 * Beside a desk that speaks TLS, in plain HTTP: only how to come to trust it, and the way to it.
 *
 * @param securePort where the desk itself is
 */
export function plainSite(
  parts: Pick<SiteParts, 'names' | 'authority'>,
  securePort: number,
): RequestListener {
  const authority = parts.authority === undefined ? {} : authorityPages(parts.authority);
  return (request, response) => {
    if (!isAllowedHost(request.headers.host, parts.names)) {
      refuseHost(response);
      return;
    }
    const path = pathOf(request);
    const page = isDeskPath(path) ? authority[path] : undefined;
    if (page !== undefined) {
      sendPage(page, request, response);
      return;
    }
    const host = request.headers.host!.replace(/:\d+$/, '');
    response.writeHead(307, { Location: `https://${host}:${securePort}/` }).end();
  };
}

/** The path that is asked for, without what stands after `?`. */
export const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?', 1)[0]!;

function ownPage(path: DeskPath, state: () => DeskState, request: IncomingMessage): Page | undefined {
  switch (path) {
    case '/health': {
      const { version, upSeconds, hasOffice, awaited, authority } = state();
      return json({
        ok: true,
        version,
        upSeconds,
        mode: hasOffice ? 'office' : 'relay-only',
        // Whom it waits for is for who runs it, and stands in its terminal.
        ...(awaited !== undefined && { restored: { signs: false, waitsForDevices: awaited } }),
        ...(authority && { authority: { is: authority.is, until: new Date(authority.until).toISOString() } }),
      });
    }
    case '/desk.json': {
      const { version, stunPort, hasOffice } = state();
      return json({ version, relay: socketPath, stunPort, isDevice: hasOffice });
    }
    case '/metrics':
      // How many people are about and how much they do is for who runs the desk.
      if (!isLoopback(request.socket.remoteAddress ?? '')) return undefined;
      return { type: 'text/plain; version=0.0.4; charset=utf-8', body: deskMetrics(state()) };
    default:
      return undefined;
  }
}

const json = (value: unknown): Page => ({
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
});

function refuseHost(response: ServerResponse): void {
  response.writeHead(421, { 'Content-Type': 'text/plain; charset=utf-8' }).end('421');
}

function sendPage({ type, body }: Page, request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  response.writeHead(200, {
    'Content-Type': type,
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
