import type { WebSocket } from 'ws';
import type { SocketLike } from '../../../src/sync/desk-line.ts';
import { type Link, type LinkListener, mostLinkMessage } from '../../../src/sync/link.ts';
import type { Bytes, Wire } from './wire.ts';

/** An end of a wire as the exchange sees it: a direct connection. */
export function linkOn(wire: Wire, end: number): Link {
  let listener: LinkListener | undefined;
  let early: ((to: LinkListener) => void)[] = [];
  const tell = (say: (to: LinkListener) => void): void => {
    if (listener === undefined) early.push(say);
    else say(listener);
  };
  wire.use(end, {
    message: (bytes) => tell((to) => to.message(bytes)),
    drained: () => tell((to) => to.drained()),
    ended: () => tell((to) => to.ended()),
  });
  return {
    get waiting() {
      return wire.waiting(end);
    },
    listen(to) {
      listener = to;
      for (const say of early) say(to);
      early = [];
    },
    send(message) {
      if (message.length > mostLinkMessage) wire.close(end);
      else wire.send(end, message);
    },
    close: () => wire.close(end),
  };
}

/** An end of a wire as a browser's WebSocket. */
export function socketOn(wire: Wire, end: number): SocketLike & { opened(): void } {
  const listeners = new Map<string, ((event: object) => void)[]>();
  const tell = (type: string, event: object): void => {
    for (const listener of listeners.get(type) ?? []) listener(event);
  };
  wire.use(end, {
    message: (bytes) => tell('message', { data: bytes.slice().buffer }),
    drained: () => undefined,
    ended: () => tell('close', {}),
  });
  return {
    binaryType: 'arraybuffer',
    get bufferedAmount() {
      return wire.waiting(end);
    },
    addEventListener: (type, listener) =>
      void listeners.set(type, [...(listeners.get(type) ?? []), listener]),
    send: (bytes) => wire.send(end, bytes),
    close: () => wire.close(end),
    opened: () => tell('open', {}),
  };
}

/** An end of a wire as the desk's WebSocket, as far as a hub uses it. */
export function hubSocketOn(wire: Wire, end: number): WebSocket {
  const listeners = new Map<string, (...args: unknown[]) => void>();
  /** Not read for a while. */
  let held: Bytes[] | undefined;
  const message = (bytes: Bytes): void => listeners.get('message')?.(Buffer.from(bytes), true);
  wire.use(end, {
    message: (bytes) => {
      if (held === undefined) message(bytes);
      else held.push(bytes);
    },
    drained: () => undefined,
    ended: () => listeners.get('close')?.(),
  });
  const socket = {
    get bufferedAmount() {
      return wire.waiting(end);
    },
    on: (type: string, listener: (...args: unknown[]) => void) => void listeners.set(type, listener),
    send(bytes: Bytes, _options?: object, sent?: () => void) {
      wire.send(end, bytes, sent);
    },
    close: () => wire.close(end),
    terminate: () => wire.close(end),
    pause: () => void (held ??= []),
    resume() {
      const some = held ?? [];
      held = undefined;
      for (const bytes of some) message(bytes);
    },
    // A browser answers by itself, where it still is.
    ping: () => void (wire.isReachable(end) && listeners.get('pong')?.()),
  };
  return socket as unknown as WebSocket;
}
