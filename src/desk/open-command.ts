import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Options } from './command-line.ts';
import { openInBrowser } from './open-in-browser.ts';
import { serveApp } from './serve-app.ts';
import type { DeskWords } from './words.ts';

/** The fixed port: the base belongs to the address, so another port would look like an empty base. */
const usualPort = 8317;

/** Serves the app to this machine and opens it with the sample office. */
export async function openCommand(
  _args: readonly string[],
  options: Options,
  words: DeskWords,
): Promise<number> {
  const port = options.port === undefined ? usualPort : Number(options.port);
  // This file ends up in dist/node, beside dist/app.
  const app = join(fileURLToPath(import.meta.url), '..', '..', 'app');
  try {
    await serveApp(app, port);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    console.error(words.portTaken(port));
    return 1;
  }
  const address = `http://127.0.0.1:${port}/?base=sample`;
  console.log(words.open(address));
  if (!options.quiet) openInBrowser(address);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  process.exit(0);
}
