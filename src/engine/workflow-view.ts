import type { Member } from '../ledger/roster.ts';
import { rolesFor, stageOrder } from '../office/draft-order.ts';
import { invitingRoles } from '../office/draft-invitations.ts';
import type { Day } from '../rule/validity.ts';
import { draftLacks } from './draft-lacks.ts';
import type { DraftNow, DraftWorkflow } from './draft-workflow.ts';
import type { Approver, MoveLine, WorkflowView } from './workflow-protocol.ts';

/** Everything that the page shows of a draft's way. */
export async function workflowView(
  workflow: DraftWorkflow,
  { draft, on }: { draft: string; on: Day },
): Promise<WorkflowView> {
  const { drafts, office, ledger } = workflow.tools;
  const now = await workflow.now(draft);
  const judged = await workflow.toJudge(now, on);
  const { members, units } = office.roster;
  const nameOf = (id: string): string => members.get(id)?.name ?? id;
  const { standing, seal, facts } = now;
  const invited = ledger.invited.get(draft) ?? new Set<string>();
  const approvers = approversOf(now, members);
  const me = office.me()?.member;
  const { back } = standing;
  const published = publishedAs(workflow, now);
  return {
    draft,
    text: seal,
    stage: standing.stage,
    ...(back !== undefined && { back }),
    order: stageOrder,
    moves: standing.moves.map(({ entry, act, by, lacking }): MoveLine => ({
      move: entry.id,
      from: act.from,
      to: act.to,
      by,
      byName: nameOf(by),
      at: entry.at,
      ...(act.note !== undefined && { note: facts.notes.get(act.note) ?? '' }),
      lacking: lacking.map(nameOf),
      changed: act.text !== seal,
    })),
    apart: standing.apart.map(({ entry }) => entry.id),
    refused: standing.refused.slice(-20).map(({ entry, why }) => ({
      byName: nameOf(office.roster.devices.get(entry.device)?.member ?? ''),
      at: entry.at,
      from: entry.act.type === 'move' ? entry.act.from : 'proposed',
      to: entry.act.type === 'move' ? entry.act.to : 'proposed',
      why,
    })),
    ways: workflow.stepsFrom(standing).map((to) => {
      const roles = rolesFor(standing.stage, to);
      return { to, roles, allowed: workflow.may(roles), lacks: draftLacks(to, judged) };
    }),
    approvers,
    approved: approvers.some(({ member, state }) => member === me && state === 'agreed'),
    mayApprove: me !== undefined,
    explanation: facts.explanation,
    secrecy: facts.secrecy,
    invited: [...invited].map((member) => ({ member, name: nameOf(member) })),
    people: [...members.values()]
      .filter(({ left, roles }) => left === undefined && roles.includes('member'))
      .map(({ id, name, unit, roles }) => {
        const unitName = unit === undefined ? undefined : units.get(unit)?.name;
        return {
          member: id,
          name,
          ...(unitName !== undefined && { unitName }),
          hasByRole: roles.some((role) => invitingRoles.includes(role)),
        };
      }),
    mayWrite: drafts.mayWrite(draft),
    mayInvite: workflow.may(invitingRoles),
    ...(published !== undefined && { published }),
  };
}

/** Who was asked, and who agreed without being asked. */
function approversOf({ standing, seal, asked }: DraftNow, members: ReadonlyMap<string, Member>): Approver[] {
  const others = standing.approvals.map(({ by }) => by).filter((id) => !asked.includes(id));
  return [...asked, ...new Set(others)].map((member) => {
    const own = standing.approvals.filter(({ by }) => by === member);
    const agreed = own.find(({ act }) => act.text === seal);
    const last = agreed ?? own.at(-1);
    return {
      member,
      name: members.get(member)?.name ?? member,
      ...(members.get(member)?.left !== undefined && { left: true as const }),
      state: agreed !== undefined ? 'agreed' : last !== undefined ? 'other-text' : 'waiting',
      ...(last !== undefined && { at: last.entry.at }),
      asked: asked.includes(member),
    };
  });
}

/** What the draft became, and whether that holds. */
function publishedAs(workflow: DraftWorkflow, { standing }: DraftNow): WorkflowView['published'] {
  const { office } = workflow.tools;
  const act = standing.moves.findLast((one) => one.act.to === 'published')?.act;
  if (act?.publish === undefined || act.edition === undefined) return undefined;
  const issued = office.ledger.chains.get(act.publish)?.act;
  if (issued?.type !== 'publish') return undefined;
  const { publications } = office.ledger.publications.of(issued.rule);
  const own = publications.find(({ edition }) => edition === act.edition);
  const rivals = publications.filter(
    (one) => one.disputed && one.act.revises === issued.revises && one.edition !== act.edition,
  );
  const isWithdrawn = own === undefined || own.withdrawn !== undefined;
  return {
    rule: issued.rule,
    edition: act.edition,
    standing: isWithdrawn ? 'withdrawn' : own.disputed ? 'disputed' : 'official',
    rivals: own?.disputed ? rivals.map(({ edition }) => edition) : [],
  };
}
