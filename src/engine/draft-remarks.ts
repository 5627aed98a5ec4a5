import { parseText } from '../rule/parse-text.ts';
import type { RuleText } from '../rule/rule-text.ts';
import { remarkKey, replyKey, rewordingKey, type Thread, threadsIn } from '../store/draft-remark.ts';
import type { OpenDraft } from '../store/open-draft.ts';
import { placeBefore } from '../store/place-before.ts';
import { threadStanding } from '../store/remark-standing.ts';
import { type RemarkPlace, remarkPlace } from '../store/remark-place.ts';
import type { Clock } from '../sync/clock.ts';
import type { Drafts } from './drafts.ts';
import type { Heads } from './drafts-protocol.ts';
import { EngineProblem } from './engine-problem.ts';
import { lastAsking, mentionsIn } from './mentions.ts';
import { newRemark, newWords, wordsToSay } from './new-remark.ts';
import type { Office } from './office.ts';
import { newRemarkId as newId } from './new-remark-id.ts';
import { articleToReword, remarkView } from './remark-view.ts';
import type {
  MentionLine,
  NewRemark,
  RemarkMark,
  RemarksCalls,
  RemarkStep,
  RemarksView,
} from './remarks-protocol.ts';
import { openChanges, putRuling, settled, undone } from './settle-remarks.ts';

type Args<N extends keyof RemarksCalls> = Parameters<RemarksCalls[N]>[0];

/** A thread, and where its words are in the text of a state. */
export interface PlacedThread {
  thread: Thread;
  place: RemarkPlace;
}

interface Placed {
  heads: string[];
  text: string;
  parsed: RuleText;
  threads: PlacedThread[];
}

/** Drafts whose remarks are kept at hand. */
const mostKept = 8;

/** What is said about drafts, and what becomes of it. */
export class DraftRemarks {
  #drafts: Drafts;
  #office: Office;
  #clock: Clock;
  /** Finding places is work, and tabs ask again for every letter that is typed. */
  #placed = new Map<string, Placed>();

  constructor(parts: { drafts: Drafts; office: Office; clock: Clock }) {
    this.#drafts = parts.drafts;
    this.#office = parts.office;
    this.#clock = parts.clock;
  }

  /** @throws {EngineProblem} `not-found`, `bad-edit` */
  async view({ draft, heads }: Args<'remarks'>): Promise<RemarksView> {
    const me = this.#office.me()?.member;
    const nameOf = (member: string): string => this.#office.roster.members.get(member)?.name ?? '';
    return await this.#drafts.look(draft, (open) => {
      const { text, parsed, threads, heads: now } = this.#place(draft, open);
      const back = placesAt(open, heads);
      return {
        heads: [...(heads ?? now)],
        remarks: threads.map(({ thread, place }) =>
          remarkView({ thread, place, text, parsed, back, nameOf, me }),
        ),
        people: [...new Set(this.#drafts.readers(draft).map(({ name }) => name))],
        mayWrite: this.#drafts.mayWrite(draft),
      };
    });
  }

