import type { Engine } from './engine.ts';
import type { RemarksCalls } from './remarks-protocol.ts';
import type { EngineHandlers } from './serve-calls.ts';

/** The calls about what is said about drafts. */
export function remarksHandlers({ remarks }: Engine): Pick<EngineHandlers, keyof RemarksCalls> {
  return {
    remarks: (what) => remarks.view(what),
    remarkMarks: (what) => remarks.marks(what),
    addRemark: (what) => remarks.add(what),
    replyToRemark: (what) => remarks.reply(what),
    ruleOnRemark: (what) => remarks.rule(what),
    acceptWording: (what) => remarks.accept(what),
    mentions: () => remarks.mentions(),
  };
}
