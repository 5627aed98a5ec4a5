import type { Engine } from './engine.ts';
import type { EngineHandlers } from './serve-calls.ts';
import type { WaitingCalls } from './waiting-protocol.ts';

/** The calls about what the user of this device is to read. */
export function waitingHandlers({ waiting }: Engine): Pick<EngineHandlers, keyof WaitingCalls> {
  return {
    waiting: (what) => waiting.lines(what),
    toRead: (what) => waiting.toRead(what),
    acknowledge: (what) => waiting.acknowledge(what),
    readings: () => waiting.readings.all(),
  };
}
