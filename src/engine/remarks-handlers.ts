import type { DraftHistoryCalls } from './draft-history-protocol.ts';
import type { Engine } from './engine.ts';
import type { RemarksCalls } from './remarks-protocol.ts';
import type { EngineHandlers } from './serve-calls.ts';

/** The calls about what is said about drafts, and about how they came to be. */
export function remarksHandlers({
  aside: { remarks, history, branches },
}: Engine): Pick<EngineHandlers, keyof (RemarksCalls & DraftHistoryCalls)> {
  return {
    remarks: (what) => remarks.view(what),
    remarkMarks: (what) => remarks.marks(what),
    addRemark: (what) => remarks.add(what),
    replyToRemark: (what) => remarks.reply(what),
    ruleOnRemark: (what) => remarks.rule(what),
    acceptWording: (what) => remarks.accept(what),
    settleProposals: (what) => remarks.settle(what),
    undoRemarkStep: (what) => remarks.undo(what),
    rewordRemark: (what) => remarks.reword(what),
    articleToReword: (what) => remarks.article(what),
    mentions: () => remarks.mentions(),
    draftHistory: (what) => history.sessions(what),
    compareState: (what) => history.compare(what),
    sessionStates: (what) => history.states(what),
    restoreState: (what) => history.restore(what),
    sinceLook: (what) => history.sinceLook(what),
    markLooked: (what) => history.looked(what),
    branches: (what) => branches.view(what),
    previewMerge: (what) => branches.preview(what),
    mergeBranch: (what) => branches.merge(what),
  };
}
