import type { Entry, Role } from './entry.ts';
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
  const sorted = [...nodes].sort(inOrder);
  const thresholds = sorted.filter(({ changes }) => changes.some(({ op }) => op === 'office'));
  // What nobody signed who could ever have been an admin never counts, whatever comes of the rest.
  const possible = new Set<RosterNode>();
  for (const node of sorted) {
    const before = (other: RosterNode): boolean => possible.has(other) && follows(node, other);
    const could = [node.entry, ...node.signOffs].some(({ device }) => {
      const known = events.device(device, before);
      return known !== undefined && events.everHadRole(known.member, admin, before);
    });
    if (node.epoch === 0 || could) possible.add(node);
    else faults.set(node, 'too-few');
  }
  const isOpen = (node: RosterNode): boolean => !valid.has(node) && !faults.has(node);
  const isReady = (node: RosterNode): boolean => !node.parents.some(isOpen);
  let open = sorted.filter(isOpen);

  interface Standing {
    threshold: number;
    signers: { entry: Entry; member: string; takers: Set<RosterNode> }[];
  }
  const standings = new Map<RosterNode, Standing>();
  /** Whose signatures stand below an entry, and who takes rights from them unseen. Settled once its past is decided. */
  const standing = (node: RosterNode): Standing => {
    const known = standings.get(node);
    if (known !== undefined) return known;
    const before = (other: RosterNode): boolean => valid.has(other) && follows(node, other);
    const signers = [node.entry, ...node.signOffs].flatMap((entry) => {
      const device = events.device(entry.device, before);
      if (device === undefined || events.isRevoked(entry.device, before)) return [];
      if (!events.hasRole(device.member, admin, before)) return [];
      const takers = events
        .reducers(entry.device, device.member, admin)
        .filter((by) => by !== node && !follows(by, node) && !follows(node, by) && !hadSeen(by, entry));
      return [{ entry, member: device.member, takers: new Set(takers) }];
    });
    const made = { threshold: thresholdOf(thresholds.filter(before)), signers };
    if (isReady(node)) standings.set(node, made);
    return made;
  };
  const enough = (node: RosterNode, by: readonly RosterNode[] = []): boolean => {
    if (node.epoch === 0) return true;
    const { threshold, signers } = standing(node);
    const left = signers.filter(({ takers }) => !by.some((one) => takers.has(one)));
    return new Set(left.map(({ member }) => member)).size >= threshold;
  };
  const attackers = (node: RosterNode): RosterNode[] =>
    [...new Set(standing(node).signers.flatMap(({ takers }) => [...takers]))].filter((by) => !faults.has(by));
  const rank = (node: RosterNode): string => {
    const before = (other: RosterNode): boolean => valid.has(other) && follows(node, other);
    const author = events.device(node.entry.device, before);
    const since = author === undefined ? '~' : events.since(author.member, admin, before);
    return `${since} ${author?.kind === 'recovery' ? 0 : 1} ${author?.member ?? ''} ${node.entry.id}`;
  };

  while (open.length > 0) {
    const contested: { node: RosterNode; waits: boolean }[] = [];
    let moved = false;
    const ready = open.filter(isReady);
    for (const node of ready) {
      if (enough(node)) continue;
      faults.set(node, 'too-few');
      moved = true;
    }
    for (const node of ready) {
      if (faults.has(node)) continue;
      const rivals = attackers(node);
      const stronger = rivals.filter(
        (one) => valid.has(one) || !isReady(one) || enough(one, [node]) || rank(one) < rank(node),
      );
      if (
        !enough(
          node,
          rivals.filter((one) => valid.has(one)),
        )
      ) {
        faults.set(node, 'removed');
        moved = true;
      } else if (enough(node, stronger)) {
        valid.add(node);
        moved = true;
      } else contested.push({ node, waits: stronger.some((one) => !isReady(one) && rank(one) < rank(node)) });
    }
    // A ring: the most senior stands, but not before a more senior one that would beat it has had its turn.
    if (!moved) {
      const free = contested.filter(({ waits }) => !waits);
      const all = (free.length > 0 ? free : contested).sort((a, b) => (rank(a.node) < rank(b.node) ? -1 : 1));
      valid.add(all[0]!.node);
    }
    open = open.filter(isOpen);
  }
  return { valid, faults };
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
