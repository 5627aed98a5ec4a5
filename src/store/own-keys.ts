import type { AgreementKeys } from '../ledger/agreement-keys.ts';
import { type DeviceKeys, isAlg } from '../ledger/signature.ts';
import { fieldsIn } from './read-fields.ts';

/** Where keys lie; those of the first turn as they always have. */
export function atTurn(key: string, turn: number): string {
  return turn === 0 ? key : `${key}-${turn}`;
}

/** Signing keys as they lie on disk; undefined when there are none. */
export function toKeys(value: unknown): DeviceKeys | undefined {
  const fields = fieldsIn(value);
  if (fields === undefined || !isAlg(fields['alg']) || typeof fields['key'] !== 'string') return undefined;
  if (!(fields['privateKey'] instanceof CryptoKey)) return undefined;
  return { alg: fields['alg'], key: fields['key'], privateKey: fields['privateKey'] };
}

/** Agreement keys as they lie on disk; undefined when there are none. */
export function toAgreementKeys(value: unknown): AgreementKeys | undefined {
  const fields = fieldsIn(value);
  if (fields?.['alg'] !== 'ECDH-P256' || typeof fields['key'] !== 'string') return undefined;
  if (!(fields['privateKey'] instanceof CryptoKey)) return undefined;
  return { alg: 'ECDH-P256', key: fields['key'], privateKey: fields['privateKey'] };
}
