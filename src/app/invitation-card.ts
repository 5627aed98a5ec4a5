import { spacedCode } from '../sync/invitation-code.ts';
import { formatRoute } from './route.ts';

/** What is handed to the person with the new device. */
export interface InvitationCard {
  /** The code in groups, as it is read out and typed. */
  spaced: string;
  /** Opens the page for joining with the code in it, behind `#`. */
  address: string;
  /** The address leads to this computer and nowhere else. */
  isOnlyHere: boolean;
}

/**
 * @param code of an invitation
 * @param here where the app was opened from
 */
export function invitationCard(
  code: string,
  here: Pick<Location, 'origin' | 'pathname' | 'hostname'>,
): InvitationCard {
  return {
    spaced: spacedCode(code),
    address: `${here.origin}${here.pathname}${formatRoute({ page: 'join', code })}`,
    isOnlyHere: /^(localhost|127\..*|\[::1\])$/.test(here.hostname),
  };
}
