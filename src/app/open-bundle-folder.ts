import { aloneInBrowser } from './alone-in-browser.ts';
import type { App } from './app.ts';
import { BundleFolder } from './bundle-folder.ts';
import { folderMemory } from './folder-memory.ts';

/** The chosen folder of a base, if there is one; from now on it gets its bundles when they are due. */
export async function openBundleFolder(app: Pick<App, 'base' | 'ask'>): Promise<BundleFolder> {
  const name = `guiju:${app.base}`;
  const folder = await BundleFolder.open({
    memory: folderMemory(name),
    make: async (since) => {
      const {
        name: file,
        bytes,
        mark,
      } = await app.ask('nextBundle', since === undefined ? {} : { after: since });
      return { name: file, content: new Blob([bytes.slice()]), mark };
    },
    // Should the engine have ended just now, the next bundle says the same for this one.
    kept: (mark) => void app.ask('bundleKept', { mark }).catch(() => undefined),
    now: () => Date.now(),
    alone: (task) => aloneInBrowser(`${name}:bundle-folder`, task),
  });
  folder.start();
  return folder;
}
