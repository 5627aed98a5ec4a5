import type { Role } from '../../ledger/entry.ts';
import type { CirculationBook } from '../../office/circulation-book.ts';
import type { RegisterForm } from '../../office/registers/register.ts';

/**
 * May this member have a register, with the names in it? Publishers, admins and liaison officers may, and who sent the
 * circulation; everybody has their own history.
 */
export function mayHave(
  form: RegisterForm,
  circulation: string | undefined,
  me: { member: string; roles: readonly Role[] },
  book: CirculationBook,
): boolean {
  if (form === 'history') return true;
  if (me.roles.some((role) => role === 'publisher' || role === 'admin' || role === 'liaison')) return true;
  return circulation !== undefined && book.circulations.of(circulation)?.by === me.member;
}
