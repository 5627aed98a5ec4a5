import type { Engine } from './engine.ts';
import type { OpinionsCalls, OpinionsTable } from './opinions-protocol.ts';
import { opinionsSheet, opinionsTable } from './opinions-table.ts';
import type { CallArgs } from './protocol.ts';
import type { EngineHandlers } from './serve-calls.ts';

/** The calls about rounds of opinions. */
export function opinionsHandlers({
  consultation,
  office,
}: Engine): Pick<EngineHandlers, keyof OpinionsCalls> {
  const { own, packages } = consultation;
  const table = async (what: CallArgs<'opinionsTable'>): Promise<OpinionsTable> =>
    opinionsTable(await consultation.view(what), office.roster.name, what.language);
  return {
    rounds: (what) => consultation.rounds(what),
    round: (what) => consultation.view(what),
    beginRound: (what) => consultation.begin(what),
    closeRound: (what) => consultation.closeRound(what),
    withdrawRound: (what) => consultation.withdraw(what),
    decideOpinions: (what) => consultation.decide(what),
    giveFeedback: (what) => consultation.giveFeedback(what),
    opinionsTable: (what) => table(what),
    opinionsSheet: async (what) => opinionsSheet(await table(what), what.language),
    opinionPlace: (what) => consultation.place(what),
    opinionsPackage: (what) => packages.make(what),
    readOpinions: (what) => packages.read(what),
    askedRounds: (what) => own.asked(what),
    consult: (what) => own.view(what),
    keepOpinions: (what) => own.keep(what),
    sendOpinions: (what) => own.send(what),
    withdrawOpinions: (what) => own.withdraw(what),
  };
}
