import type { DraftStage, MoveAct } from '../ledger/draft-acts.ts';
import type { Role } from '../ledger/entry.ts';
import { draftSteps, rolesFor } from '../office/draft-order.ts';
import { invitingRoles } from '../office/draft-invitations.ts';
import type { DraftStanding } from '../office/fold-moves.ts';
import { draftBody } from '../rule/draft-body.ts';
import type { Day } from '../rule/validity.ts';
import type { DraftHead } from '../store/draft-document.ts';
import type { Library } from '../store/library.ts';
import { draftSeal } from '../store/draft-seal.ts';
import { askedKey, type DraftFacts, factsOf, factText, noteKey } from './draft-facts.ts';
import { draftLacks, type DraftToJudge, judgeText } from './draft-lacks.ts';
import type { DraftLedger } from './draft-ledger.ts';
import type { Drafts } from './drafts.ts';
import { EngineProblem } from './engine-problem.ts';
import type { Office } from './office.ts';
import type { WorkflowCalls } from './workflow-protocol.ts';

type Args<N extends keyof WorkflowCalls> = Parameters<WorkflowCalls[N]>[0];

export interface WorkflowTools {
  drafts: Drafts;
  library: Library;
  office: Office;
  ledger: DraftLedger;
  /** How many remarks of a draft are open, and how many rounds of opinions, where these are kept. */
  openRemarks?: (draft: string) => Promise<number>;
  openRounds?: (draft: string, on: Day) => Promise<number>;
}

/** A draft as it is when somebody looks at its way, or sends it on. */
export interface DraftNow {
  draft: string;
  head: DraftHead;
  title: string;
  /** As it would be published. */
  body: string;
  root: string;
  /** Seal of the whole text. */
  seal: string;
  facts: DraftFacts;
  standing: DraftStanding;
  /** Members who are asked, by those who write now or by who moved it last. */
  asked: string[];
}

/** Characters of 起草说明, and of what is said with a move. */
const longestFact = 20_000;
const longestNote = 2000;
/** People who are asked to approve one draft. */
const mostAsked = 50;

/** The way of a draft from hand to hand: what is signed is in the ledger, what is said lies in the draft. */
export class DraftWorkflow {
  readonly tools: WorkflowTools;

  constructor(tools: WorkflowTools) {
    this.tools = tools;
  }

  /** @throws {EngineProblem} `not-found`, `no-office` */
  async now(draft: string): Promise<DraftNow> {
    const { drafts, ledger } = this.tools;
    const standing = ledger.book.moves.of(draft);
    return await drafts.look(draft, (open) => {
      const { head, root, text } = open;
      const body = draftBody(text, head.title);
      const facts = factsOf(open);
      return {
        draft,
        head,
        title: body.title,
        body: body.text,
        root,
        seal: draftSeal(root, 'text', text),
        facts,
        standing,
        asked: this.askedIn(facts.asked, standing),
      };
    });
  }

  /** Members who are asked to approve: by those who write now, and by who moved the draft last. */
  askedIn(now: readonly string[], { moves, heads }: DraftStanding): string[] {
    const bound = moves.filter(({ entry }) => heads.includes(entry.id)).flatMap(({ act }) => act.asked);
    return [...new Set([...now, ...bound])].sort();
  }

  /** Everything that decides what a draft lacks. */
  async toJudge(now: DraftNow, on: Day): Promise<DraftToJudge> {
    const { drafts, office, openRemarks, openRounds } = this.tools;
    const { draft, standing, seal, asked, facts } = now;
    const { members } = office.roster;
    const agreed = new Set(standing.approvals.filter(({ act }) => act.text === seal).map(({ by }) => by));
    const lacking = asked.filter((id) => !agreed.has(id) && members.get(id)?.left === undefined);
    const { overtaken } = await drafts.view({ draft, on });
    return {
      body: now.body,
      ...judgeText(now.title, now.body, now.head.kind),
      kind: now.head.kind,
      unchanged: await this.#isUnchanged(now),
      explanation: facts.explanation,
      secrecy: facts.secrecy,
      asked: asked.length,
      lacking: lacking.map((id) => members.get(id)?.name ?? id),
      openRemarks: (await openRemarks?.(draft)) ?? 0,
      openRounds: (await openRounds?.(draft, on)) ?? 0,
      overtaken,
    };
  }