  /** Open remarks as an editor marks them. */
  async marks({ draft, heads }: Args<'remarkMarks'>): Promise<{ heads: string[]; marks: RemarkMark[] }> {
    return await this.#drafts.look(draft, (open) => {
      const { threads, heads: now } = this.#place(draft, open);
      const back = placesAt(open, heads);
      const marks = threads.flatMap(({ thread, place }): RemarkMark[] => {
        const { id, changes, isWhole } = thread.remark;
        const isSettled = threadStanding(thread).is !== 'open';
        const at = isSettled || place.is === 'gone' ? undefined : back(place);
        return at === undefined ? [] : [{ id, ...at, isWhole, isProposal: changes !== undefined }];
      });
      return { heads: [...(heads ?? now)], marks };
    });
  }

  /** @throws {EngineProblem} `not-allowed`, `bad-edit` for words that are not there, `too-much` */
  async add(what: NewRemark): Promise<{ remark: string }> {
    this.#drafts.mustWrite(what.draft);
    const id = newId();
    const said = this.#said(what.draft, what.text);
    await this.#drafts.use(what.draft, (open) =>
      open.put('remarks', { [remarkKey(id)]: { ...newRemark(open, what), ...said } }),
    );
    return { remark: id };
  }

  /** @throws {EngineProblem} `not-allowed`, `not-found`, `too-much`, `bad-edit` when nothing is said */
  async reply({ draft, remark, text }: Args<'replyToRemark'>): Promise<void> {
    this.#drafts.mustWrite(draft);
    const said = this.#said(draft, text);
    if (said.text === '') throw new EngineProblem('bad-edit', 'nothing is said');
    await this.#drafts.use(draft, (open) => {
      threadOf(open, remark);
      open.put('remarks', { [replyKey(remark, newId())]: said });
    });
  }

  /** @throws {EngineProblem} `not-allowed`, `not-found`, `too-much` */
  async rule({ draft, remark, is, reason, changes }: Args<'ruleOnRemark'>): Promise<void> {
    this.#drafts.mustWrite(draft);
    await this.#drafts.use(draft, (open) => {
      const thread = threadOf(open, remark);
      const isOwn = thread.remark.by === this.#office.me()!.member;
      if (!isOwn && (is === 'withdrawn' || threadStanding(thread).is === 'withdrawn'))
        throw new EngineProblem('not-allowed');
      // What was taken in stays so, whatever becomes of the rest.
      const rest = is === 'rejected' ? (changes ?? openChanges(thread)) : changes;
      putRuling(open, thread, { is, reason: wordsToSay(reason ?? ''), changes: rest, ...this.#doer() });
    });
  }

  /**
   * Says something in other words, or proposes another wording for the same place.
   *
   * @param what.version what is shown, see `RemarkView.version`
   * @throws {EngineProblem} `not-allowed` for what somebody else said; `changed-meanwhile` when it was reworded or decided
   *   meanwhile; `bad-edit` when nothing is said, `too-much`
   */
  async reword({ draft, remark, text, wording, version }: Args<'rewordRemark'>): Promise<void> {
    this.#drafts.mustWrite(draft);
    const said = this.#said(draft, text);
    await this.#drafts.use(draft, (open) => {
      const thread = threadOf(open, remark);
      if (thread.remark.by !== said.by) throw new EngineProblem('not-allowed');
      const isDecided = openChanges(thread)?.length !== thread.remark.changes?.length;
      if (thread.version !== version || isDecided || threadStanding(thread).is !== 'open')
        throw new EngineProblem('changed-meanwhile');
      const after = [...thread.earlier.map(({ id }) => id), version].filter(Boolean);
      open.put('remarks', {
        [rewordingKey(remark, newId())]: { ...said, ...newWords(thread.remark, text, wording), after },
      });
    });
  }

  /** The article in which a place is, for who proposes another wording for all of it. */
  async article({ draft, heads, at }: Args<'articleToReword'>): Promise<{
    from: number;
    to: number;
    text: string;
  }> {
    return await this.#drafts.look(draft, (open) => articleToReword(open.textAt(heads), at));
  }

  /**
   * Takes a proposed wording, or some of its changes, into the text.
   *
   * @throws {EngineProblem} `changed-meanwhile` when the words are not what was quoted, and not what `over` says either
   */
  async accept({ draft, remark, version, ...what }: Args<'acceptWording'>): Promise<RemarkStep> {
    this.#drafts.mustWrite(draft);
    const one = { remark, ...what, ...(version !== undefined && { version }) };
    return await this.#drafts.use(draft, (open) => {
      threadOf(open, remark);
      const step = settled(open, [one], { is: 'accepted', reason: '', ...this.#doer() });
      if (step.left.length > 0) throw new EngineProblem('changed-meanwhile');
      return step;
    });
  }

  /** Accepts or refuses several proposals at once: those that are open, and worded as they were seen. */
  async settle({ draft, proposals, is, reason }: Args<'settleProposals'>): Promise<RemarkStep> {
    this.#drafts.mustWrite(draft);
    const words = wordsToSay(reason ?? '');
    return await this.#drafts.use(draft, (open) =>
      settled(open, proposals, { is, reason: words, ...this.#doer() }),
    );
  }

  /**
   * Takes back what was decided in one step: the text, and that these proposals are settled.
   *
   * @throws {EngineProblem} `not-allowed`, `bad-edit` when that step is not of this draft
   */
  async undo({ draft, step }: Args<'undoRemarkStep'>): Promise<void> {
    this.#drafts.mustWrite(draft);
    await this.#drafts.use(draft, (open) => undone(open, step, this.#doer()));
  }

  /** Where others wait for the user of this device to say something. */
  async mentions(): Promise<MentionLine[]> {
    const me = this.#office.me()?.member;
    if (me === undefined) return [];
    const { members } = this.#office.roster;
    const lines = (await this.#drafts.rows()).flatMap(({ head, title, threads }) =>
      threads.flatMap((thread): MentionLine[] => {
        const asked = threadStanding(thread).is === 'open' ? lastAsking(thread, me) : undefined;
        if (asked === undefined) return [];
        const byName = members.get(asked.by)?.name ?? '';
        return [{ draft: head.id, title, remark: thread.remark.id, byName, ...asked }];
      }),
    );
    return lines.sort((a, b) => b.at - a.at);
  }

  #place(draft: string, open: OpenDraft): Placed {
    const heads = open.heads;
    const known = this.#placed.get(draft);
    if (known !== undefined && known.heads.join() === heads.join()) return known;
    const { text } = open;
    const parsed = known?.text === text ? known.parsed : parseText(text);
    const threads = threadsIn(open.entries('remarks')).map((thread) => ({
      thread,
      place: remarkPlace(open, thread.remark),
    }));
    const placed = { heads, text, parsed, threads };
    this.#placed.delete(draft);
    this.#placed.set(draft, placed);
    for (const old of this.#placed.keys()) if (this.#placed.size > mostKept) this.#placed.delete(old);
    return placed;
  }

  #said(draft: string, text: string): { by: string; at: number; text: string; mentions: string[] } {
    const words = wordsToSay(text);
    return {
      by: this.#office.me()!.member,
      at: this.#clock.now(),
      text: words,
      mentions: mentionsIn(words, this.#drafts.readers(draft)),
    };
  }

  #doer(): { by: string; at: number } {
    return { by: this.#office.me()!.member, at: this.#clock.now() };
  }
}

function threadOf(open: OpenDraft, remark: string): Thread {
  const thread = threadsIn(open.entries('remarks')).find((one) => one.remark.id === remark);
  if (thread === undefined) throw new EngineProblem('not-found');
  return thread;
}

/** Where places of the text of now are in that of a state. */
function placesAt(
  open: OpenDraft,
  heads: Heads | undefined,
): (place: { from: number; to: number }) => { from: number; to: number } | undefined {
  if (heads === undefined) return ({ from, to }) => ({ from, to });
  const later = open.since(heads);
  return ({ from, to }) => placeBefore({ from, to }, later);
}
