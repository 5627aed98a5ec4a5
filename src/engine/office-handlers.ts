import type { Engine } from './engine.ts';
import type { OfficeCalls } from './office-protocol.ts';
import type { EngineHandlers } from './serve-calls.ts';

/** The calls about the office, its people and what they sign. */
export function officeHandlers(engine: Engine): Pick<EngineHandlers, keyof OfficeCalls> {
  const { office, recovery, publisher, comparer } = engine;
  return {
    office: () => engine.officeView(),
    foundOffice: (what) => office.found(what),
    saveMember: (what) => office.saveMember(what),
    endMember: (what) => office.endMember(what),
    saveUnit: (what) => office.saveUnit(what),
    savePost: (what) => office.savePost(what),
    setThreshold: (what) => office.setThreshold(what),
    addDevice: (what) => office.addDevice(what),
    revokeDevice: (what) => office.revokeDevice(what),
    acceptLate: (what) => office.acceptLate(what),
    signOff: (what) => office.signOff(what),
    readRoster: (what) => office.previewRoster(what),
    importRoster: (what) => office.importRoster(what),
    makeRecovery: (what) => recovery.make(what),
    checkRecovery: (what) => recovery.check(what),
    restoreOffice: (what) => recovery.restore(what),
    preparePublish: (what) => publisher.prepare(what),
    publish: (what) => publisher.publish(what),
    registerAll: (what, context) => publisher.registerAll(what, context),
    repeal: (what) => publisher.repeal(what),
    withdraw: (what) => publisher.withdraw(what),
    compare: (what) => comparer.compare(what),
    follow: async (what) => {
      const address = await comparer.follow(what);
      return address === undefined ? {} : { address };
    },
    proof: (what) => engine.proof(what),
  };
}
