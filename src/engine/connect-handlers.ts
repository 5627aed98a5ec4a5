import type { ConnectCalls } from './connect-protocol.ts';
import type { Engine } from './engine.ts';
import type { EngineHandlers } from './serve-calls.ts';

/** The calls about other devices. */
export function connectHandlers(engine: Engine): Pick<EngineHandlers, keyof ConnectCalls> {
  return {
    connections: () => engine.others.connections.view(),
    reconnect: () => engine.others.wake(),
    pairing: () => engine.others.pairing(),
    invite: (what) => engine.others.admitting.invite(what),
    cancelInvitation: (what) => engine.others.admitting.cancel(what),
    join: (what) => engine.others.joining.start(what),
    answerDigits: (what) => engine.others.answerDigits(what),
    endPairing: (what) => engine.others.endPairing(what),
    makeRequest: (what) => engine.others.files.request(what),
    readRequest: (what) => engine.others.files.look(what),
    admitRequest: (what) => engine.others.files.admit(what),
    takeAnswer: (what) => engine.others.files.take(what),
    offerCode: (what) => engine.others.offerCode(what),
    acceptAnswer: (what) => engine.others.acceptAnswer(what),
    answerCode: (what) => engine.others.answerCode(what),
    makeBundle: (what, context) => engine.others.bundles.make(what, context),
    nextBundle: (what, context) => engine.others.bundles.next(what, context),
    bundleKept: ({ mark }) => engine.others.connections.bundled(mark.at),
    applyBundle: (what, context) => engine.others.bundles.apply(what, context),
    makeBackup: (what, context) => engine.others.bundles.backUp(what, context),
    restoreBackup: (what, context) => engine.others.bundles.restore(what, context),
  };
}
