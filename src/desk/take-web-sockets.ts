import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import { mostRendezvous } from '../sync/rendezvous.ts';
import { isAllowedHost, isAllowedOrigin } from './allowed-host.ts';
import { pathOf, socketPath } from './desk-site.ts';
import type { Hub } from './hub.ts';
import type { OpenSockets } from './open-sockets.ts';

export interface WebSocketParts {
  hub: Hub;
  /** Names under which the desk may be asked, besides addresses and `localhost`. */
  names: readonly string[];
  sockets: OpenSockets;
  /** Milliseconds in which something has to happen until a socket is a WebSocket. */
  quiet: number;
}

/** A message longer than a desk takes is read, and refused by name, up to this; beyond it, the line is cut. */
const mostRead = 2 * mostRendezvous;

/** Hands WebSockets to the hub, if the page that opened them may. */
export function takeWebSockets(server: Server, parts: WebSocketParts): void {
  const { hub, names, sockets, quiet } = parts;
  // Sealed bytes cannot be made smaller, and trying costs memory for each socket.
  const opening = new WebSocketServer({ noServer: true, maxPayload: mostRead, perMessageDeflate: false });
  server.on('upgrade', (request, _, head) => {
    const { socket } = request;
    socket.on('error', () => socket.destroy());
    // The server looks after it no more; a WebSocket begins by calling this off.
    socket.setTimeout(quiet, () => socket.destroy());
    const refusal = refusalOf(request, names);
    if (refusal !== undefined) {
      refuse(socket, refusal);
      return;
    }
    const address = (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d)/, '');
    try {
      opening.handleUpgrade(request, socket, head, (opened) => {
        if (hub.take(opened, address)) sockets.keep(socket);
      });
    } catch (error) {
      console.error(error);
      socket.destroy();
    }
  });
}

function refusalOf(request: IncomingMessage, names: readonly string[]): string | undefined {
  const { host, origin } = request.headers;
  if (!isAllowedHost(host, names)) return '421 Misdirected Request';
  if (!isAllowedOrigin(origin, host)) return '403 Forbidden';
  return pathOf(request) === socketPath ? undefined : '404 Not Found';
}

/** Says so and ends, whether the other side does or not. */
function refuse(socket: Socket, status: string): void {
  const answer = `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
  socket.end(answer, () => socket.destroy());
}