  /** Does it say what the edition says that it revises, and by the same name? */
  async #isUnchanged({ head, title, body }: DraftNow): Promise<boolean> {
    const { catalogue, storage } = this.tools.library;
    const rule = head.rule === undefined ? undefined : catalogue.rule(head.rule);
    const old = head.base === undefined ? undefined : await storage.get('texts', head.base);
    return old !== undefined && old.text === body && rule?.title === title;
  }

  may(roles: readonly Role[]): boolean {
    const own = this.tools.office.me()?.roles ?? [];
    return roles.some((role) => own.includes(role));
  }

  /**
   * Signs that a draft goes on, or back.
   *
   * @throws {EngineProblem} `not-allowed`; `draft-moved` when it is not where that way begins; `draft-not-ready` when it lacks
   *   what it cannot go without, or goes by another page; `too-much` for a note that is too long
   */
  async move({ draft, to, note, on }: Args<'moveDraft'>): Promise<void> {
    const { drafts, office } = this.tools;
    const now = await this.now(draft);
    this.mustStep(now, to);
    // What is published is published on its own page.
    if (to === 'published') throw new EngineProblem('draft-not-ready');
    if (note.length > longestNote) throw new EngineProblem('too-much');
    if (draftLacks(to, await this.toJudge(now, on)).some(({ binding }) => binding))
      throw new EngineProblem('draft-not-ready');
    const words = note.trim().toWellFormed();
    const seal = words === '' ? undefined : draftSeal(now.root, 'note', words);
    if (seal !== undefined) await drafts.use(draft, (open) => open.put('facts', { [noteKey(seal)]: words }));
    const { members } = office.roster;
    await office.keeper.say((): MoveAct => {
      // What came while the note was written is known as well.
      const { stage, heads } = this.tools.ledger.book.moves.of(draft);
      if (stage !== now.standing.stage) throw new EngineProblem('draft-moved');
      return {
        type: 'move',
        draft,
        from: stage,
        to,
        text: now.seal,
        ...(seal !== undefined && { note: seal }),
        asked: now.facts.asked.filter((id) => members.has(id)),
        after: heads,
      };
    });
  }

  /** @throws {EngineProblem} `not-allowed`, `draft-moved` */
  mustStep({ standing }: DraftNow, to: DraftStage): void {
    const { stage, back } = standing;
    const roles = rolesFor(stage, to);
    if (roles.length === 0 || (back !== undefined && back !== to)) throw new EngineProblem('draft-moved');
    if (!this.may(roles)) throw new EngineProblem('not-allowed');
  }

  /** Where a draft may go from here. */
  stepsFrom({ stage, back }: DraftStanding): DraftStage[] {
    return draftSteps
      .filter(({ from, to }) => from === stage && (back === undefined || to === back))
      .map(({ to }) => to);
  }

  /**
   * Signs that the user agrees to the text.
   *
   * @throws {EngineProblem} `draft-changed` when it is not the one that they saw
   */
  async approve({ draft, text }: Args<'approveDraft'>): Promise<void> {
    const now = await this.now(draft);
    if (this.tools.office.me() === undefined) throw new EngineProblem('not-allowed');
    if (now.seal !== text) throw new EngineProblem('draft-changed');
    await this.tools.office.keeper.say({ type: 'approve', draft, text });
  }

  /** Takes back what the user agreed to. */
  async withdrawApproval({ draft }: Args<'withdrawApproval'>): Promise<void> {
    const { office, ledger } = this.tools;
    const me = office.me()?.member;
    const own = ledger.book.moves.of(draft).approvals.filter(({ by }) => by === me);
    for (const { entry } of own) await office.keeper.say({ type: 'withdraw', entry: entry.id, reason: '' });
  }

  /** Asks somebody for their approval, or no more. @throws {EngineProblem} `not-allowed`, `not-found`, `too-much` */
  async askApproval({ draft, member, ask }: Args<'askApproval'>): Promise<void> {
    const { drafts, office } = this.tools;
    drafts.mustWrite(draft);
    if (!office.roster.members.has(member)) throw new EngineProblem('not-found');
    await drafts.use(draft, (open) => {
      if (ask && factsOf(open).asked.length >= mostAsked) throw new EngineProblem('too-much');
      open.put('facts', { [askedKey(member)]: ask ? true : undefined });
    });
  }

  /** @throws {EngineProblem} `not-allowed`, `not-found` */
  async invite({ draft, members, end }: Args<'inviteToDraft'>): Promise<void> {
    const { drafts, office, ledger } = this.tools;
    if (!this.may(invitingRoles)) throw new EngineProblem('not-allowed');
    const { members: all } = office.roster;
    if (members.length === 0 || members.some((id) => !all.has(id))) throw new EngineProblem('not-found');
    // There must be such a draft here.
    await drafts.look(draft, () => undefined);
    await office.keeper.say(() => ({
      type: 'invite',
      draft,
      members,
      ...(end && { ended: true as const }),
      after: ledger.book.invitations.heads(draft).slice(-64),
    }));
  }

  /** @throws {EngineProblem} `not-allowed`, `draft-changed` when somebody else has written meanwhile, `too-much` */
  async setFact({ draft, fact, before, text }: Args<'draftFact'>): Promise<void> {
    const { drafts } = this.tools;
    drafts.mustWrite(draft);
    if (text.length > longestFact) throw new EngineProblem('too-much');
    await drafts.use(draft, (open) => {
      if (factText(open, fact) !== before) throw new EngineProblem('draft-changed');
      open.put('facts', { [fact]: text.trim() === '' ? undefined : text.toWellFormed() });
    });
  }
}
