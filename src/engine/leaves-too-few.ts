import type { RosterChange } from '../ledger/entry.ts';
import type { Roster } from '../ledger/roster.ts';

/**
 * Would these steps leave fewer admins with a device than must sign? Then nobody could ever change the roster again. A
 * recovery file counts as a device. Steps that take nothing away are always allowed.
 */
export function leavesTooFew(roster: Roster, changes: readonly RosterChange[]): boolean {
  const isTaking = changes.some(
    ({ op }) => op === 'revoke' || op === 'remove' || op === 'left' || op === 'office',
  );
  if (!isTaking) return false;
  const gone = new Set<string>();
  const granted = new Set<string>();
  const revoked = new Set<string>();
  let { threshold } = roster;
  for (const change of changes) {
    if (change.op === 'left' || (change.op === 'remove' && change.roles.includes('admin')))
      gone.add(change.member);
    else if (change.op === 'grant' && change.roles.includes('admin')) granted.add(change.member);
    else if (change.op === 'revoke') revoked.add(change.device);
    else if (change.op === 'office') threshold = change.threshold ?? threshold;
  }
  const withDevice = new Set(
    [...roster.devices.values()]
      .filter((one) => !one.revoked && !revoked.has(one.id))
      .map(({ member }) => member),
  );
  const left = [...roster.members.values()].filter(
    ({ id, roles }) => (roles.includes('admin') || granted.has(id)) && !gone.has(id) && withDevice.has(id),
  );
  return left.length < threshold;
}
