import type { Entry, Role } from '../../ledger/entry.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { rolesFor } from '../draft-order.ts';
import { invitingRoles } from '../draft-invitations.ts';
import { consultationRoles } from '../consultations.ts';
import type { AuditRefusal } from './audit-line.ts';

/** Why an entry has no effect, as its type asks for a right; undefined when it has one, or could not have any. */
export function auditRefusal(entry: Entry, ledger: Ledger): AuditRefusal | undefined {
  const { roster, chains } = ledger;
  const { act } = entry;
  const without = (role: Role): AuditRefusal | undefined => roster.judge(entry, role).refusal;
  const withoutAll = (roles: readonly Role[]): AuditRefusal | undefined =>
    roles.some((role) => without(role) === undefined)
      ? undefined
      : (without(roles[0] ?? 'publisher') ?? 'no-role');
  switch (act.type) {
    case 'publish':
    case 'repeal':
    case 'circulate':
    case 'exempt':
    case 'close':
    case 'calendar':
    case 'interpret':
      return without('publisher');
    case 'move':
      return withoutAll(rolesFor(act.from, act.to));
    case 'invite':
      return withoutAll(invitingRoles);
    case 'withdraw': {
      const target = chains.get(act.entry);
      const type = target?.act.type;
      if (target === undefined || type === 'publish' || type === 'repeal') return without('publisher');
      // One's own word may be taken back on any device.
      const own = roster.judge(target, 'member').member === roster.judge(entry, 'member').member;
      return own ? without('member') : without('publisher');
    }
    case 'acknowledge':
      if (act.behalf === undefined && act.unit === undefined) return without('member');
      return without('liaison') === undefined ? undefined : without('publisher');
    case 'relay':
      return without('liaison') === undefined ? undefined : without('publisher');
    case 'consult':
    case 'consult-close':
    case 'consult-feedback':
      return consultationRoles.some((role) => without(role) === undefined) ? undefined : without('editor');
    case 'roster':
    case 'genesis':
      return undefined;
    case 'sign-off':
      return without('admin');
    default:
      return without('member');
  }
}
