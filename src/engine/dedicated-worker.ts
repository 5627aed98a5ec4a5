/**
 * The engine where shared workers are missing. Every tab starts this worker; the one that gets the lock
 * is the engine, and the workers of the other tabs pass messages on to it over a BroadcastChannel.
 *
 *     tab A ── worker A (holds the lock: engine) ─┐
 *     tab B ── worker B (relay) ──────────────────┴─ BroadcastChannel
 *
 * When the engine's tab closes, the lock falls to another worker, which announces itself; calls that were
 * under way are asked again.
 */
import { systemClock } from '../sync/clock.ts';
import type { FromEngine, ToEngine } from './protocol.ts';
import { serveCalls } from './serve-calls.ts';
import { startEngine } from './start-engine.ts';
import { TabRtc } from './tab-rtc.ts';

type OnChannel =
  | { to: 'engine'; from: string; message: ToEngine }
  | { to: 'tab'; tab: string; message: FromEngine }
  | { to: 'all'; message: FromEngine }
  | { to: 'tabs'; leader: true };

const base = self.name;
const me = crypto.randomUUID();
const channel = new BroadcastChannel(base);
const post = (message: FromEngine): void => self.postMessage(message);
const say = (message: OnChannel): void => channel.postMessage(message);

/** Calls without an answer, so that a new engine can be asked again. */
const open = new Map<number, ToEngine>();
let deliver = (message: ToEngine): void => say({ to: 'engine', from: me, message });

/** Held by this worker's own tab, which ends when that does. */
const rtc = new TabRtc(systemClock);

self.addEventListener('message', ({ data }: MessageEvent<ToEngine | { rtc: MessagePort }>) => {
  if ('rtc' in data) {
    rtc.attach(data.rtc);
    return;
  }
  if ('call' in data) open.set(data.id, data);
  deliver(data);
});

function toTab(message: FromEngine): void {
  if ('id' in message && !('progress' in message)) open.delete(message.id);
  post(message);
}

channel.addEventListener('message', ({ data }: MessageEvent<OnChannel>) => {
  if (data.to === 'tab' && data.tab === me) toTab(data.message);
  if (data.to === 'all') post(data.message);
  if (data.to === 'tabs') for (const message of open.values()) deliver(message);
});

void navigator.locks.request(`${base}:leader`, () => {
  const engine = startEngine(
    base,
    (message) => {
      post(message);
      say({ to: 'all', message });
    },
    rtc,
  );
  const own = serveCalls(engine, { send: toTab });
  const others = new Map<string, ReturnType<typeof serveCalls>>();
  channel.addEventListener('message', ({ data }: MessageEvent<OnChannel>) => {
    if (data.to !== 'engine') return;
    let served = others.get(data.from);
    if (served === undefined) {
      const tab = data.from;
      served = serveCalls(engine, { send: (message) => say({ to: 'tab', tab, message }) });
      others.set(tab, served);
    }
    served.receive(data.message);
  });
  deliver = (message) => own.receive(message);
  for (const message of open.values()) deliver(message);
  say({ to: 'tabs', leader: true });
  return new Promise(() => undefined);
});
