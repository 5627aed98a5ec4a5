import { pointOf } from '../ledger/agreement-keys.ts';
import type { Roster } from '../ledger/roster.ts';
import { audienceMembers } from '../office/audience-members.ts';
import { type ConsultationRecord, consultationRoles } from '../office/consultations.ts';
import type { Office } from './office.ts';

/** A device that something can be sealed for. */
export interface Reader {
  device: string;
  member: string;
  /** Its announced agreement key. */
  key: string;
  point: Uint8Array<ArrayBuffer>;
}

/** Devices of the office with an announced key, of those members. */
export function readersAmong(office: Office, members: ReadonlySet<string>): Reader[] {
  const { announced, roster } = office.ledger;
  return [...roster.roster().devices.values()].flatMap(({ id, member, kind, revoked }) => {
    if (revoked || kind !== 'device' || !members.has(member)) return [];
    const key = announced.keyOf(id);
    const point = key === undefined ? undefined : pointOf(key);
    return point === undefined ? [] : [{ device: id, member, key: key!, point }];
  });
}

/** Members who have drafts, and with them what is said about these. */
export function editorsOf({ members }: Pick<Roster, 'members'>): Set<string> {
  return new Set(
    [...members.values()]
      .filter(
        ({ roles }) => roles.includes('member') && consultationRoles.some((role) => roles.includes(role)),
      )
      .map(({ id }) => id),
  );
}

/** Members who are asked in a round, as the roster is now. */
export function askedIn(office: Office, { act }: Pick<ConsultationRecord, 'act'>): string[] {
  return audienceMembers(office.roster, act.audience);
}
