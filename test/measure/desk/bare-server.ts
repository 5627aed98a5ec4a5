import type { WebSocket, WebSocketServer } from 'ws';

/**
 * What a relay costs that does nothing but relay: a client says its number of four bytes, then messages that begin with
 * the number of the client that they are for.
 *
 * @returns how many messages were passed on
 */
export function passOn(server: WebSocketServer): () => number {
  const clients = new Map<number, WebSocket>();
  let messages = 0;
  server.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      const number = data.readUInt32BE(0);
      if (data.length === 4) {
        clients.set(number, socket);
        socket.on('close', () => clients.delete(number));
        socket.send(data);
        return;
      }
      messages += 1;
      clients.get(number)?.send(data);
    });
  });
  return () => messages;
}
