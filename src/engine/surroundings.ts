import type { RtcPort } from '../sync/rtc-port.ts';
import type { DeskRoad } from './find-desk.ts';

/** What there is around an engine that stays: ways to other devices. */
export interface Surroundings {
  /** Looks for the desk that the app came from, see `findDesk`; absent at the desk itself. */
  findDesk?: (() => Promise<DeskRoad | undefined>) | undefined;
  /** Direct lines, where there is a browser. */
  rtc?: RtcPort | undefined;
  /** This is the desk: it is always there, and witnesses at once what comes in. */
  isDesk?: boolean;
}
