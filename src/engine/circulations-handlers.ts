import type { CirculationsCalls } from './circulations-protocol.ts';
import type { Engine } from './engine.ts';
import type { EngineHandlers } from './serve-calls.ts';

/** The calls about who has read what. */
export function circulationsHandlers({ lists }: Engine): Pick<EngineHandlers, keyof CirculationsCalls> {
  return {
    oversees: () => lists.oversees,
    circulations: (what) => lists.circulations(what),
    circulation: (what) => lists.circulation(what),
    personStanding: (what) => lists.personStanding(what),
    matrix: (what) => lists.matrix(what),
    person: (what) => lists.person(what),
    unit: (what) => lists.unit(what),
    trend: (what) => lists.trend(what),
    reminders: (what) => lists.reminders(what),
    escalations: (what) => lists.escalations(what),
    replies: () => lists.replies(),
  };
}
