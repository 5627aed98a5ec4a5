import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { digest } from '../ledger/digest.ts';
import { newCode, readCode } from './invitation-code.ts';

/** What an admin's device keeps of an invitation; the code itself is shown once and kept nowhere. */
export interface Invitation {
  /** 16 bytes in hexadecimal; not secret. */
  id: string;
  /** Proves that somebody has the code. 32 bytes in hexadecimal. */
  key: string;
  /** Id of the member whose device will be admitted. */
  member: string;
  /** Milliseconds since 1970, by the clock of the admin's device. */
  expires: number;
  /** How often somebody has tried to come in with it. */
  tries: number;
  /** Id of the device that came in with it. */
  usedBy?: string;
}

/** What both sides work out from the code. */
export interface CodeParts {
  id: string;
  key: string;
  /** Where the two meet at a rendezvous: 16 bytes. Tells nothing of the id or the code. */
  room: Uint8Array<ArrayBuffer>;
}

/**
 * So often may somebody try to come in with one invitation. Nobody guesses a code; but somebody who stole it and stands
 * between the two devices gets one chance in a million with each try, see `pairing/digits.ts`.
 */
export const mostTries = 5;

/** Why an invitation is not answered. */
export type InvitationFault = 'used' | 'expired' | 'too-many-tries';

/** @param expires milliseconds since 1970 */
export function makeInvitation(member: string, expires: number): { invitation: Invitation; code: string } {
  const code = newCode();
  const { id, key } = codeParts(code)!;
  return { invitation: { id, key, member, expires, tries: 0 }, code };
}

/** @returns undefined when it is no code, or one with a slip */
export function codeParts(typed: string): CodeParts | undefined {
  const code = readCode(typed);
  if (code === undefined) return undefined;
  const secret = utf8ToBytes(code);
  const id = digest('guiju/invitation/1', secret).subarray(0, 16);
  return {
    id: bytesToHex(id),
    key: bytesToHex(digest('guiju/invitation-key/1', secret)),
    room: invitationRoom(bytesToHex(id)),
  };
}

/** @param id of the invitation */
export function invitationRoom(id: string): Uint8Array<ArrayBuffer> {
  return digest('guiju/invitation-room/1', hexToBytes(id)).slice(0, 16);
}

/** @param now milliseconds since 1970 */
export function invitationFault(invitation: Invitation, now: number): InvitationFault | undefined {
  if (invitation.usedBy !== undefined) return 'used';
  if (now >= invitation.expires) return 'expired';
  return invitation.tries >= mostTries ? 'too-many-tries' : undefined;
}

/**
 * Counts a try. To be on disk before anything is answered: whoever breaks off has tried too, or they could go on until
 * the six digits happen to be the same.
 *
 * @returns the invitation to be kept, or why it is not answered
 */
export function takeTry(invitation: Invitation, now: number): Invitation | InvitationFault {
  return invitationFault(invitation, now) ?? { ...invitation, tries: invitation.tries + 1 };
}
