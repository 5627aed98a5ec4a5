import type { CirculationsCalls } from './circulations-protocol.ts';
import type { Engine } from './engine.ts';
import type { EngineHandlers } from './serve-calls.ts';

/** The calls about who has read what. */
export function circulationsHandlers({ lists }: Engine): Pick<EngineHandlers, keyof CirculationsCalls> {
  return {
    circulations: (what) => lists.circulations(what),
  };
}
