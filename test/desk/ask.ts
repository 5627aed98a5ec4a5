import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';

export interface Asked {
  port: number;
  /** Of this machine; the usual one for itself when it is absent. */
  address?: string | undefined;
  method?: string;
  headers?: Record<string, string>;
  /** With TLS, and this authority. */
  ca?: string | undefined;
}

/** Asks this machine over a line of its own. */
export function ask(
  path: string,
  { port, address = '127.0.0.1', method = 'GET', headers = {}, ca }: Asked,
): Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const options = { host: address, port, path, method, headers, agent: false };
    const answer = (response: IncomingMessage): void => {
      const parts: Buffer[] = [];
      response.on('error', reject);
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts) }),
      );
    };
    const made = ca === undefined ? plainRequest(options, answer) : secureRequest({ ...options, ca }, answer);
    made.on('error', reject);
    made.end();
  });
}
