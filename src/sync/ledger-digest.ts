import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { Ledger } from '../ledger/ledger.ts';
import { rootBytes } from '../store/space-rows.ts';

const known = new WeakMap<Ledger, { size: number; digest: string }>();

/** The same for two ledgers exactly when they hold the same entries: a hash over the heads of all chains. */
export function ledgerDigest(ledger: Ledger): string {
  const { size } = ledger.chains;
  const before = known.get(ledger);
  if (before?.size === size) return before.digest;
  const hash = sha256.create();
  for (const device of [...ledger.chains.devices()].sort())
    for (const { id } of ledger.chains.heads(device)) hash.update(hexToBytes(id));
  const digest = bytesToHex(hash.digest().subarray(0, rootBytes));
  known.set(ledger, { size, digest });
  return digest;
}
