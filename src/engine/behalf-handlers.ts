import type { BehalfCalls } from './behalf-protocol.ts';
import type { Engine } from './engine.ts';
import type { EngineHandlers } from './serve-calls.ts';

/** The calls about what is said for others. */
export function behalfHandlers({ behalf }: Engine): Pick<EngineHandlers, keyof BehalfCalls> {
  return {
    relays: (what) => behalf.relays(what),
    receive: (what) => behalf.receive(what),
    relay: (what) => behalf.relay(what),
    missingMembers: (what) => behalf.missingMembers(what),
    onBehalf: (what) => behalf.onBehalf(what),
    photo: (what) => behalf.photo(what),
  };
}
