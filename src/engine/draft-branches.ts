import { titleOfDraft } from '../rule/draft-title.ts';
import { mostDraftText } from '../store/draft-document.ts';
import type { OpenDraft } from '../store/open-draft.ts';
import type { TextSplice } from '../store/text-splices.ts';
import type { Clock } from '../sync/clock.ts';
import { bothChanged, compared } from './both-changed.ts';
import type { BranchesView, MergeView } from './draft-history-protocol.ts';
import { type Merge, mergeKey, mergeName, mergesIn } from './draft-merges.ts';
import type { DraftRow } from './draft-rows.ts';
import type { Drafts } from './drafts.ts';
import type { Heads } from './drafts-protocol.ts';
import { EngineProblem } from './engine-problem.ts';
import type { Office } from './office.ts';
import type { Said } from './remarks-protocol.ts';

/** What a branch has that the draft it came from has not. */
interface NotTaken {
  branch: string;
  parent: string;
  /** Merges of this branch that either of the two knows of. */
  merges: Merge[];
  /** State of the branch. */
  heads: string[];
  text: string;
  /** What was written in it since `base`, a state of the other draft in which the text was the same. */
  splices: TextSplice[];
  base: string[];
}

/** Branches of drafts, and how they come together again. */
export class DraftBranches {
  #drafts: Drafts;
  #office: Office;
  #clock: Clock;

  constructor(parts: { drafts: Drafts; office: Office; clock: Clock }) {
    this.#drafts = parts.drafts;
    this.#office = parts.office;
    this.#clock = parts.clock;
  }

