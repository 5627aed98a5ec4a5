import type { WorkflowFault } from '../../src/engine/workflow-protocol.ts';

export const enWorkflowTrouble: Record<WorkflowFault, string> = {
  'draft-moved':
    'This draft is no longer at the stage that you saw; nothing was signed. The page is up to date now: please look where it stands.',
  'draft-not-ready':
    'Something is missing that it cannot go without; nothing was signed. What it is stands under “Next”.',
  'draft-changed':
    'Somebody else has written while you were looking; nothing was saved or signed. The page is up to date now: please look again. What you filled in is still here.',
};
