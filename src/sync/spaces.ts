import type { Role } from '../ledger/entry.ts';
import type { Roster } from '../ledger/roster.ts';
import { editorsSpace, invitedSpace } from '../store/draft-document.ts';

/**
 * Who may have what. Every document lies in one space:
 *
 *     members      everybody in the office: rules, editions
 *     editors      those who write and judge drafts
 *     admins       those who keep the roster: phone numbers
 *     receipts     those who may see who has read what: photographed sheets; files only, no documents
 *     unit:<id>    the people of a unit
 *     private:<id> one member's own devices
 *     draft:<id>   editors, and who was invited to this draft
 */
export type Space = string;

const withRole: ReadonlyMap<Space, readonly Role[]> = new Map([
  ['members', ['member']],
  ['editors', ['editor', 'publisher', 'reviewer']],
  ['admins', ['admin']],
]);

/** Holds files and no documents, so that nothing about it is ever compared. */
const receipts: readonly Role[] = ['publisher', 'admin', 'liaison'];

const isEditor = (roles: readonly Role[]): boolean =>
  withRole.get(editorsSpace)!.some((role) => roles.includes(role));

/** Rights of devices as a roster gives them. */
export interface Rights {
  /** Does this device belong to somebody in the office, and was not revoked? */
  isActive(device: string): boolean;
  mayHave(device: string, space: Space): boolean;
  /** All spaces of documents that a device may have. */
  spacesOf(device: string): Space[];
}

/**
 * @param roster asked for again at every question, since it changes
 * @param invitations members who were invited to drafts that they could not have by their roles, by draft
 */
export function rightsOf(
  roster: () => Roster | undefined,
  invitations: () => ReadonlyMap<string, ReadonlySet<string>> = () => new Map(),
): Rights {
  const memberOf = (device: string): { roles: readonly Role[]; unit?: string; id: string } | undefined => {
    const now = roster();
    const known = now?.devices.get(device);
    if (known === undefined || known.revoked || known.kind !== 'device') return undefined;
    const member = now!.members.get(known.member);
    return member === undefined || !member.roles.includes('member') ? undefined : member;
  };
  const spacesOf = (device: string): Space[] => {
    const member = memberOf(device);
    if (member === undefined) return [];
    return [
      ...[...withRole].flatMap(([space, some]) =>
        some.some((role) => member.roles.includes(role)) ? space : [],
      ),
      ...(member.unit === undefined ? [] : [`unit:${member.unit}`]),
      `private:${member.id}`,
      ...[...invitations()]
        .filter(([, invited]) => invited.has(member.id) || isEditor(member.roles))
        .map(([draft]) => invitedSpace(draft)),
    ];
  };
  return {
    isActive: (device) => memberOf(device) !== undefined,
    // Asked for every row that is told: without looking through everything that the device may have.
    mayHave(device, space) {
      const member = memberOf(device);
      if (member === undefined) return false;
      const some = space === 'receipts' ? receipts : withRole.get(space);
      if (some !== undefined) return some.some((role) => member.roles.includes(role));
      if (space.startsWith(invitedSpace(''))) {
        const invited = invitations().get(space.slice(invitedSpace('').length));
        return invited !== undefined && (isEditor(member.roles) || invited.has(member.id));
      }
      return (
        space === `private:${member.id}` || (member.unit !== undefined && space === `unit:${member.unit}`)
      );
    },
    spacesOf,
  };
}