  async view({ draft }: { draft: string }): Promise<BranchesView> {
    const { head, merges, isAhead } = await this.#drafts.look(draft, (open) => {
      const known = mergesIn(open.entries('facts'));
      const own = known.findLast(({ branch }) => branch === draft);
      const written = own === undefined || !open.has(own.heads) ? [] : open.since(own.heads);
      return { head: open.head, merges: known, isAhead: written.length > 0 };
    });
    const rows = await this.#drafts.rows();
    const last = (branch: string): { merged?: Said } => {
      const merge = merges.findLast((one) => one.branch === branch);
      return merge === undefined ? {} : { merged: this.#said(merge) };
    };
    const parent = rows.find((row) => row.head.id === head.parent);
    return {
      ...(parent !== undefined && { parent: titled(parent) }),
      ...last(draft),
      isAhead,
      branches: rows
        .filter((row) => row.head.parent === draft)
        .map((row) => ({ ...titled(row), byName: this.#nameOf(row.head.by), ...last(row.head.id) })),
      twice: await this.#twice(draft, merges),
    };
  }

  /**
   * What becomes of the text when a branch is taken in.
   *
   * @throws {EngineProblem} `not-found` when either draft is not here, `changed-meanwhile` when it was taken in elsewhere
   *   and that has not come yet
   */
  async preview({ draft }: { draft: string }): Promise<MergeView> {
    const { parent, merges, heads, text, splices, base } = await this.#notTaken(draft);
    return await this.#drafts.look(parent, (open) => {
      const merged = merges.at(-1);
      let next = open.text;
      if (splices.length > 0)
        open.once(onceMerged(draft, { heads, base, splices }), (_, after) => {
          next = after;
          return false;
        });
      return {
        parent: { draft: parent, title: titleOfDraft(open.text) ?? open.head.title },
        ...(merged !== undefined && { merged: this.#said(merged) }),
        isNothing: splices.length === 0,
        comparison: compared(open.text, next),
        both: bothChanged(open.textAt(base), text, open.text),
        heads,
      };
    });
  }

  /**
   * Takes a branch into the draft that it came from. What others wrote there since stays.
   *
   * @param what.heads the branch as it was looked at
   * @throws {EngineProblem} `not-allowed`, `not-found`, `changed-meanwhile` when the branch is another now, `too-much`
   */
  async merge({ draft, heads: seen }: { draft: string; heads: Heads }): Promise<void> {
    this.#drafts.mustWrite(draft);
    const { parent, heads, splices, base } = await this.#notTaken(draft);
    this.#drafts.mustWrite(parent);
    if ([...heads].sort().join() !== [...seen].sort().join()) throw new EngineProblem('changed-meanwhile');
    if (splices.length === 0) return;
    const fact = { branch: draft, by: this.#office.me()!.member, at: this.#clock.now(), heads };
    const put = (open: OpenDraft, after: string[]): void =>
      open.put('facts', { [mergeKey(crypto.randomUUID())]: { ...fact, after } });
    const after = await this.#drafts.use(parent, (open) => {
      const done = open.once(
        onceMerged(draft, { heads, base, splices }),
        (_, { length }) => length <= mostDraftText,
      );
      if (done === undefined) throw new EngineProblem('too-much', String(mostDraftText));
      put(open, [done.hash]);
      return [done.hash];
    });
    // When this is not written any more, the other draft knows of it all the same.
    await this.#drafts.use(draft, (open) => put(open, after));
  }

  async #notTaken(draft: string): Promise<NotTaken> {
    const own = await this.#drafts.look(draft, (open) => ({
      head: open.head,
      merges: mergesIn(open.entries('facts')),
    }));
    const { parent, parentHeads } = own.head;
    if (parent === undefined || parentHeads === undefined) throw new EngineProblem('not-found');
    const known = await this.#drafts.look(parent, (open) => {
      const merges = [...own.merges, ...mergesIn(open.entries('facts'))].filter(
        ({ branch }) => branch === draft,
      );
      if (!open.has(parentHeads) || merges.some(({ after }) => !open.has(after)))
        throw new EngineProblem('changed-meanwhile');
      return merges.sort((a, b) => a.at - b.at);
    });
    return await this.#drafts.look(draft, (open) => {
      if (known.some(({ heads }) => !open.has(heads))) throw new EngineProblem('changed-meanwhile');
      const last = known.at(-1);
      const begun = [open.changes()[0]!.hash];
      const heads = open.heads;
      return {
        branch: draft,
        parent,
        merges: known,
        heads,
        text: open.text,
        splices: open.since(last?.heads ?? begun),
        base: last?.after ?? parentHeads,
      };
    });
  }

  /** Branches that were taken in twice, neither time knowing of the other. */
  async #twice(draft: string, merges: readonly Merge[]): Promise<string[]> {
    const titles: string[] = [];
    for (const branch of new Set(merges.map((one) => one.branch))) {
      const some = merges.filter((one) => one.branch === branch);
      const changes = new Set(some.map(({ after }) => after.join()));
      if (changes.size < 2) continue;
      const isApart = await this.#drafts.look(draft, (open) => areApart(open, some));
      if (isApart) titles.push(branch);
    }
    return titles;
  }

  #said({ by, at }: Merge): Said {
    return { by, byName: this.#nameOf(by), at };
  }

  #nameOf(member: string): string {
    return this.#office.roster.members.get(member)?.name ?? '';
  }
}

const titled = ({ head, title }: DraftRow): { draft: string; title: string } => ({ draft: head.id, title });

const onceMerged = (
  branch: string,
  { heads, base, splices }: Pick<NotTaken, 'heads' | 'base' | 'splices'>,
): Parameters<OpenDraft['once']>[0] => ({
  name: mergeName({ branch, heads }),
  // Of no clock, so that two who take it in apart do the same.
  at: 0,
  heads: base,
  splices,
});

/** Is there a merge that does not build on the one before it? */
function areApart(open: OpenDraft, merges: readonly Merge[]): boolean {
  const known = merges.filter(({ after }) => open.has(after));
  return known.some((one, index) => {
    const before = known[index - 1];
    if (before === undefined || before.after.join() === one.after.join()) return false;
    const later = new Set(open.changes(one.after).map(({ hash }) => hash));
    return before.after.some((hash) => later.has(hash));
  });
}
