import type { Engine } from '../engine.ts';
import type { RegistersCalls } from '../registers-protocol.ts';
import type { EngineHandlers } from '../serve-calls.ts';

/** The calls about registers and the audit trail. */
export function registersHandlers({ registers }: Engine): Pick<EngineHandlers, keyof RegistersCalls> {
  return {
    register: (what) => registers.register(what),
    registerFile: (what) => registers.registerFile(what),
    historyFile: (what) => registers.historyFile(what),
    audit: (what) => registers.audit(what),
    auditFile: (what) => registers.auditFile(what),
  };
}
