import type { ServerResponse } from 'node:http';

/** So much waits for one reader at most, and again what the system holds: TLS makes a sealed copy of all it is given. */
const piece = 64 * 1024;

/** Sends a body as fast as it is taken, and ends the answer. */
export function sendBytes(response: ServerResponse, body: Uint8Array): void {
  let at = 0;
  const go = (): void => {
    while (at < body.length) {
      const next = body.subarray(at, at + piece);
      at += next.length;
      if (!response.write(next)) {
        response.once('drain', go);
        return;
      }
    }
    response.end();
  };
  go();
}
