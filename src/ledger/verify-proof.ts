import { BadEntry } from './bad-entry.ts';
import { deviceId } from './device-id.ts';
import type { Alg, Entry } from './entry.ts';
import { signedBytes } from './entry-bytes.ts';
import { judgeProof, type Judgement, type ProvenEdition } from './judge-proof.ts';
import { readProof, type ReadProof } from './proof.ts';
import { someVerifier, type Verifier } from './verifier.ts';

/** What somebody who does not have the app can know of a proof. */
export interface ProofVerdict extends Omit<Judgement, 'proven'> {
  valid: boolean;
  proof?: ReadProof;
  proven?: ProvenEdition;
}

/** Signatures that are checked at once. */
const perRound = 128;

/**
 * Verifies a proof from its own contents alone: every signature, the roster from the genesis on, the right of who
 * signed, and that the text is the one that was signed. Never throws for what is in it.
 *
 * @param value parsed JSON
 */
export async function verifyProof(
  value: unknown,
  verifier: Verifier = someVerifier(),
): Promise<ProofVerdict> {
  let proof: ReadProof;
  try {
    proof = readProof(value);
  } catch (error) {
    if (error instanceof BadEntry) return { valid: false, fault: 'malformed' };
    throw error;
  }
  const signed = await checkSignatures(proof.entries, verifier);
  if (signed === 'signature') return { valid: false, fault: signed };
  const judgement = judgeProof(proof);
  const fault = judgement.proven === undefined ? judgement.fault : (signed ?? judgement.fault);
  if (judgement.proven === undefined || signed !== undefined)
    return { valid: false, ...(fault !== undefined && { fault }) };
  return { ...judgement, valid: fault === undefined, proof };
}

/** @returns `incomplete` when all fit that can be checked, but a key is not there */
export async function checkSignatures(
  entries: ReadProof['entries'],
  verifier: Verifier,
): Promise<'signature' | 'incomplete' | undefined> {
  const keys = keysIn(entries.map(({ entry }) => entry));
  let isMissing = false;
  for (let at = 0; at < entries.length; at += perRound) {
    const round = entries.slice(at, at + perRound).map(async ({ entry, signed }) => {
      const key = keys.get(entry.device)?.key;
      if (key === undefined) isMissing = true;
      return key === undefined || (await verifier(entry.alg, key, signedBytes(signed.body), signed.sig));
    });
    if (!(await Promise.all(round)).every(Boolean)) return 'signature';
  }
  return isMissing ? 'incomplete' : undefined;
}

/** Keys of devices, wherever they stand: a device is named by the hash of its key, so that nobody can give it another. */
function keysIn(entries: readonly Entry[]): Map<string, { alg: Alg; key: string }> {
  const keys = new Map<string, { alg: Alg; key: string }>();
  const put = (id: string, alg: Alg, key: string | undefined): void => {
    if (key !== undefined && !keys.has(id) && deviceId(alg, key) === id) keys.set(id, { alg, key });
  };
  for (const { device, alg, key, act } of entries) {
    put(device, alg, key);
    if (act.type !== 'genesis' && act.type !== 'roster') continue;
    for (const change of act.changes) if (change.op === 'device') put(change.id, change.alg, change.key);
  }
  return keys;
}
