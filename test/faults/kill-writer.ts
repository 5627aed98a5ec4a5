import { once } from 'node:events';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { openFolderStorage } from '../../src/store/folder-storage.ts';
import { Library } from '../../src/store/library.ts';
import { someEdition } from '../store/some-edition.ts';
import { Random } from './random.ts';

/** How many batches the writer has to bring in, and how many texts are in each. */
export const batches = 30;
const perBatch = 8;

/** The texts of one batch; the same for the same seed. Every fifth text is another edition of an earlier rule. */
export function batchOf(seed: number, batch: number): ReturnType<typeof someEdition>[] {
  const random = new Random(seed * 1_000 + batch);
  return Array.from({ length: perBatch }, (_, i) => {
    const number = batch * perBatch + i;
    const title = `第${number % 5 === 0 ? random.below(number + 1) : number}号办法`;
    const lines = Array.from({ length: 1 + random.below(200) }, (__, line) => {
      return `第${line + 1}条 见《第${random.below(500)}号办法》，${random.below(1e9)}。`;
    });
    return someEdition({
      title,
      date: `2020-01-${String(1 + random.below(28)).padStart(2, '0')}`,
      text: lines.join('\n\n'),
    });
  });
}

/**
 * Brings all batches into a folder, saying a line for each one that was acknowledged. It is made to be killed.
 *
 * @param folder of the base
 */
export async function runWriter(folder: string, seed: number): Promise<void> {
  const storage = await openFolderStorage(folder);
  const library = await Library.open(storage, automergeForNode);
  for (let batch = 0; batch < batches; batch++) {
    await library.addEditions(batchOf(seed, batch));
    if (!process.stdout.write(`${batch}\n`)) await once(process.stdout, 'drain');
  }
  await storage.close();
}
