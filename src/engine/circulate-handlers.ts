import type { CirculateCalls } from './circulate-protocol.ts';
import type { Engine } from './engine.ts';
import type { EngineHandlers } from './serve-calls.ts';

/** The calls about sending editions to those who must read them. */
export function circulateHandlers(engine: Engine): Pick<EngineHandlers, keyof CirculateCalls> {
  const { sending } = engine;
  return {
    prepareCirculate: (what) => sending.prepare(what),
    circulate: (order) => sending.circulate(order),
    exempt: (what) => sending.exempt(what),
    closeCirculation: (what) => sending.close(what),
    withdrawCirculation: (what) => sending.withdraw(what),
    calendar: ({ year }) => sending.daysOff.view(year),
    saveCalendar: (what) => sending.daysOff.save(what),
    readersOf: (what) => sending.readersOf(what),
  };
}
