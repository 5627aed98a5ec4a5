import { canonicalJson } from '../../ledger/canonical-json.ts';
import { BadEntry } from '../../ledger/bad-entry.ts';
import { joinEntries, type ProofFault } from '../../ledger/judge-proof.ts';
import { checkSeal } from '../../ledger/proof-seal.ts';
import type { Roster } from '../../ledger/roster.ts';
import { someVerifier, type Verifier } from '../../ledger/verifier.ts';
import { checkSignatures } from '../../ledger/verify-proof.ts';
import { makeRegister } from '../../office/registers/make-register.ts';
import type { Register, RegisterOrder } from '../../office/registers/register.ts';
import { splitProof } from '../../exchange/proof/read-proof.ts';
import { proofSources } from './proof-sources.ts';
import { readRegisterProof, type ReadRegisterProof } from './register-proof-data.ts';

export type RegisterFault =
  | Extract<ProofFault, 'malformed' | 'other-office' | 'signature' | 'incomplete' | 'seal'>
  /** The register is not what its own entries say. */
  | 'register'
  /** Nobody of the office stands for it, or something was changed after it was made. */
  | 'maker';

export interface RegisterVerdict {
  valid: boolean;
  fault?: RegisterFault;
  /** As counted from the entries of the file; there as soon as these are good. */
  register?: Register;
  /** With fault `register`: rows, from 0, that say something else in the file, are missing there or too many. */
  differs?: number[];
  order?: RegisterOrder;
  office?: string;
  entries?: number;
  roster?: Roster;
  /** Of a file: whether a device of the office signed its page too, or it only closes with a hash. */
  seal?: 'signed' | 'hash';
}

/**
 * Verifies a proof of a register from its own contents alone: every signature, the roster from the genesis on, and
 * every row, which is counted again. Never throws for what is in it.
 *
 * @param value parsed JSON
 */
export async function verifyRegister(
  value: unknown,
  verifier: Verifier = someVerifier(),
): Promise<RegisterVerdict> {
  try {
    return await verify(readRegisterProof(value), verifier);
  } catch (error) {
    if (error instanceof BadEntry || error instanceof TypeError) return { valid: false, fault: 'malformed' };
    throw error;
  }
}

/** The same of a file, down to its last byte. */
export async function verifyRegisterFile(
  bytes: Uint8Array,
  verifier: Verifier = someVerifier(),
): Promise<RegisterVerdict> {
  const file = splitProof(bytes);
  if (file === undefined) return { valid: false, fault: 'malformed' };
  const verdict = await verifyRegister(file.value, verifier);
  if (!verdict.valid || verdict.roster === undefined) return verdict;
  const fits = await checkSeal(file.seal, file.sealed, verdict.roster, verifier);
  const seal = file.seal.alg === 'SHA-256' ? 'hash' : 'signed';
  return fits ? { ...verdict, seal } : { valid: false, fault: 'seal' };
}

async function verify(proof: ReadRegisterProof, verifier: Verifier): Promise<RegisterVerdict> {
  const { office, order } = proof;
  const signed = await checkSignatures(proof.entries, verifier);
  if (signed !== undefined) return { valid: false, fault: signed };
  const entries = proof.entries.map(({ entry }) => entry);
  const joined = joinEntries(office, entries);
  if ('fault' in joined) return { valid: false, fault: joined.fault as RegisterFault };
  const sources = proofSources({ ...proof, entries });
  const register = makeRegister(order, sources);
  if (register === undefined) return { valid: false, fault: 'incomplete' };
  const roster = sources.book.ledger.roster.roster();
  const known = { register, order, office, roster, entries: entries.length };
  if (canonicalJson(proof.register) !== canonicalJson(register))
    return { valid: false, fault: 'register', differs: differingRows(proof.register, register), ...known };
  const { maker } = proof;
  const isMakers =
    maker?.alg === 'ES256' &&
    maker.device === order.device &&
    roster.devices.get(order.device)?.member === order.by &&
    (await checkSeal(maker, proof.sealed, roster, verifier));
  return isMakers ? { valid: true, ...known } : { valid: false, fault: 'maker', ...known };
}

function differingRows(stated: unknown, { rows }: Register): number[] {
  const there = (stated as { rows?: unknown }).rows;
  const all: readonly unknown[] = Array.isArray(there) ? there : [];
  const length = Math.max(all.length, rows.length);
  return Array.from({ length }, (_, at) => at).filter(
    (at) => at >= all.length || at >= rows.length || canonicalJson(all[at]) !== canonicalJson(rows[at]),
  );
}
