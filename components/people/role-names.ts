import type { Role } from '../../src/ledger/entry.ts';
import type { Words } from '../words.ts';

/** Roles in words; that somebody is a member goes without saying where there is more to say. */
export function roleNames(roles: readonly Role[], words: Words): string {
  const named = roles.filter((role) => role !== 'member' || roles.length === 1);
  return named.map((role) => words.role[role]).join(words.listComma);
}

/** May the user of this device do what this role does? */
export function has(me: { roles: Role[] } | undefined, role: Role): boolean {
  return me?.roles.includes(role) ?? false;
}
