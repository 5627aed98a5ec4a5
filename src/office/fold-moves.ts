import type { ApproveAct, DraftStage, MoveAct } from '../ledger/draft-acts.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Refusal } from '../ledger/roster-history.ts';
import { byTime } from './by-time.ts';
import { mostCautious } from './draft-order.ts';

/** Why a move that is signed well does not count. */
export type MoveRefusal =
  | Refusal
  /** There is no such way, or not from where the draft was. */
  | 'out-of-order'
  /** It follows a move that has not come yet. */
  | 'waiting'
  /** The edition that it names was not issued by this entry, or not with the right to. */
  | 'not-published';

/** A move that counts. */
export interface DraftMove {
  entry: Entry;
  act: MoveAct;
  /** Member who signed. */
  by: string;
  /** Members whose approval of this very text had been asked for and is not there. */
  lacking: string[];
}

/** That a member agrees to a text. */
export interface DraftApproval {
  entry: Entry;
  act: ApproveAct;
  by: string;
}

/** Where a draft stands, as the ledger says. */
export interface DraftStanding {
  stage: DraftStage;
  /** Put aside: where it goes on. */
  back?: DraftStage;
  /** What counts, each after those that it follows. */
  moves: DraftMove[];
  /** Ids of the newest moves; the next one follows all of them. */
  heads: string[];
  /** The newest moves when there are several: they were made apart, and the most cautious holds. */
  apart: DraftMove[];
  refused: { entry: Entry; why: MoveRefusal }[];
  /** The first of each member for each text. */
  approvals: DraftApproval[];
}

export interface MovesToFold {
  moves: readonly { entry: Entry; act: MoveAct }[];
  approvals: readonly DraftApproval[];
  /** Who signed, or why they had no right to. */
  judge: (entry: Entry, act: MoveAct) => { member: string; refusal?: undefined } | { refusal: MoveRefusal };
}

interface Place {
  stage: DraftStage;
  back: DraftStage | undefined;
}

const beginning: Place = { stage: 'proposed', back: undefined };

/**
 * Where a draft stands. A function of the set of entries: the order in which they come changes nothing. A move goes on from
 * where the moves before its mover's eyes had left the draft; two that did not know of each other both stay, and the most
 * cautious holds until somebody who knows both goes on.
 */
export function foldMoves({ moves, approvals, judge }: MovesToFold): DraftStanding {
  const places = new Map<string, Place>();
  const counted: DraftMove[] = [];
  const refused: DraftStanding['refused'] = [];
  const ordered = inOrder(moves);
  const byId = new Map<string, DraftMove>();
  const agreed = new Set(approvals.map(({ by, act }) => `${by} ${act.text}`));
  for (const { entry, act } of ordered) {
    const refuse = (why: MoveRefusal): void => void refused.push({ entry, why });
    const verdict = judge(entry, act);
    if (verdict.refusal !== undefined) {
      refuse(verdict.refusal);
      continue;
    }
    const before = placeOf(act.after.flatMap((id) => places.get(id) ?? []));
    const fits = before.stage === act.from && (before.back === undefined || isWayBack(before.back, act.to));
    if (!fits) {
      refuse('out-of-order');
      continue;
    }
    const asked = new Set(act.after.flatMap((id) => byId.get(id)?.act.asked ?? []).concat(act.asked));
    const isBound = act.to === 'signing' || act.to === 'published';
    const lacking = isBound ? [...asked].filter((member) => !agreed.has(`${member} ${act.text}`)) : [];
    const move: DraftMove = { entry, act, by: verdict.member, lacking };
    counted.push(move);
    byId.set(entry.id, move);
    places.set(entry.id, {
      stage: act.to,
      back: act.to === 'shelved' ? act.from : undefined,
    });
  }
  const known = new Set(ordered.map(({ entry }) => entry.id));
  for (const { entry, act } of moves)
    if (!known.has(entry.id)) refused.push({ entry, why: judge(entry, act).refusal ?? 'waiting' });
  const followed = new Set(counted.flatMap(({ act }) => act.after));
  const newest = counted.filter(({ entry }) => !followed.has(entry.id));
  const { stage, back } = placeOf(newest.map(({ entry }) => places.get(entry.id)!));
  return {
    stage,
    ...(back !== undefined && { back }),
    moves: counted,
    heads: newest.map(({ entry }) => entry.id).sort(),
    apart: newest.length > 1 ? newest : [],
    refused: refused.sort((a, b) => byTime(a.entry, b.entry)),
    approvals: firstOfEach(approvals),
  };
}

/** What was put aside goes on where it was, and nowhere else. */
const isWayBack = (back: DraftStage, to: DraftStage): boolean => to === back;

function placeOf(places: readonly Place[]): Place {
  if (places.length === 0) return beginning;
  const stage = mostCautious(places.map((one) => one.stage));
  const backs = places.flatMap(({ back }) => back ?? []);
  return { stage, back: stage === 'shelved' ? mostCautious(backs) : undefined };
}

/** Each after those that it follows, of equal ones the older by its clock first; what follows something that is not here is left out. */
function inOrder<T extends { entry: Entry; act: MoveAct }>(moves: readonly T[]): T[] {
  const waitsFor = new Map<string, number>();
  const followers = new Map<string, T[]>();
  for (const move of moves) {
    const after = new Set(move.act.after);
    waitsFor.set(move.entry.id, after.size);
    for (const id of after) {
      const list = followers.get(id);
      if (list === undefined) followers.set(id, [move]);
      else list.push(move);
    }
  }
  const result: T[] = [];
  let ready = moves.filter(({ entry }) => waitsFor.get(entry.id) === 0);
  while (ready.length > 0) {
    ready.sort((a, b) => byTime(a.entry, b.entry));
    const next: T[] = [];
    for (const move of ready) {
      result.push(move);
      for (const follower of followers.get(move.entry.id) ?? []) {
        const left = waitsFor.get(follower.entry.id)! - 1;
        waitsFor.set(follower.entry.id, left);
        if (left === 0) next.push(follower);
      }
    }
    ready = next;
  }
  return result;
}

function firstOfEach(approvals: readonly DraftApproval[]): DraftApproval[] {
  const first = new Map<string, DraftApproval>();
  for (const one of [...approvals].sort((a, b) => byTime(a.entry, b.entry))) {
    const key = `${one.by} ${one.act.text}`;
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}
