import type { MoveAct } from '../ledger/draft-acts.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { rolesFor } from './draft-order.ts';
import { type DraftApproval, type DraftStanding, foldMoves, type MoveRefusal } from './fold-moves.ts';

type LedgerParts = Pick<Ledger, 'chains' | 'roster'>;

/** Moves and approvals of every draft, and where each stands, as the entries say that have come so far. */
export class DraftMoves {
  #ledger: LedgerParts;
  #moves = new Map<string, { entry: Entry; act: MoveAct }[]>();
  #approvals = new Map<string, Entry[]>();
  #withdrawals = new Map<string, Entry[]>();
  #known = new Map<string, { version: number; standing: DraftStanding }>();

  constructor(ledger: LedgerParts) {
    this.#ledger = ledger;
  }

  add(entry: Entry): void {
    const { act } = entry;
    if (act.type === 'move') {
      put(this.#moves, act.draft, { entry, act });
      this.#known.delete(act.draft);
    } else if (act.type === 'approve') {
      put(this.#approvals, act.draft, entry);
      this.#known.delete(act.draft);
    } else if (act.type === 'withdraw') {
      put(this.#withdrawals, act.entry, entry);
      const target = this.#ledger.chains.get(act.entry)?.act;
      if (target?.type === 'approve') this.#known.delete(target.draft);
    } else if (act.type === 'publish') {
      // A move to `published` may have come before what it names.
      this.#known.clear();
    }
  }

  of(draft: string): DraftStanding {
    const { version } = this.#ledger.roster;
    const known = this.#known.get(draft);
    if (known?.version === version) return known.standing;
    const standing = foldMoves({
      moves: this.#moves.get(draft) ?? [],
      approvals: (this.#approvals.get(draft) ?? []).flatMap((entry) => this.#approval(entry) ?? []),
      judge: (entry, act) => this.#judge(entry, act),
    });
    this.#known.set(draft, { version, standing });
    return standing;
  }

  /** Drafts of which anything was signed. */
  get drafts(): Iterable<string> {
    return this.#moves.keys();
  }

  #judge(entry: Entry, act: MoveAct): { member: string; refusal?: undefined } | { refusal: MoveRefusal } {
    const { roster, chains } = this.#ledger;
    const roles = rolesFor(act.from, act.to);
    if (roles.length === 0) return { refusal: 'out-of-order' };
    const verdicts = roles.map((role) => roster.judge(entry, role));
    const good = verdicts.find(({ refusal }) => refusal === undefined);
    if (good?.refusal !== undefined || good === undefined) return { refusal: verdicts[0]!.refusal! };
    if (act.to !== 'published') return good;
    const issued = chains.get(act.publish!);
    if (issued === undefined) return { refusal: 'waiting' };
    const isIssued =
      issued.act.type === 'publish' &&
      issued.act.edition === act.edition &&
      roster.judge(issued, 'publisher').refusal === undefined;
    return isIssued ? good : { refusal: 'not-published' };
  }

  /** Who agreed may take that back, on any of their devices. */
  #approval(entry: Entry): DraftApproval | undefined {
    const { roster } = this.#ledger;
    const { member, refusal } = roster.judge(entry, 'member');
    if (refusal !== undefined || entry.act.type !== 'approve') return undefined;
    const isTaken = (this.#withdrawals.get(entry.id) ?? []).some((one) => {
      const verdict = roster.judge(one, 'member');
      return verdict.refusal === undefined && verdict.member === member;
    });
    return isTaken ? undefined : { entry, act: entry.act, by: member };
  }
}

function put<T>(into: Map<string, T[]>, key: string, one: T): void {
  const list = into.get(key);
  if (list === undefined) into.set(key, [one]);
  else list.push(one);
}
