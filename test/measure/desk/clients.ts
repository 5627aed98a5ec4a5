import { WebSocket } from 'ws';
import { systemClock } from '../../../src/sync/clock.ts';
import { DeskLine } from '../../../src/sync/desk-line.ts';
import type { Link } from '../../../src/sync/link.ts';

/** Clients of a server that can send each other bytes. */
export interface Clients {
  /** Sends from one to another, both by their place. */
  send(from: number, to: number, bytes: Uint8Array<ArrayBuffer>): void;
  close(): void;
}

export const room = new Uint8Array(16).fill(7);

/** One address of this machine has at most so many clients, as with a desk in use. */
const perAddress = 150;

export const connectAs =
  (place: number) =>
  (url: string): WebSocket =>
    new WebSocket(url, {
      localAddress: `127.0.0.${2 + Math.floor(place / perAddress)}`,
      perMessageDeflate: false,
    });

function presenceOf(place: number): Uint8Array<ArrayBuffer> {
  const presence = new Uint8Array(32);
  new DataView(presence.buffer).setUint32(0, place);
  return presence;
}

/**
 * Clients of a desk in one room, over relay links as devices have them.
 *
 * @param editing so many send to as many others
 * @param heard bytes that came through
 */
export async function deskClients(
  url: string,
  count: number,
  editing: number,
  heard: (bytes: Uint8Array) => void,
): Promise<Clients> {
  const links: (Link | undefined)[] = [];
  const lines: DeskLine[] = [];
  const listen = (link: Link): void =>
    link.listen({ message: heard, drained: () => undefined, ended: () => undefined });
  let met = 0;
  const all = new Promise<void>((resolve) => {
    for (let place = 0; place < count; place++) {
      const line: DeskLine = new DeskLine({
        url,
        connect: connectAs(place),
        clock: systemClock,
        enter: () => ({ room, presence: presenceOf(place) }),
        events: {
          state: () => undefined,
          met(peer, presence) {
            const other = new DataView(presence.buffer, presence.byteOffset).getUint32(0);
            if (place < editing && other === place + editing) listen((links[place] = line.open(peer)));
            met += 1;
            if (met === count * (count - 1)) resolve();
          },
          left: () => undefined,
          linked: (_, link) => listen(link),
          signalled: () => undefined,
        },
      });
      lines.push(line);
    }
  });
  await all;
  return {
    send: (from, _, bytes) => links[from]!.send(bytes),
    close() {
      for (const line of lines) line.close();
    },
  };
}

/** Clients of the bare server. */
export async function bareClients(
  url: string,
  count: number,
  heard: (bytes: Uint8Array) => void,
): Promise<Clients> {
  const sockets = await Promise.all(
    Array.from({ length: count }, async (_, place) => {
      const socket = connectAs(place)(url);
      await new Promise((resolve) => socket.once('open', resolve));
      socket.send(u32(place));
      await new Promise((resolve) => socket.once('message', resolve));
      socket.on('message', (data: Buffer) => heard(new Uint8Array(data.subarray(4))));
      return socket;
    }),
  );
  return {
    send: (from, to, bytes) => sockets[from]!.send(Buffer.concat([u32(to), bytes])),
    close() {
      for (const socket of sockets) socket.close();
    },
  };
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
