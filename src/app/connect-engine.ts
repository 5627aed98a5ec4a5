import type { FromEngine, ToEngine } from '../engine/protocol.ts';
import { EngineLink } from './engine-link.ts';
import { holdConnections, serveRtc } from './serve-rtc.ts';

/**
 * Finds the one engine of this browser, or starts it.
 *
 * Where shared workers exist all tabs speak to the same one. Where they are missing every tab starts a
 * worker, one of these becomes the engine and the others pass messages on to it (`dedicated-worker.ts`).
 *
 * @param base name of the base, which is also the name of its database
 */
export function connectEngine(base: string): EngineLink {
  const name = `guiju:${base}`;
  if (typeof SharedWorker === 'function') {
    return new EngineLink((receive, lost) => {
      const worker = new SharedWorker(new URL('../engine/shared-worker.ts', import.meta.url), {
        type: 'module',
        name,
      });
      const stopRtc = serveRtc(name, (port) => worker.port.postMessage({ rtc: port }, [port]));
      const ended = (): void => {
        stopRtc();
        lost();
      };
      worker.port.addEventListener('message', ({ data }: MessageEvent<FromEngine | { engine: string }>) => {
        if ('gone' in data) stopRtc();
        if (!('engine' in data)) receive(data);
        // The engine holds this lock as long as it lives; that it has ended is told by nothing else.
        else void navigator.locks.request(data.engine, ended);
      });
      // It could not be loaded.
      worker.addEventListener('error', ended);
      worker.port.start();
      // A tab that closes cannot say so by itself; the engine watches this lock to learn of it.
      if ('locks' in navigator) {
        const lock = `${name}:tab:${crypto.randomUUID()}`;
        void navigator.locks.request(lock, () => {
          worker.port.postMessage({ tab: lock });
          return new Promise(() => undefined);
        });
      }
      return (message: ToEngine) => worker.port.postMessage(message);
    });
  }
  return new EngineLink((receive, lost) => {
    const worker = new Worker(new URL('../engine/dedicated-worker.ts', import.meta.url), {
      type: 'module',
      name,
    });
    // Of all these workers only the engine makes connections: its own tab holds them, and no other need lead.
    const drop = holdConnections((port) => worker.postMessage({ rtc: port }, [port]));
    worker.addEventListener('message', (event: MessageEvent<FromEngine>) => {
      receive(event.data);
      if (!('gone' in event.data)) return;
      drop();
      worker.terminate();
    });
    worker.addEventListener('error', (event) => {
      // A script that cannot be loaded; an error within a running one has an event of its own kind and ends nothing.
      if (event instanceof ErrorEvent) return;
      drop();
      lost();
    });
    return (message: ToEngine) => worker.postMessage(message);
  });
}
