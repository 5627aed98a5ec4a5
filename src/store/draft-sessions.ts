import type { Written } from './draft-log.ts';

/** Who did something, and when. */
export interface Doer {
  /** Empty where it is not known. */
  member: string;
  at: number;
}

/** What one person wrote, without a longer pause. */
export interface Session extends Doer {
  /** When it ended; `at` is when it began. */
  to: number;
  changes: Written[];
  /** The draft as it was afterwards, with what others had written until then. */
  heads: string[];
}

/** Milliseconds of a pause that ends a session. */
const pause = 30 * 60_000;

/**
 * Changes in the order in which they were made, as far as the clocks tell, each after those that it follows. The same
 * on every device that has the same changes.
 */
export function inOrderOfTime(written: ReadonlyMap<string, Written>): Written[] {
  const waiting = new Map<string, number>();
  const followers = new Map<string, Written[]>();
  const ready = new Heap();
  for (const one of written.values()) {
    const deps = one.deps.filter((dep) => written.has(dep));
    if (deps.length === 0) ready.push(one);
    else waiting.set(one.hash, deps.length);
    for (const dep of deps) {
      const list = followers.get(dep);
      if (list === undefined) followers.set(dep, [one]);
      else list.push(one);
    }
  }
  const order: Written[] = [];
  for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
    order.push(next);
    for (const follower of followers.get(next.hash) ?? []) {
      const left = waiting.get(follower.hash)! - 1;
      waiting.set(follower.hash, left);
      if (left === 0) ready.push(follower);
    }
  }
  return order;
}

/**
 * Who wrote when: changes of one person with pauses of less than half an hour between them. What did nothing to the text
 * is in none.
 *
 * @param order see `inOrderOfTime`
 * @param doerOf who made a change
 * @returns in the order in which they ended
 */
export function sessionsOf(order: readonly Written[], doerOf: (change: Written) => Doer): Session[] {
  const open = new Map<string, Session>();
  const sessions = new Set<Session>();
  const heads = new Set<string>();
  for (const change of order) {
    for (const dep of change.deps) heads.delete(dep);
    heads.add(change.hash);
    if (change.letters.length === 0) continue;
    const { member, at } = doerOf(change);
    let session = open.get(member);
    if (session === undefined || Math.abs(at - session.to) >= pause) {
      session = { member, at, to: at, changes: [], heads: [] };
      open.set(member, session);
    }
    session.to = Math.max(session.to, at);
    session.changes.push(change);
    session.heads = [...heads];
    sessions.delete(session);
    sessions.add(session);
  }
  return [...sessions];
}

/** The draft after each of some changes, with what stands before it in the order. */
export function statesAfter(
  order: readonly Written[],
  hashes: ReadonlySet<string>,
): ReadonlyMap<string, string[]> {
  const states = new Map<string, string[]>();
  const heads = new Set<string>();
  for (const { hash, deps } of order) {
    for (const dep of deps) heads.delete(dep);
    heads.add(hash);
    if (hashes.has(hash)) states.set(hash, [...heads]);
  }
  return states;
}

/** Changes, the earliest first; of one time in order of their hashes. */
class Heap {
  #list: Written[] = [];

  push(one: Written): void {
    const list = this.#list;
    let at = list.push(one) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (isBefore(list[above]!, one)) break;
      list[at] = list[above]!;
      at = above;
    }
    list[at] = one;
  }

  pop(): Written | undefined {
    const list = this.#list;
    const [first, last] = [list[0], list.pop()];
    if (list.length === 0 || last === undefined) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= list.length) break;
      if (below + 1 < list.length && isBefore(list[below + 1]!, list[below]!)) below += 1;
      if (isBefore(last, list[below]!)) break;
      list[at] = list[below]!;
      at = below;
    }
    list[at] = last;
    return first;
  }
}

const isBefore = (a: Written, b: Written): boolean => a.at < b.at || (a.at === b.at && a.hash < b.hash);
