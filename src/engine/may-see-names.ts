import type { CirculationRecord } from '../office/circulations.ts';
import type { Office } from './office.ts';

/** Who has read what is for those who answer for it: everybody else sees numbers. */
export function maySeeNames(office: Office, record?: Pick<CirculationRecord, 'by'>): boolean {
  const me = office.me();
  if (me === undefined) return false;
  return (
    me.member === record?.by ||
    (['publisher', 'admin', 'liaison'] as const).some((role) => me.roles.includes(role))
  );
}
