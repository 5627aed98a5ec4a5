import { beforeAll, expect, test, vi } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { Library } from '../../src/store/library.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import type * as PlainDocument from '../../src/store/plain-document.ts';
import { columns, run, someChunk, someDocument } from './some-chunks.ts';

const seen = vi.hoisted(() => ({ documents: 0 }));
vi.mock('../../src/store/plain-document.ts', async (original) => {
  const real = await original<typeof PlainDocument>();
  const counted =
    <A extends unknown[], R>(open: (...args: A) => R) =>
    (...args: A): R => {
      seen.documents += 1;
      return open(...args);
    };
  return { ...real, load: counted(real.load), withDocument: counted(real.withDocument) };
});

beforeAll(automergeForNode);

test('Automerge does not see a document that unfolds beyond all measure', async () => {
  const library = await Library.open(new MemoryStorage(), automergeForNode, () => 1000);
  const space = 'members';
  const bomb = someChunk(0, someDocument([[columns.action, run(2 ** 40, 1)]]));
  const harmless = someChunk(0, someDocument([]));
  const merge = async (bytes: typeof bomb): Promise<string[]> =>
    await library.merge([
      { space, kind: 'rule', id: 'r-1', bytes },
      { space, kind: 'document', id: 'd-1', bytes },
      { space, kind: 'edition', id: 'ab'.repeat(32), bytes },
    ]);
  expect(await merge(bomb)).toEqual(['refused', 'refused', 'refused']);
  expect(seen.documents).toBe(0);
  await merge(harmless);
  expect(seen.documents).toBeGreaterThan(2);
});
