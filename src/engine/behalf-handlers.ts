import type { BehalfCalls } from './behalf-protocol.ts';
import type { Engine } from './engine.ts';
import type { PackageCalls } from './package-protocol.ts';
import type { EngineHandlers } from './serve-calls.ts';

/** The calls about what is said for others. */
export function behalfHandlers({
  behalf,
  packages,
}: Engine): Pick<EngineHandlers, keyof BehalfCalls | keyof PackageCalls> {
  return {
    relays: (what) => behalf.relays(what),
    receive: (what) => behalf.receive(what),
    relay: (what) => behalf.relay(what),
    missingMembers: (what) => behalf.missingMembers(what),
    onBehalf: (what) => behalf.onBehalf(what),
    photo: (what) => behalf.photo(what),
    packages: (what) => packages.view(what),
    makePackage: (what) => packages.make(what),
    readAnswers: (what) => packages.answers.read(what),
    takeAnswers: (what) => packages.answers.take(what),
  };
}
