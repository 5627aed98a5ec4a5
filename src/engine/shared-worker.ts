/** The engine as a shared worker: one for all tabs of this browser. */
import { startEngine } from './start-engine.ts';
import { serveCalls } from './serve-calls.ts';
import type { FromEngine, ToEngine } from './protocol.ts';

/** What the types of a page do not know of a shared worker. */
interface SharedScope {
  name: string;
  addEventListener(type: 'connect', listener: (event: MessageEvent) => void): void;
}

const scope = globalThis as unknown as SharedScope;
const ports = new Set<MessagePort>();
const tell = (message: FromEngine): void => ports.forEach((port) => port.postMessage(message));
const engine = startEngine(scope.name, tell);

scope.addEventListener('connect', (event) => {
  const port = event.ports[0]!;
  const served = serveCalls(engine, { send: (message) => port.postMessage(message) });
  ports.add(port);
  port.addEventListener('message', ({ data }: MessageEvent<ToEngine | { tab: string }>) => {
    if (!('tab' in data)) return served.receive(data);
    // The tab holds this lock as long as it lives.
    void navigator.locks.request(data.tab, () => {
      ports.delete(port);
      served.close();
    });
  });
  port.start();
});
