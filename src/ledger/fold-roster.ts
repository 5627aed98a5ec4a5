import { allRoles } from './entry.ts';
import type { Device, Member, Post, Roster, Unit } from './roster.ts';
import type { RosterEvents } from './roster-events.ts';
import { inOrder, type RosterNode } from './roster-node.ts';

/**
 * The roster that a set of valid roster entries makes. Names and places are those said last, by epoch and id;
 * roles and revocations are decided by `RosterEvents`.
 */
export function foldRoster(valid: readonly RosterNode[], events: RosterEvents): Roster {
  const nodes = [...valid].sort(inOrder);
  const set = new Set(nodes);
  const within = (node: RosterNode): boolean => set.has(node);
  const roster: Roster = {
    office: nodes[0]?.entry.id ?? '',
    name: '',
    threshold: 1,
    epoch: nodes.at(-1)?.epoch ?? 0,
    heads: headsOf(nodes),
    units: new Map(),
    posts: new Map(),
    members: new Map(),
    devices: new Map(),
  };
  for (const { changes } of nodes) {
    for (const change of changes) {
      switch (change.op) {
        case 'office':
          roster.name = change.name ?? roster.name;
          roster.threshold = Math.max(1, change.threshold ?? roster.threshold);
          break;
        case 'unit': {
          const { op: _op, id, parent, closed, ...rest } = change;
          const before: Unit = roster.units.get(id) ?? { id, name: id, kind: 'office' };
          roster.units.set(
            id,
            place({ ...before, ...rest }, { parent, closed: closed === false ? null : closed }),
          );
          break;
        }
        case 'post': {
          const { op: _op, id, unit, closed, ...rest } = change;
          const before: Post = roster.posts.get(id) ?? { id, name: id };
          roster.posts.set(
            id,
            place({ ...before, ...rest }, { unit, closed: closed === false ? null : closed }),
          );
          break;
        }
        case 'member': {
          const { op: _op, id, name, ...rest } = change;
          const before: Member = roster.members.get(id) ?? { id, name: id, roles: [] };
          roster.members.set(id, place({ ...before, ...(name !== undefined && { name }) }, rest));
          break;
        }
        case 'left': {
          const member = roster.members.get(change.member);
          if (member !== undefined) member.left = change.on;
          break;
        }
        case 'device': {
          const { op: _op, ...device } = change;
          if (!roster.devices.has(device.id)) roster.devices.set(device.id, { ...device });
          break;
        }
        default:
      }
    }
  }
  for (const member of roster.members.values()) {
    member.roles = allRoles.filter((role) => events.hasRole(member.id, role, within));
    if (member.roles.length > 0) delete member.left;
  }
  for (const device of roster.devices.values()) {
    if (events.isRevoked(device.id, within)) (device satisfies Device).revoked = true;
  }
  return roster;
}

/** Sets what is given, and removes what is null. */
function place<T extends object>(value: T, change: { [key: string]: unknown }): T {
  const given = Object.entries(change).filter(([, one]) => one !== undefined);
  const whole = Object.entries({ ...value, ...Object.fromEntries(given) });
  return Object.fromEntries(whole.filter(([, one]) => one !== null)) as T;
}

function headsOf(nodes: readonly RosterNode[]): string[] {
  const followed = new Set(nodes.flatMap((node) => node.parents));
  return nodes
    .filter((node) => !followed.has(node))
    .map(({ entry }) => entry.id)
    .sort();
}
