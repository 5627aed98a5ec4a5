import type { ProofFault } from '../../ledger/judge-proof.ts';
import { checkSeal, longestSeal, readSeal, type Seal } from '../../ledger/proof-seal.ts';
import { verifyProof, type ProofVerdict } from '../../ledger/verify-proof.ts';
import { someVerifier, type Verifier } from '../../ledger/verifier.ts';

/** Around the data of a proof in its file. */
export const dataBegin = '<script type="application/json" id="proof">';
export const dataEnd = '</script>';

/** Larger files are no proofs: the longest text with the longest roster stays far below. */
export const longestProof = 64 * 1024 * 1024;

export interface ProofFile {
  /** The data, parsed. */
  value: unknown;
  seal: Seal;
  /** Everything before the seal. */
  sealed: Uint8Array;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Takes a proof file apart; undefined when it is none. Whether anything in it is true is another question. */
export function splitProof(bytes: Uint8Array): ProofFile | undefined {
  if (bytes.length > longestProof || bytes.length <= longestSeal) return undefined;
  try {
    const text = decoder.decode(bytes);
    const sealAt = text.lastIndexOf('<!--guiju-seal ');
    const line = text.slice(sealAt);
    const seal = sealAt < 0 || line.length > longestSeal ? undefined : readSeal(line);
    const begin = text.indexOf(dataBegin);
    const end = text.indexOf(dataEnd, begin);
    if (seal === undefined || begin < 0 || end < 0) return undefined;
    // The seal is written in ASCII: as many bytes as characters.
    const sealed = bytes.subarray(0, bytes.length - line.length);
    return { value: JSON.parse(text.slice(begin + dataBegin.length, end)), seal, sealed };
  } catch {
    return undefined;
  }
}

/**
 * Verifies a proof file down to its last byte.
 *
 * @returns `seal` tells whether a device of the office signed the file, or it only closes with a hash
 */
export async function verifyProofFile(
  bytes: Uint8Array,
  verifier: Verifier = someVerifier(),
): Promise<ProofVerdict & { seal?: 'signed' | 'hash' }> {
  const file = splitProof(bytes);
  if (file === undefined) return { valid: false, fault: 'malformed' };
  const verdict = await verifyProof(file.value, verifier);
  if (verdict.proven === undefined) return verdict;
  const fits = await checkSeal(file.seal, file.sealed, verdict.proven.history.roster(), verifier);
  const seal = file.seal.alg === 'SHA-256' ? 'hash' : 'signed';
  return fits ? { ...verdict, seal } : { valid: false, fault: 'seal' satisfies ProofFault };
}
