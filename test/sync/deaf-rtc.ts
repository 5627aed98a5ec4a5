import type { RtcPort } from '../../src/sync/rtc-port.ts';

/** A browser whose calls never come about. */
export const deafRtc: RtcPort = {
  available: true,
  onAvailable: () => () => undefined,
  call(events) {
    events.signal(new Uint8Array(1));
    return { signal: () => undefined, close: () => undefined };
  },
  answer: () => ({ signal: () => undefined, close: () => undefined }),
  offerCode: () => {
    throw new Error('nobody carries codes here');
  },
  answerCode: () => undefined,
};
