/** The engine as a shared worker: one for all tabs of this browser. */
import { systemClock } from '../sync/clock.ts';
import { startEngine } from './start-engine.ts';
import { serveCalls } from './serve-calls.ts';
import { TabRtc } from './tab-rtc.ts';
import type { FromEngine, ToEngine } from './protocol.ts';

/** What the types of a page do not know of a shared worker. */
interface SharedScope {
  name: string;
  addEventListener(type: 'connect', listener: (event: MessageEvent) => void): void;
}

const scope = globalThis as unknown as SharedScope;
const ports = new Set<MessagePort>();
const tell = (message: FromEngine): void => ports.forEach((port) => port.postMessage(message));
const rtc = new TabRtc(systemClock);
const engine = startEngine(scope.name, tell, rtc);
/** Held as long as this engine lives, so that tabs learn of its end. */
const life = `${scope.name}:engine:${crypto.randomUUID()}`;
const living = new Promise<void>((resolve) => {
  if (!('locks' in navigator)) return;
  void navigator.locks.request(life, () => {
    resolve();
    return new Promise(() => undefined);
  });
});

scope.addEventListener('connect', (event) => {
  const port = event.ports[0]!;
  const served = serveCalls(engine, { send: (message) => port.postMessage(message) });
  ports.add(port);
  let detach: (() => void) | undefined;
  port.addEventListener(
    'message',
    ({ data }: MessageEvent<ToEngine | { tab: string } | { rtc: MessagePort }>) => {
      if ('rtc' in data) {
        detach = rtc.attach(data.rtc);
        return;
      }
      if (!('tab' in data)) return served.receive(data);
      // The tab holds this lock as long as it lives.
      void navigator.locks.request(data.tab, () => {
        ports.delete(port);
        served.close();
        detach?.();
      });
    },
  );
  port.start();
  void living.then(() => port.postMessage({ engine: life }));
});
