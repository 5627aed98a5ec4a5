import { createServer, type Server } from 'node:http';
import { appFiles } from './app-files.ts';

/**
 * Serves the built app on this machine only, without a desk: for measurements.
 *
 * @param dir folder with the built app
 * @param port TCP port of 127.0.0.1; 0 takes a free one
 * @returns the listening server
 * @throws NodeJS.ErrnoException with code EADDRINUSE when the port is taken
 */
export function serveApp(dir: string, port: number): Promise<Server> {
  const server = createServer(appFiles(dir));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
