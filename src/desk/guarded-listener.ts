import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';

/** Browsers ask for one thing at a time on a line; each question that waits for the answer before it costs memory. */
const mostUnanswered = 8;

/**
 * A listener that no request can make more of than it is: what it throws is said in the log and answered with 500,
 * and who asks on and on without taking the answers loses the line.
 */
export function guardedListener(listener: RequestListener): RequestListener {
  const unanswered = new WeakMap<Socket, number>();
  const change = (socket: Socket, by: number): number => {
    const now = (unanswered.get(socket) ?? 0) + by;
    unanswered.set(socket, now);
    return now;
  };
  return (request, response) => {
    const { socket } = request;
    response.once('close', () => change(socket, -1));
    if (change(socket, 1) > mostUnanswered) {
      socket.destroy();
      return;
    }
    try {
      listener(request, response);
    } catch (error) {
      console.error(error);
      if (response.headersSent) socket.destroy();
      else response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' }).end('500');
    }
  };
}
