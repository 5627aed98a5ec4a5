import type { Storage } from '../store/storage.ts';
import { systemClock } from '../sync/clock.ts';
import { DraftBranches } from './draft-branches.ts';
import { DraftHistory } from './draft-history.ts';
import { DraftRemarks } from './draft-remarks.ts';
import type { Drafts } from './drafts.ts';
import type { Office } from './office.ts';

/** What there is beside the texts of drafts: what is said about them, how they came to be, and where they part. */
export class DraftAside {
  readonly remarks: DraftRemarks;
  readonly history: DraftHistory;
  readonly branches: DraftBranches;

  constructor(drafts: Drafts, office: Office, storage: Storage) {
    const parts = { drafts, office, storage, clock: systemClock };
    this.remarks = new DraftRemarks(parts);
    this.history = new DraftHistory(parts);
    this.branches = new DraftBranches(parts);
  }
}
