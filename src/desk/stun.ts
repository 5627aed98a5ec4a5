import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Clock } from '../sync/clock.ts';
import { stunAnswer } from './stun-message.ts';
import { TokenBucket } from './token-bucket.ts';

/** Tells devices under which address they are seen, so that they find each other where multicast is filtered. */
export interface StunResponder {
  readonly port: number;
  readonly figures: { answered: number; passedOver: number };
  close(): void;
}

/** The port that everybody expects (RFC 8489, section 18.6). */
export const usualStunPort = 3478;

/** Answers in all: a device asks a few times for each line it makes. */
const atOnce = 2_000;
const perSecond = 500;

/**
 * Listens on UDP.
 *
 * @param host address to listen on; `0.0.0.0` or `::` for all
 * @param port undefined for the usual one, or what is free when that is taken
 * @throws NodeJS.ErrnoException when the port cannot be had
 */
export async function startStun(
  host: string,
  port: number | undefined,
  clock: Clock,
): Promise<StunResponder> {
  let socket: Socket;
  try {
    socket = await listen(host, port ?? usualStunPort);
  } catch (error) {
    if (port !== undefined) throw error;
    socket = await listen(host, 0);
  }
  const bucket = new TokenBucket(atOnce, perSecond, clock.now());
  const figures = { answered: 0, passedOver: 0 };
  let pausedUntil = 0;
  socket.on('message', (request, { address, port: from }) => {
    const now = clock.now();
    const answer = now < pausedUntil ? undefined : stunAnswer(request, address, from);
    if (answer === undefined) {
      figures.passedOver += 1;
      return;
    }
    pausedUntil = now + bucket.take(1, now);
    figures.answered += 1;
    // It goes or it does not; who asked asks again.
    socket.send(answer, from, address, () => undefined);
  });
  // Such as a note of the system that nobody listens where an answer went.
  socket.on('error', () => undefined);
  return { port: socket.address().port, figures, close: () => void socket.close() };
}

function listen(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createSocket({ type: isIPv6(host) ? 'udp6' : 'udp4' });
    socket.once('error', (error) => {
      socket.close();
      reject(error);
    });
    socket.bind(port, host, () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });
}
