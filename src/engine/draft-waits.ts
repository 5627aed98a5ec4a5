import type { DraftStage } from '../ledger/draft-acts.ts';
import type { Role } from '../ledger/entry.ts';
import type { Member } from '../ledger/roster.ts';
import type { DraftStanding } from '../office/fold-moves.ts';
import type { DraftWait } from './workflow-protocol.ts';

/** What decides for whom a draft waits. */
export interface WaitingDraft {
  standing: Pick<DraftStanding, 'stage' | 'approvals' | 'heads' | 'moves'>;
  /** Who began it. */
  by: string;
  /** Members who are asked to agree, and the seal of the text to which they would. */
  asked: readonly string[];
  seal: string;
  /** Rounds of opinions that are open. */
  rounds: number;
}

/** Over, or put aside: it waits for nobody. */
const atRest: readonly DraftStage[] = ['published', 'filed', 'shelved'];

/** Whose turn it is at a stage: the first of these roles that anybody has, for in a small office the publisher is everything. */
const turn: Partial<Record<DraftStage, { what: DraftWait['what']; roles: readonly Role[] }>> = {
  reviewing: { what: 'review', roles: ['reviewer', 'publisher'] },
  deliberating: { what: 'deliberation', roles: ['publisher'] },
  signing: { what: 'signing', roles: ['publisher'] },
};

/** What a draft waits for, and for whom: first for those who were asked by name, then for whoever has the next step. */
export function draftWaits(
  { standing, by, asked, seal, rounds }: WaitingDraft,
  members: ReadonlyMap<string, Member>,
): { what: DraftWait['what']; who: string[] } | undefined {
  const { stage } = standing;
  if (atRest.includes(stage)) return undefined;
  const isHere = (id: string): boolean =>
    members.get(id) !== undefined && members.get(id)?.left === undefined;
  const agreed = new Set(standing.approvals.filter(({ act }) => act.text === seal).map((one) => one.by));
  const lacking = asked.filter((id) => isHere(id) && !agreed.has(id));
  if (lacking.length > 0) return { what: 'approval', who: lacking };
  const next = turn[stage];
  if (next !== undefined) {
    const all = [...members.values()].filter(({ left }) => left === undefined);
    const some = next.roles.map((role) => all.filter(({ roles }) => roles.includes(role)));
    return { what: next.what, who: (some.find(({ length }) => length > 0) ?? []).map(({ id }) => id) };
  }
  if (stage === 'consulting' && rounds > 0) return { what: 'opinions', who: [] };
  const what = stage === 'returned' ? 'revision' : stage === 'consulting' ? 'settling' : 'writing';
  return { what, who: isHere(by) ? [by] : [] };
}
