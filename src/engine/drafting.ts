import type { Library } from '../store/library.ts';
import type { Comparer } from './comparer.ts';
import type { CitedBy } from './cited-by.ts';
import { DraftHelp } from './draft-help.ts';
import type { DraftLedger } from './draft-ledger.ts';
import { DraftPublishing } from './draft-publishing.ts';
import { DraftReview } from './draft-review.ts';
import { DraftWorkflow, type WorkflowTools } from './draft-workflow.ts';
import type { Drafts } from './drafts.ts';
import { Interpreting } from './interpreting.ts';
import type { Office } from './office.ts';
import type { Publisher } from './publisher.ts';

/** The way of drafts from hand to hand until they are published, and what is said of the published text afterwards. */
export class Drafting {
  readonly workflow: DraftWorkflow;
  readonly review: DraftReview;
  readonly publishing: DraftPublishing;
  readonly interpreting: Interpreting;
  readonly help: DraftHelp;

  constructor(
    parts: {
      drafts: Drafts;
      draftLedger: DraftLedger;
      office: Office;
      library: Library;
      comparer: Comparer;
      publisher: Publisher;
      citedBy: CitedBy;
    } & Pick<WorkflowTools, 'openRemarks' | 'openRounds'>,
  ) {
    const { drafts, draftLedger: ledger, office, library, comparer, publisher, citedBy, ...open } = parts;
    this.help = new DraftHelp({ drafts, library, publisher, citedBy });
    this.workflow = new DraftWorkflow({ drafts, library, office, ledger, ...open });
    this.review = new DraftReview({ drafts, library, comparer, officeName: () => office.roster.name });
    this.publishing = new DraftPublishing({ workflow: this.workflow, publisher, library });
    this.interpreting = new Interpreting({ office, library, comparer, ledger });
  }
}
