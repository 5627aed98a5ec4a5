import type { Day } from '../rule/validity.ts';
import type { DraftWorkflow } from './draft-workflow.ts';
import { draftWaits } from './draft-waits.ts';
import type { ListedDraft } from './workflow-protocol.ts';

/** All drafts with where each stands and for whom it waits: those that wait for the user first, then the last changed. */
export async function draftList(workflow: DraftWorkflow, on: Day): Promise<ListedDraft[]> {
  const { drafts, office, ledger, openRounds } = workflow.tools;
  // Drafts that somebody kept of a base without an office are there all the same.
  if (office.keeper.ledger === undefined)
    return (await drafts.list()).map((line) => ({ ...line, stage: 'proposed' }));
  const { members } = office.roster;
  const me = office.me()?.member;
  const all = await drafts.rows();
  const rows = new Map(all.map((row) => [row.head.id, row]));
  const listed: ListedDraft[] = [];
  for (const line of await drafts.list(all)) {
    const standing = ledger.book.moves.of(line.draft);
    const { stage } = standing;
    const { asked = [], seal = '' } = rows.get(line.draft) ?? {};
    const rounds = stage === 'consulting' ? ((await openRounds?.(line.draft, on)) ?? 0) : 0;
    const waits = draftWaits(
      { standing, by: line.by, asked: workflow.askedIn(asked, standing), seal, rounds },
      members,
    );
    listed.push({
      ...line,
      stage,
      ...(waits !== undefined && {
        waits: {
          what: waits.what,
          names: waits.who.filter((id) => id !== me).map((id) => members.get(id)?.name ?? id),
          isMine: me !== undefined && waits.who.includes(me),
        },
      }),
    });
  }
  return listed.sort((a, b) => Number(b.waits?.isMine ?? false) - Number(a.waits?.isMine ?? false));
}
