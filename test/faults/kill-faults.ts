import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { editionHash } from '../../src/ledger/edition-hash.ts';
import { openFolderStorage } from '../../src/store/folder-storage.ts';
import { Library } from '../../src/store/library.ts';
import { wholeness } from '../store/wholeness.ts';
import { batches, batchOf } from './kill-writer.ts';
import type { FaultRun } from './log-faults.ts';
import { Random } from './random.ts';

/**
 * Kills (SIGKILL) a process that brings texts into a folder, at a random moment of its import; then opens
 * the base: all that was acknowledged is there, nothing is half there, and the same import completes it.
 *
 * @param command starts the writer: the program and its arguments, to which folder and seed are added
 */
export async function killFaults(seed: number, command: readonly [string, ...string[]]): Promise<FaultRun> {
  const folder = await mkdtemp(join(tmpdir(), 'guiju-kill-'));
  const violations: string[] = [];
  try {
    const acknowledged = await writeAndKill(folder, seed, command);
    const storage = await openFolderStorage(folder, {
      onDamage: () => violations.push('damage after a kill'),
    });
    const library = await Library.open(storage, automergeForNode);
    if (library.needsRebuild) violations.push('a rebuild is asked for after a kill');
    const there = await wholeness(storage);
    for (let batch = 0; batch < acknowledged; batch++) {
      for (const { content } of batchOf(seed, batch)) {
        if (!there.has(await editionHash(content)))
          violations.push(`an acknowledged text of batch ${batch} is gone`);
      }
    }
    for (let batch = 0; batch < batches; batch++) {
      const results = await library.addEditions(batchOf(seed, batch));
      if (batch < acknowledged && results.some(({ outcome }) => outcome !== 'same')) {
        violations.push(`batch ${batch} was there and came in again`);
      }
    }
    await wholeness(storage);
    await storage.close();
  } catch (cause) {
    violations.push(String(cause));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { faults: { 'process-kill': 1 }, violations };
}

/** @returns how many batches the writer had acknowledged */
async function writeAndKill(
  folder: string,
  seed: number,
  [program, ...args]: readonly [string, ...string[]],
): Promise<number> {
  const random = new Random(seed);
  const child = spawn(program, [...args, folder, String(seed)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve());
  });
  // Counted in acknowledgements, then a little into the next batch.
  const killAfter = random.below(batches - 5);
  const delay = random.below(25);
  let acknowledged = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged = Number(line) + 1;
    if (acknowledged === killAfter + 1) setTimeout(() => child.kill('SIGKILL'), delay);
  }
  await ended;
  return acknowledged;
}
