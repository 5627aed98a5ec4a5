import type { Role } from '../ledger/entry.ts';

/** May somebody with these roles see who has read, and who not? */
export function mayName(roles: readonly Role[] = []): boolean {
  return roles.some((role) => role === 'publisher' || role === 'admin' || role === 'liaison');
}
