import type { ChainPlace, Role, RosterChange } from './entry.ts';
import { follows, inOrder, type RosterNode } from './roster-node.ts';

interface RoleEvent {
  node: RosterNode;
  /** Position among the changes of its entry. */
  at: number;
  grants: boolean;
  /** Undefined: all of them, since the member has left. */
  roles: readonly Role[] | undefined;
}

type Introduction = Extract<RosterChange, { op: 'device' }>;

/** Does this entry of the roster count for the question at hand? */
export type Within = (node: RosterNode) => boolean;

/** What all roster entries say of members and devices, ready to be asked for any subset of them. */
export class RosterEvents {
  #roles = new Map<string, RoleEvent[]>();
  #devices = new Map<string, { node: RosterNode; change: Introduction }[]>();
  #revocations = new Map<string, RosterNode[]>();
  #accepted = new Map<string, { node: RosterNode; through: ChainPlace }[]>();

  add(node: RosterNode): void {
    node.changes.forEach((change, at) => {
      if (change.op === 'grant' || change.op === 'remove')
        push(this.#roles, change.member, { node, at, grants: change.op === 'grant', roles: change.roles });
      else if (change.op === 'left')
        push(this.#roles, change.member, { node, at, grants: false, roles: undefined });
      else if (change.op === 'device') push(this.#devices, change.id, { node, change });
      else if (change.op === 'revoke') push(this.#revocations, change.device, node);
      else if (change.op === 'accept') push(this.#accepted, change.device, { node, through: change.through });
    });
  }

  /**
   * A role that was removed comes back only by an entry that knew of the removal: of two that did not know of
   * each other, the removal counts.
   */
  hasRole(member: string, role: Role, within: Within): boolean {
    const events = (this.#roles.get(member) ?? []).filter(
      ({ node, roles }) => (roles === undefined || roles.includes(role)) && within(node),
    );
    const removals = events.filter(({ grants }) => !grants);
    return events.some(
      (grant) =>
        grant.grants &&
        removals.every((removal) =>
          removal.node === grant.node ? removal.at < grant.at : follows(grant.node, removal.node),
        ),
    );
  }

  /** Was the member ever given the role, whatever came of it? */
  everHadRole(member: string, role: Role, within: Within): boolean {
    return (this.#roles.get(member) ?? []).some(
      ({ grants, roles, node }) => grants && roles?.includes(role) && within(node),
    );
  }

  /** Epoch and id of the entry that gave the role first; those who had it earlier are senior. */
  since(member: string, role: Role, within: Within): string {
    const first = (this.#roles.get(member) ?? [])
      .filter(({ grants, roles, node }) => grants && roles?.includes(role) && within(node))
      .map(({ node }) => node)
      .sort(inOrder)[0];
    return first === undefined ? '~' : `${String(first.epoch).padStart(8, '0')} ${first.entry.id}`;
  }

  /** How a device came into the roster: the first of the entries that count. */
  device(id: string, within: Within): Introduction | undefined {
    return (this.#devices.get(id) ?? [])
      .filter(({ node }) => within(node))
      .sort((a, b) => inOrder(a.node, b.node))[0]?.change;
  }

  isRevoked(device: string, within: Within): boolean {
    return (this.#revocations.get(device) ?? []).some(within);
  }

  /** Entries that take something from a device: revoke it, or remove a role of its member. */
  reducers(device: string, member: string, role: Role): RosterNode[] {
    const removals = (this.#roles.get(member) ?? []).filter(
      ({ grants, roles }) => !grants && (roles === undefined || roles.includes(role)),
    );
    return [...new Set([...(this.#revocations.get(device) ?? []), ...removals.map(({ node }) => node)])];
  }

  accepted(device: string): readonly { node: RosterNode; through: ChainPlace }[] {
    return this.#accepted.get(device) ?? [];
  }
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
