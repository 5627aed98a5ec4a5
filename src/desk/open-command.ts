import { systemClock } from '../sync/clock.ts';
import { appFolder, appVersion } from './app-folder.ts';
import type { Options } from './command-line.ts';
import { portOf, usualPort } from './desk-options.ts';
import { openInBrowser } from './open-in-browser.ts';
import { startDesk } from './start-desk.ts';
import { untilAskedToStop } from './until-asked-to-stop.ts';
import type { DeskWords } from './words.ts';

/** Serves the app to this machine with a desk that only passes on, and opens it with the sample office. */
export async function openCommand(
  _args: readonly string[],
  options: Options,
  words: DeskWords,
): Promise<number> {
  const port = portOf(options.port, words) ?? usualPort;
  const stunPort = portOf(options['stun-port'], words);
  const host = '127.0.0.1';
  let desk;
  try {
    desk = await startDesk({
      app: appFolder(),
      version: appVersion(),
      clock: systemClock,
      host,
      port,
      names: [],
      stunPort,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    console.error(words.portTaken(port));
    return 1;
  }
  const address = `http://${host}:${desk.port}/?base=sample`;
  console.log(words.open(address));
  if (!options.quiet) openInBrowser(address);
  await untilAskedToStop();
  await desk.close();
  return 0;
}
