import { WebSocket } from 'ws';
import { decodeFromDesk, encodeToDesk, lanes } from '../../../src/sync/rendezvous.ts';
import { connectAs, room } from './clients.ts';

/** Clients that strain a desk come from an address of their own. */
const place = 30_000;

async function enter(url: string, into = room): Promise<{ socket: WebSocket; peers: number[] }> {
  const socket = connectAs(place)(url);
  const peers: number[] = [];
  socket.binaryType = 'arraybuffer';
  const isIn = new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (data: ArrayBuffer) => {
      const message = decodeFromDesk(new Uint8Array(data));
      if (message?.kind === 'welcome') resolve();
      if (message?.kind === 'came') peers.push(message.peer);
    });
  });
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(encodeToDesk({ kind: 'enter', room: into, presence: new Uint8Array(32) }));
  await isIn;
  return { socket, peers };
}

/** Comes and goes, one time after the other, in a room that nobody else is in: others would have to be told each time. */
export async function comeAndGo(url: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    const { socket } = await enter(url, new Uint8Array(16).fill(8));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.close();
    await closed;
  }
}

/** Sends as much as the network takes to one of the room, who wants none of it, until it is told to stop. */
export async function flood(url: string): Promise<{ stop: () => number }> {
  const { socket, peers } = await enter(url);
  const peer = peers[peers.length - 1] ?? 1;
  const message = encodeToDesk({ kind: 'to', peer, lane: lanes.signal, bytes: new Uint8Array(200) });
  let sent = 0;
  let isOver = false;
  const more = (): void => {
    if (isOver || socket.readyState !== WebSocket.OPEN) return;
    for (let i = 0; i < 500 && socket.bufferedAmount < 1_000_000; i++) {
      socket.send(message.slice());
      sent += 1;
    }
    setTimeout(more, 1);
  };
  more();
  return {
    stop() {
      isOver = true;
      socket.terminate();
      return sent;
    },
  };
}
