import { fieldsIn, stringIn, stringsIn } from '../store/read-fields.ts';

/** 采纳 部分采纳 不采纳 */
export const decisions = ['adopted', 'partly', 'rejected'] as const;
export type Decision = (typeof decisions)[number];

/** What one editor has decided about one opinion. It is never changed: another one comes in its place. */
export interface OpinionDecision {
  id: string;
  /** Which opinion, see `opinionKey`. */
  opinion: string;
  decision: Decision;
  reason: string;
  /** Member, and their clock in milliseconds since 1970. */
  by: string;
  at: number;
  /** Ids of those that it takes the place of: what its editor saw. */
  over: string[];
  /** Hash of the opinion as it was then, see `opinionHash`. */
  about: string;
}

export const longestReason = 2000;

/** Decisions as editors' devices hold them; what is none is left out. */
export function readDecisions(answers: Record<string, unknown>): OpinionDecision[] {
  return Object.entries(answers).flatMap(([id, value]) => {
    const from = fieldsIn(value) ?? {};
    const [opinion, reason, by, about] = (['opinion', 'reason', 'by', 'about'] as const).map((key) =>
      stringIn(from, key),
    );
    const decision = decisions.find((one) => one === from['decision']);
    const { at } = from;
    if (opinion === undefined || decision === undefined || by === undefined || about === undefined) return [];
    if (typeof at !== 'number' || !Number.isSafeInteger(at)) return [];
    return [
      {
        id,
        opinion,
        decision,
        reason: (reason ?? '').slice(0, longestReason),
        by,
        at,
        over: stringsIn(from, 'over'),
        about,
      },
    ];
  });
}

/**
 * The decisions that stand, by opinion, oldest first. Where two editors decided at once, without having seen each
 * other's, both stand until somebody decides over both.
 */
export function standingDecisions(all: readonly OpinionDecision[]): Map<string, OpinionDecision[]> {
  const over = new Map(all.map((one) => [one.id, one.opinion]));
  const replaced = new Set(
    all.flatMap((one) => one.over.filter((id) => id !== one.id && over.get(id) === one.opinion)),
  );
  const standing = new Map<string, OpinionDecision[]>();
  for (const one of all.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))) {
    if (replaced.has(one.id)) continue;
    const list = standing.get(one.opinion);
    if (list === undefined) standing.set(one.opinion, [one]);
    else list.push(one);
  }
  return standing;
}
