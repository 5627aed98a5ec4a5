import type { Entry, Role, RosterChange } from './entry.ts';
import type { RosterEvents } from './roster-events.ts';
import { follows, inOrder, type RosterNode } from './roster-node.ts';

/** Why a roster entry does not count. */
export type RosterFault =
  /** Signed by fewer admins than the roster before it asks for. */
  | 'too-few'
  /** Who signed it was removed by another admin who did not know of it. */
  | 'removed';

const admin: Role = 'admin';

/**
 * Which roster entries count. An entry needs signatures of as many admins as the roster that it follows asks
 * for. Entries that did not know of each other both count, with one exception: one that takes the rights of an
 * admin beats what that admin signed and nobody had seen. If two beat each other, the admin of longer standing wins.
 *
 * @param nodes in order of arrival; the answer does not depend on it
 * @param hadSeen had the author of a roster entry seen this entry of a device that it takes something from?
 */
export function decideRoster(
  nodes: readonly RosterNode[],
  events: RosterEvents,
  hadSeen: (node: RosterNode, entry: Entry) => boolean,
): { valid: Set<RosterNode>; faults: Map<RosterNode, RosterFault> } {
  const valid = new Set<RosterNode>();
  const faults = new Map<RosterNode, RosterFault>();
  let open = [...nodes].sort(inOrder);
  // Only these can beat others, and only these say how many must sign; of most there are few.
  const takers = open.filter(({ changes }) => changes.some(isTaking));
  const thresholds = open.filter(({ changes }) => changes.some(({ op }) => op === 'office'));
  const isOpen = (node: RosterNode): boolean => !valid.has(node) && !faults.has(node);

  /** Members whose signatures stand below an entry, as the roster before it says, without those that `by` discounts. */
  const signers = (node: RosterNode, by?: RosterNode): Set<string> => {
    const before = (other: RosterNode): boolean => valid.has(other) && follows(node, other);
    const members = new Set<string>();
    for (const entry of [node.entry, ...node.signOffs]) {
      const device = events.device(entry.device, before);
      if (device === undefined || events.isRevoked(entry.device, before)) continue;
      if (!events.hasRole(device.member, admin, before)) continue;
      const isReduced =
        by !== undefined &&
        events.reducers(entry.device, device.member, admin).includes(by) &&
        !hadSeen(by, entry);
      if (!isReduced) members.add(device.member);
    }
    return members;
  };
  const enough = (node: RosterNode, by?: RosterNode): boolean =>
    node.epoch === 0 ||
    signers(node, by).size >=
      thresholdOf(thresholds.filter((other) => valid.has(other) && follows(node, other)));
  const beats = (by: RosterNode, node: RosterNode): boolean =>
    by !== node && !follows(by, node) && !follows(node, by) && !enough(node, by);
  /** Standing of the author, as what is valid says: anybody can write that they have been an admin for long. */
  const rank = (node: RosterNode): string => {
    const before = (other: RosterNode): boolean => valid.has(other) && follows(node, other);
    const member = events.device(node.entry.device, before)?.member;
    return `${member === undefined ? '~' : events.since(member, admin, before)} ${member ?? ''} ${node.entry.id}`;
  };

  while (open.length > 0) {
    const ready = open.filter((node) => !node.parents.some(isOpen));
    const contested: RosterNode[] = [];
    let moved = false;
    for (const node of ready) {
      if (enough(node)) continue;
      faults.set(node, 'too-few');
      moved = true;
    }
    for (const node of ready) {
      if (faults.has(node)) continue;
      const rivals = takers.filter((other) => !faults.has(other) && beats(other, node));
      // One that can only be beaten in return by whom it beats is beaten, unless its author is senior.
      const stronger = rivals.filter(
        (other) =>
          valid.has(other) || other.parents.some(isOpen) || !beats(node, other) || rank(other) < rank(node),
      );
      if (stronger.some((other) => valid.has(other))) {
        faults.set(node, 'removed');
        moved = true;
      } else if (stronger.length === 0) {
        valid.add(node);
        moved = true;
      } else contested.push(node);
    }
    // A ring in which each beats the next: the most senior stands.
    if (!moved) valid.add(contested.sort((a, b) => (rank(a) < rank(b) ? -1 : 1))[0]!);
    open = open.filter(isOpen);
  }
  return { valid, faults };
}

/** Does this step take something from somebody? */
function isTaking({ op }: RosterChange): boolean {
  return op === 'revoke' || op === 'remove' || op === 'left';
}

/** What the last of these entries says; they stand in order. */
function thresholdOf(nodes: readonly RosterNode[]): number {
  let threshold = 1;
  for (const { changes } of nodes) {
    for (const change of changes)
      if (change.op === 'office' && change.threshold !== undefined) threshold = change.threshold;
  }
  return Math.max(1, threshold);
}
