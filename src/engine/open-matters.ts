import { consultationState } from '../office/consultations.ts';
import type { Consultation } from './consultation.ts';
import type { DraftRemarks } from './draft-remarks.ts';
import type { WorkflowTools } from './draft-workflow.ts';

/** What of a draft is still open when it is to go on: what was said and not settled, rounds that have not ended. */
export function openMatters(
  remarks: DraftRemarks,
  consultation: Consultation,
): Required<Pick<WorkflowTools, 'openRemarks' | 'openRounds'>> {
  return {
    openRemarks: async (draft) => {
      const { remarks: all } = await remarks.view({ draft });
      return all.filter(({ standing }) => standing.is === 'open').length;
    },
    // Counted from the ledger, which everybody has: who is invited to a draft may see that it waits for a round.
    openRounds: (draft, on) => {
      const rounds = [...consultation.book.all().values()].filter(({ act }) => act.draft === draft);
      return Promise.resolve(rounds.filter((round) => consultationState(round, on) === 'open').length);
    },
  };
}
