/** What people may say instead of yes. Their places in this list are what is sent, so new ones go to the end. */
export const refusals = [
  /** The digits on the two screens are not the same. */
  'digits-differ',
  /** Somebody does not want this after all, or left the page. */
  'unwanted',
  /** The device could not sign, save or send what it should. */
  'failed',
  /** Another device is being let in with this invitation, or has been. */
  'taken',
  /** The device that asks is revoked: with these keys it does not come in again. */
  'revoked',
  /** The device that asks is in the roster as one of another member. */
  'other-member',
] as const;

export type Refusal = (typeof refusals)[number];

/** Why a device was not admitted. Words for it are in the interface. */
export type PairingFault =
  | Refusal
  /** The link broke. */
  | 'lost'
  | 'silent'
  /** The other side speaks a version that this app does not know. */
  | 'version'
  /** The other side does not have the code, or does not (any more) know an invitation with it. */
  | 'code'
  /** It sent what cannot be read, or what was not its turn. */
  | 'malformed'
  /** It is this device itself. */
  | 'same-device'
  /** Who answered is no admin of the office whose roster it sent. */
  | 'not-admin';

export class PairingFailed extends Error {
  override name = 'PairingFailed';
  readonly fault: PairingFault;
  /** Who broke off; of a link that broke nobody knows. */
  readonly by: 'here' | 'there';

  constructor(fault: PairingFault, by: 'here' | 'there' = 'here') {
    super(fault);
    this.fault = fault;
    this.by = by;
  }
}
