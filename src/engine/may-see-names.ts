import type { CirculationRecord } from '../office/circulations.ts';
import { mayName } from './may-name.ts';
import type { Office } from './office.ts';

/** Who has read what is for those who answer for it, and for who sent it: everybody else sees numbers. */
export function maySeeNames(office: Office, record?: Pick<CirculationRecord, 'by'>): boolean {
  const me = office.me();
  return mayName(me?.roles) || (record !== undefined && record.by === me?.member);
}
