import type { FromRtcTab, ToRtcTab, Unnumbered } from '../engine/rtc-protocol.ts';
import { RtcConnection } from './rtc-connection.ts';

/**
 * Holds the direct connections of an engine, which can make none itself. One tab of a browser does it; when that closes
 * another gets the lock, and calls are made anew.
 *
 * @param name of the base with what stands before it, such as `guiju:main`
 * @param give hands the engine the other end of the line
 * @returns ends all connections, and lets another tab take over
 */
export function serveRtc(name: string, give: (port: MessagePort) => void): () => void {
  // Without locks it would be unknown who leads; such a page has no WebCrypto either, and so no colleagues.
  if (!('locks' in navigator)) return () => undefined;
  const stop = new AbortController();
  const stopped = new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()));
  const lead = async (): Promise<void> => {
    const drop = holdConnections(give);
    await stopped;
    drop();
  };
  // Rejects when it is called off before the lock was had, which is no fault.
  navigator.locks.request(`${name}:rtc`, { signal: stop.signal }, lead).catch(() => undefined);
  return () => stop.abort();
}

/**
 * The connections themselves, without asking who leads.
 *
 * @returns ends all of them
 */
export function holdConnections(give: (port: MessagePort) => void): () => void {
  if (typeof RTCPeerConnection === 'undefined') return () => undefined;
  const { port1: port, port2 } = new MessageChannel();
  const connections = new Map<number, RtcConnection>();

  function begin({ id, begin: side, ice }: Extract<ToRtcTab, { begin: unknown }>): void {
    const say = (message: Unnumbered<FromRtcTab>, transfer: Transferable[] = []): void => {
      if ('ended' in message) connections.delete(id);
      port.postMessage({ id, ...message }, transfer);
    };
    try {
      connections.set(id, new RtcConnection(side, ice, say));
    } catch {
      say({ ended: true });
    }
  }

  port.addEventListener('message', ({ data }: MessageEvent<ToRtcTab>) => {
    if ('begin' in data) return begin(data);
    const connection = connections.get(data.id);
    if (connection === undefined) return;
    if ('frame' in data) connection.send(data.frame);
    else if ('took' in data) connection.took(data.took);
    else if ('description' in data) connection.describe(data.description);
    else if ('candidate' in data) connection.add(data.candidate);
    else {
      connections.delete(data.id);
      connection.close();
    }
  });
  port.start();

  const endAll = (): void => {
    for (const connection of Array.from(connections.values())) connection.end();
  };
  // Otherwise colleagues would learn only after some seconds of silence.
  addEventListener('pagehide', endAll);
  give(port2);
  return () => {
    endAll();
    port.close();
    removeEventListener('pagehide', endAll);
  };
}
