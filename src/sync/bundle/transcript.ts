import { hexToBytes } from '@noble/hashes/utils.js';
import { digest } from '../../ledger/digest.ts';
import { purposeAnd } from '../channel/derive.ts';
import { officeTagLength } from './prologue.ts';

/** What keys and signature of a bundle are bound to, so that no part of it fits into another one. */

/** @param office id of the genesis; absent for a backup, which tells it only inside */
function officeBytes(office: string | undefined): Uint8Array {
  return office === undefined ? new Uint8Array(32) : hexToBytes(office);
}

/** Shows the office to those who know its id, and is random to everybody else. */
export function officeTag(office: string, salt: Uint8Array): Uint8Array<ArrayBuffer> {
  return digest('guiju/bundle-office/1', officeBytes(office), salt).slice(0, officeTagLength);
}

/** What the keys of the slots are bound to. */
export function prologueHash(office: string | undefined, prologue: Uint8Array): Uint8Array<ArrayBuffer> {
  return digest('guiju/bundle-prologue/1', officeBytes(office), prologue);
}

/** What the frames are bound to: the prologue, and for whom the bundle is sealed. */
export function headHash(prologueHash: Uint8Array, slots: Uint8Array): Uint8Array<ArrayBuffer> {
  return digest('guiju/bundle-head/1', prologueHash, slots);
}

/** What the writer signs. */
export function signedStatement(office: string | undefined, fileHash: Uint8Array): Uint8Array<ArrayBuffer> {
  return purposeAnd('guiju/bundle-signature/1', officeBytes(office), fileHash);
}
