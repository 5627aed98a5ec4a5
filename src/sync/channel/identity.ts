import type { AgreementKeys } from '../../ledger/agreement-keys.ts';
import type { DeviceKeys } from '../../ledger/signature.ts';

/** Who speaks on this side of a channel, and whom it takes for a device of its office. */
export interface Identity {
  /** Id of the genesis. */
  office: string;
  keys: DeviceKeys;
  agreement: AgreementKeys;
  /**
   * Public signing key of a device that may speak for the office now: on the roster, not revoked, its member not gone,
   * and no recovery key. Asked anew for every handshake.
   */
  device(id: string): Pick<DeviceKeys, 'alg' | 'key'> | undefined;
  /** The same of a device that spoke for the office once and is revoked: it may hear that it is. */
  revoked(id: string): Pick<DeviceKeys, 'alg' | 'key'> | undefined;
  /** Public agreement key that a device has announced, base64url of the uncompressed point. */
  agreementKeyOf(id: string): string | undefined;
}
