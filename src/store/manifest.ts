import { manifestDifferences } from './manifest-differences.ts';
import { type DocumentKey, isManifestRow, type ManifestRow, rowKey } from './manifest-row.ts';
import { type ManifestStorage, type RowChange, toChange } from './manifest-storage.ts';
import { rootOf, SpaceRows } from './space-rows.ts';

export type { DocumentKey, ManifestRow } from './manifest-row.ts';

/**
 * What this device has for others: a row for every document that may travel, and for every space hashes of the rows, so
 * that two devices find out with a few bytes whether, and where, they differ.
 */
export class Manifest {
  #rows = new Map<string, ManifestRow>();
  #spaces = new Map<string, SpaceRows>();
  #listeners = new Set<(rows: readonly ManifestRow[]) => void>();

  private constructor(rows: readonly ManifestRow[]) {
    for (const row of rows) this.#put(row);
  }

  /**
   * Reads the rows, compares them with the documents and mends what does not agree, after a cut of power for one; from
   * then on it is in step with what is written. Nobody else may write documents while it loads.
   *
   * @param startAutomerge called when a document has to be opened, which hardly ever is
   * @throws {StorageFull | StorageFailed} when what had to be mended could not be written
   */
  static async load(storage: ManifestStorage, startAutomerge: () => Promise<void>): Promise<Manifest> {
    const rows = new Map<string, ManifestRow>();
    for (const row of (await storage.all('manifest')) as unknown[])
      if (isManifestRow(row)) rows.set(rowKey(row), row);
    const mending = await manifestDifferences(storage, rows, startAutomerge, storage.now());
    if (mending.length > 0) await storage.write(mending.map(toChange), 'strict');
    for (const change of mending) {
      if ('gone' in change) rows.delete(change.gone);
      else rows.set(rowKey(change.row), change.row);
    }
    const manifest = new Manifest([...rows.values()]);
    storage.onWritten = (changes) => manifest.#take(changes);
    return manifest;
  }

  /** Names of the spaces in which there is something. */
  spaces(): string[] {
    return [...this.#spaces].filter(([, { count }]) => count > 0).map(([space]) => space);
  }

  /** 16 bytes that stand for all rows of a space. */
  root(space: string): Uint8Array {
    return this.#spaces.get(space)?.root() ?? emptyRoot;
  }

  /** Root of a space in which there is nothing. */
  get emptyRoot(): Uint8Array {
    return emptyRoot;
  }

  /** Hashes of the 256 buckets of a space, 8 bytes each; of an empty bucket 0. */
  buckets(space: string): Uint8Array {
    return this.#spaces.get(space)?.buckets().slice() ?? emptyBuckets.slice();
  }

  /** Rows of a bucket, 0 to 255, in order of kind and id. */
  rows(space: string, bucket: number): ManifestRow[] {
    return this.#spaces.get(space)?.rows(bucket) ?? [];
  }

  row(key: DocumentKey): ManifestRow | undefined {
    return this.#rows.get(rowKey(key));
  }

  /** Rows of a space. */
  count(space: string): number {
    return this.#spaces.get(space)?.count ?? 0;
  }

  /** Rows of what changed here at a time or after it, in milliseconds since 1970 by this device's clock. */
  since(at: number): ManifestRow[] {
    return [...this.#rows.values()].filter((row) => row.at >= at);
  }

  /**
   * @param listener called once per transaction with the rows that are new or have another digest
   * @returns ends the subscription
   */
  subscribe(listener: (rows: readonly ManifestRow[]) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #take(changes: readonly RowChange[]): void {
    const changed = new Map<string, ManifestRow>();
    for (const change of changes) {
      if ('gone' in change) {
        this.#delete(change.gone);
        changed.delete(change.gone);
      } else if (this.#put(change.row)) changed.set(rowKey(change.row), change.row);
    }
    if (changed.size === 0) return;
    for (const listener of this.#listeners) listener([...changed.values()]);
  }

  /** @returns is it new, or of another digest? */
  #put(row: ManifestRow): boolean {
    let space = this.#spaces.get(row.space);
    if (space === undefined) this.#spaces.set(row.space, (space = new SpaceRows()));
    this.#rows.set(rowKey(row), row);
    return space.put(row)?.digest !== row.digest;
  }

  #delete(key: string): void {
    const row = this.#rows.get(key);
    if (row === undefined) return;
    this.#rows.delete(key);
    this.#spaces.get(row.space)!.delete(row);
  }
}

const emptyBuckets = new SpaceRows().buckets();
const emptyRoot = rootOf(emptyBuckets);
