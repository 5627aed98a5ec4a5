import { createServer, type RequestListener, type Server } from 'node:http';
import sirv from 'sirv';
import { contentSecurityPolicy } from './content-security-policy.ts';

/**
 * Answers with the files of the built app, and 404 for what is none.
 *
 * @param dir folder with the built app
 */
export function appFiles(dir: string): RequestListener {
  const files = sirv(dir, {
    etag: true,
    setHeaders(response, path) {
      // Built files carry their hash in their name; everything else must be asked for again.
      const forever = path.startsWith('/assets/');
      response.setHeader('Cache-Control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return (request, response) => {
    response.setHeader('Content-Security-Policy', contentSecurityPolicy);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    files(request, response, () => {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('404');
    });
  };
}

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
