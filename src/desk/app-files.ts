import { readFileSync, statSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { extname, join } from 'node:path';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { filesBelow } from './files-below.ts';
import { sendBytes } from './send-bytes.ts';

interface AppFile {
  body: Buffer;
  /** Names this content, for whoever has it already. */
  tag: string;
  headers: Record<string, string>;
}

const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html;charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/**
 * Answers with the files of the built app, and 404 for what is none. They are read once, now: what becomes of the
 * folder later, and how many ask at a time, is nothing to who asks. A range that is asked for gets the whole file.
 *
 * @param dir folder with the built app, a few megabytes
 * @throws NodeJS.ErrnoException when the folder cannot be read
 */
export function appFiles(dir: string): RequestListener {
  const files = new Map(Array.from(filesBelow(dir), ({ path }) => [`/${path}`, readFile(dir, path)]));
  return (request, response) => {
    response.setHeader('Content-Security-Policy', contentSecurityPolicy);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const file = files.get(fileName(request.url ?? ''));
    if (file === undefined) {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('404');
    } else if (isKnown(file.tag, request.headers['if-none-match'])) {
      const { ETag, 'Cache-Control': control } = file.headers;
      response.writeHead(304, { ETag, 'Cache-Control': control }).end();
    } else {
      response.writeHead(200, file.headers);
      if (request.method === 'HEAD') response.end();
      else sendBytes(response, file.body);
    }
  };
}

function readFile(dir: string, path: string): AppFile {
  const whole = join(dir, path);
  const { mtime } = statSync(whole);
  const body = readFileSync(whole);
  const tag = `"${body.length}-${mtime.getTime()}"`;
  // Built files carry their hash in their name; everything else must be asked for again.
  const forever = path.startsWith('assets/');
  const headers = {
    'Cache-Control': forever ? 'public, max-age=31536000, immutable' : 'no-cache',
    'Content-Length': String(body.length),
    'Content-Type': types[extname(path)] ?? 'application/octet-stream',
    'Last-Modified': mtime.toUTCString(),
    ETag: `W/${tag}`,
  };
  return { body, tag, headers };
}

/** The name that a path asks for; of a folder, its page. */
function fileName(url: string): string {
  let path = url.split('?', 1)[0]!;
  try {
    path = decodeURI(path);
  } catch {
    // Then it is the name of no file.
  }
  return path.endsWith('/') ? `${path}index.html` : path;
}

/** `If-None-Match`: tags with commas between them, weak or not (RFC 9110, section 13.1.2). */
const isKnown = (tag: string, header = ''): boolean =>
  header.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
