import type { EditingOnPage } from '../browser/editing/editing.ts';
import type { Replay } from '../browser/editing/replay.ts';
import { median } from '../percentile.ts';
import type { EditingPage } from './page.ts';

/** On the page. */
declare const editing: EditingOnPage;

export interface ReplayFigures {
  traceEdits: number;
  traceMs: number;
  peerTraceMs: number;
  /** The same in milliseconds of processor. */
  traceCpuMs: number;
  peerTraceCpuMs: number;
  traceSavedBytes: number;
  peerTraceSavedBytes: number;
  traceLoadMs: number;
  peerTraceLoadMs: number;
  traceLength: number;
}

/** Replays a trace in the product and in the peer by turns, a fresh editor each time. */
export async function replaying(
  { page, processorMs }: EditingPage,
  edits: number,
  rounds: number,
): Promise<ReplayFigures> {
  const seed = 20_260_301;
  const got = { own: [], peer: [] } as Record<'own' | 'peer', (Replay & { cpuMs: number })[]>;
  for (let round = 0; round < rounds; round++) {
    for (const who of round % 2 === 0 ? (['own', 'peer'] as const) : (['peer', 'own'] as const)) {
      const before = await processorMs();
      const replay = await page.evaluate(([who, seed, edits]) => editing.replay(who, seed, edits), [
        who,
        seed,
        edits,
      ] as const);
      const one = { ...replay, cpuMs: (await processorMs()) - before };
      got[who].push(one);
      console.error(`${who}: ${JSON.stringify(one)}`);
    }
  }
  const of = (who: 'own' | 'peer', key: 'ms' | 'cpuMs' | 'loadMs' | 'savedBytes'): number =>
    Number(median(got[who].map((one) => one[key])).toFixed(1));
  return {
    traceEdits: edits,
    traceMs: of('own', 'ms'),
    peerTraceMs: of('peer', 'ms'),
    traceCpuMs: of('own', 'cpuMs'),
    peerTraceCpuMs: of('peer', 'cpuMs'),
    traceSavedBytes: of('own', 'savedBytes'),
    peerTraceSavedBytes: of('peer', 'savedBytes'),
    traceLoadMs: of('own', 'loadMs'),
    peerTraceLoadMs: of('peer', 'loadMs'),
    traceLength: got.own[0]!.length,
  };
}
