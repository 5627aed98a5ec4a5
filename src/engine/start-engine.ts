import { automergeForBrowser } from '../store/automerge-browser.ts';
import { openIdbStorage } from '../store/idb-storage.ts';
import type { RtcPort } from '../sync/rtc-port.ts';
import { createEngine } from './engine.ts';
import { handlersOf } from './handlers.ts';
import { findDesk } from './find-desk.ts';
import type { FromEngine } from './protocol.ts';
import type { EngineHandlers } from './serve-calls.ts';

/**
 * Opens the base in this worker.
 *
 * @param name of the database, such as `guiju:main`
 * @param tell reaches all tabs
 * @param rtc direct connections, which a tab holds
 */
export async function startEngine(
  name: string,
  tell: (message: FromEngine) => void,
  rtc: RtcPort,
): Promise<EngineHandlers> {
  const open = async (): Promise<EngineHandlers> => {
    const storage = await openIdbStorage(name, {
      onGone() {
        // Every further call would fail, and what is in memory may not be true any more: an engine that begins
        // anew reads everything again.
        tell({ gone: true });
        self.close();
      },
    });
    const engine = await createEngine({
      storage,
      startAutomerge: automergeForBrowser,
      tell,
      surroundings: { findDesk: () => findDesk(self.location.origin), rtc },
    });
    // Only a convenience: a base that cannot be read says so when it is asked.
    void engine.readAhead().catch(() => undefined);
    return handlersOf(engine);
  };
  if (!('locks' in navigator)) return open();
  // While an older version of the app still runs in another tab, its engine holds the base; two at once would
  // write over each other. It goes when that tab is closed or loaded again.
  return new Promise((resolve, reject) => {
    void navigator.locks.request(`${name}:engine`, () => {
      const engine = open();
      engine.then(resolve, reject);
      return new Promise(() => undefined);
    });
  });
}
