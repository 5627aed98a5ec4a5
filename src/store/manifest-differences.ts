import { headsInBytes } from './document-heads.ts';
import { documentAt, isContacts, type ManifestRow, rowKey, travelling } from './manifest-row.ts';
import { type RowChange, rowChange } from './manifest-storage.ts';
import type { Storage } from './storage.ts';

/** Documents whose bytes are read at a time. */
const perPortion = 100;

/**
 * What has to be written so that the rows of the manifest are those of the documents. Editions never change, so that
 * theirs are known by their names; the heads of the others are read.
 *
 * @param rows those there are, by key
 * @param startAutomerge called when a document has to be opened, which hardly ever is
 * @param at time that a row says which has to be made, in milliseconds since 1970
 */
export async function manifestDifferences(
  storage: Storage,
  rows: ReadonlyMap<string, ManifestRow>,
  startAutomerge: () => Promise<void>,
  at: number,
): Promise<RowChange[]> {
  const surplus = new Set(rows.keys());
  const changes: RowChange[] = [];
  for (const room of travelling) {
    const keys = await storage.keys(room);
    for (let from = 0; from < keys.length; from += perPortion) {
      const some = keys.slice(from, from + perPortion);
      const values = room === 'editions' ? some.map(() => nothing) : await storage.getMany(room, some);
      for (const [i, key] of some.entries()) {
        const document = documentAt(room, key);
        const value = values[i];
        if (document === undefined || value === undefined) continue;
        if (document.kind !== 'edition' && !isContacts(document) && headsInBytes(value) === undefined)
          await startAutomerge();
        const change = rowChange({ room, key, value }, at);
        if (change === undefined || !('row' in change)) continue;
        surplus.delete(rowKey(change.row));
        if (rows.get(rowKey(change.row))?.digest !== change.row.digest) changes.push(change);
      }
    }
  }
  return [...[...surplus].map((gone): RowChange => ({ gone })), ...changes];
}

const nothing = new Uint8Array();
