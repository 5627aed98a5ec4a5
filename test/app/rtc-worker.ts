/** An engine's side of direct connections in a real worker, of either kind: answers one call and sends back what it hears. */
import { TabRtc } from '../../src/engine/tab-rtc.ts';
import { systemClock } from '../../src/sync/clock.ts';
import type { RtcCall } from '../../src/sync/rtc-port.ts';

export type ToEchoing = { rtc: MessagePort } | { signal: Uint8Array<ArrayBuffer> };
export type FromEchoing = { available: true } | { signal: Uint8Array<ArrayBuffer> };

interface Line {
  addEventListener(type: 'message', listener: (event: MessageEvent<ToEchoing>) => void): void;
  postMessage(message: FromEchoing): void;
  start?(): void;
}

const rtc = new TabRtc(systemClock);

function serve(line: Line): void {
  let call: RtcCall | undefined;
  line.addEventListener('message', ({ data }) => {
    if ('rtc' in data) {
      rtc.attach(data.rtc);
      line.postMessage({ available: true });
      return;
    }
    call ??= rtc.answer(
      {
        signal: (signal) => line.postMessage({ signal }),
        link: (link) =>
          link.listen({
            message: (bytes) => link.send(bytes),
            drained: () => undefined,
            ended: () => undefined,
          }),
        failed: () => undefined,
      },
      [],
    );
    call.signal(data.signal);
  });
  line.start?.();
}

if ('onconnect' in globalThis) {
  addEventListener('connect', (event) => serve((event as MessageEvent).ports[0]!));
} else serve(globalThis);
