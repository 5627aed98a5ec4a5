import { draftList } from './draft-list.ts';
import type { Engine } from './engine.ts';
import type { EngineHandlers } from './serve-calls.ts';
import type { WorkflowCalls } from './workflow-protocol.ts';
import { workflowView } from './workflow-view.ts';

/** The calls about the way of drafts, their review and publication, and about interpretations. */
export function workflowHandlers({ drafting }: Engine): Pick<EngineHandlers, keyof WorkflowCalls> {
  const { workflow, review, publishing, interpreting } = drafting;
  return {
    draftList: ({ on }) => draftList(workflow, on),
    workflow: (what) => workflowView(workflow, what),
    moveDraft: (what) => workflow.move(what),
    approveDraft: (what) => workflow.approve(what),
    withdrawApproval: (what) => workflow.withdrawApproval(what),
    askApproval: (what) => workflow.askApproval(what),
    inviteToDraft: (what) => workflow.invite(what),
    draftFact: (what) => workflow.setFact(what),
    draftReview: (what) => review.view(what),
    draftReasonKey: (what) => review.keyOf(what),
    draftReason: (what) => review.setReason(what),
    draftTableFile: (what) => review.file(what),
    preparePublishDraft: (what) => publishing.prepare(what),
    publishDraft: (what) => publishing.publish(what),
    interpretations: (what) => interpreting.view(what),
    inquire: (what) => interpreting.inquire(what),
    interpret: (what) => interpreting.interpret(what),
    endInterpretation: (what) => interpreting.end(what),
  };
}
