import type { ChainPlace, Role, RosterChange } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { mostHeads } from '../ledger/read-act.ts';
import type { Member, Roster } from '../ledger/roster.ts';

/** An id for a new member, unit or post: nothing about a person can be read from it. */
export function newHandle(letter: 'm' | 'u' | 'p' | 'd'): string {
  return letter + crypto.randomUUID().replaceAll('-', '').slice(0, 12);
}

/** Steps from the roles that a member has to those that they should have. */
export function roleChanges(member: string, before: readonly Role[], after: readonly Role[]): RosterChange[] {
  const granted = after.filter((role) => !before.includes(role));
  const removed = before.filter((role) => !after.includes(role));
  return [
    ...(granted.length > 0 ? [{ op: 'grant' as const, member, roles: granted }] : []),
    ...(removed.length > 0 ? [{ op: 'remove' as const, member, roles: removed }] : []),
  ];
}

/** What a member's record should say; absent fields are cleared. */
export type MemberFields = Pick<Member, 'name' | 'number' | 'unit' | 'post' | 'joined'>;

/** Only what differs, so that two admins who change different things about somebody do not undo each other. */
export function memberChanges(id: string, before: Member | undefined, after: MemberFields): RosterChange[] {
  const change: Extract<RosterChange, { op: 'member' }> = { op: 'member', id };
  if (before?.name !== after.name) change.name = after.name;
  for (const key of ['number', 'unit', 'post', 'joined'] as const) {
    if (before?.[key] === after[key]) continue;
    change[key] = after[key] ?? null;
  }
  return before === undefined || Object.keys(change).length > 2 ? [change] : [];
}

/** How far the chains of all devices were seen that lose something by these steps. */
export function seenBy(
  ledger: Ledger,
  roster: Roster,
  changes: readonly RosterChange[],
): Record<string, ChainPlace[]> {
  const devices = new Set<string>();
  for (const change of changes) {
    if (change.op === 'revoke') devices.add(change.device);
    if (change.op !== 'remove' && change.op !== 'left') continue;
    for (const device of roster.devices.values()) if (device.member === change.member) devices.add(device.id);
  }
  return Object.fromEntries(
    [...devices].map((id) => {
      // Of a chain that somebody has split again and again on purpose, the longest branches will do.
      const heads = ledger.chains.heads(id).sort((a, b) => b.seq - a.seq);
      return [id, heads.slice(0, mostHeads).map((head): ChainPlace => [head.seq, head.id])];
    }),
  );
}
