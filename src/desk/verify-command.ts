import { readFileSync, statSync } from 'node:fs';
import { proofFacts, type ProofFacts } from '../exchange/proof/proof-facts.ts';
import { longestProof, verifyProofFile } from '../exchange/proof/read-proof.ts';
import { verifyRegisterFile } from '../engine/registers/verify-register.ts';
import type { Options } from './command-line.ts';
import { tellRegister } from './tell-register.ts';
import { UsageError } from './usage-error.ts';
import type { DeskWords } from './words.ts';

/**
 * `guiju verify FILE [--json]`: is this proof file what it says, down to the last byte? Needs no base.
 *
 * @returns 0 when it is valid, 1 when it is not, or is no proof at all
 */
export async function verifyCommand(
  args: readonly string[],
  options: Options,
  words: DeskWords,
): Promise<number> {
  const [path, ...more] = args;
  if (path === undefined || more.length > 0) throw new UsageError(words.needProof);
  const bytes = bytesOf(path, words);
  const verdict = await verifyProofFile(bytes);
  if (verdict.fault === 'malformed') {
    const register = await verifyRegisterFile(bytes);
    // What is no proof of either kind is told as it always was.
    if (register.fault !== 'malformed') return tellRegister(register, options.json === true, words);
  }
  const { fault, refusal, seal } = verdict;
  const facts = proofFacts(verdict);
  const valid = verdict.valid && facts !== undefined;
  const reason = valid ? undefined : (fault ?? 'malformed');
  if (options.json) console.log(JSON.stringify(report(valid, reason, refusal, seal, facts)));
  else {
    console.log(reason === undefined ? words.proven : words.notProven(words.proofFault[reason]));
    if (refusal !== undefined) console.log(words.proofRefusal[refusal]);
    if (facts !== undefined) for (const line of words.proofLines(facts)) console.log(line);
    if (valid && facts.endsOn !== undefined) console.log(words.proofEnds(facts.endsOn));
    if (valid && facts.isFollowed) console.log(words.proofFollowed);
    if (valid) console.log(words.proofLimits(new Date(facts.exported).toISOString().slice(0, 10)));
    if (valid && seal === 'hash') console.log(words.proofUnsigned);
  }
  return valid ? 0 : 1;
}

/** A file that is too large to be a proof is not read. */
function bytesOf(path: string, words: DeskWords): Uint8Array {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile()) throw new UsageError(words.noSuchPath(path));
  return stat.size > longestProof ? new Uint8Array() : new Uint8Array(readFileSync(path));
}

/** What `--json` prints; absent things are null. */
function report(
  valid: boolean,
  reason: string | undefined,
  refusal: string | undefined,
  seal: string | undefined,
  facts: ProofFacts | undefined,
): unknown {
  return {
    valid,
    reason: reason ?? null,
    ...(refusal !== undefined && { refusal }),
    kind: facts === undefined ? null : 'edition',
    edition: facts?.edition ?? null,
    signedBy: facts?.signedBy ?? null,
    at: facts?.at ?? null,
    title: facts?.content.title ?? null,
    office: facts?.office ?? null,
    roster: facts?.roster ?? null,
    exported: facts?.exported ?? null,
    endsOn: facts?.endsOn ?? null,
    isFollowed: facts?.isFollowed ?? null,
    seal: seal ?? null,
  };
}
