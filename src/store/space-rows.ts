import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { digest } from '../ledger/digest.ts';
import { type DocumentKind, type ManifestRow, rowKey } from './manifest-row.ts';

export const bucketCount = 256;
/** Bytes of a bucket's hash. */
export const bucketBytes = 8;
/** Bytes of what stands for a whole space. */
export const rootBytes = 16;

/** Which of the 256 buckets a document falls into. */
export function bucketOf(kind: DocumentKind, id: string): number {
  return sha256(utf8ToBytes(`${kind}\n${id}`))[0]!;
}

/** Hash over the hashes of all buckets. */
export function rootOf(buckets: Uint8Array): Uint8Array {
  return digest('guiju/root/1', buckets).subarray(0, rootBytes);
}

/** The rows of one space by bucket, with the hashes of the buckets kept: only what changed is hashed again. */
export class SpaceRows {
  #buckets: Map<string, ManifestRow>[] = Array.from({ length: bucketCount }, () => new Map());
  #hashes = new Uint8Array(bucketCount * bucketBytes);
  #root: Uint8Array | undefined;
  #changed = new Set<number>();
  count = 0;

  /** @returns the row that it takes the place of */
  put(row: ManifestRow): ManifestRow | undefined {
    const number = bucketOf(row.kind, row.id);
    const bucket = this.#buckets[number]!;
    const before = bucket.get(rowKey(row));
    bucket.set(rowKey(row), row);
    if (before === undefined) this.count += 1;
    if (before?.digest !== row.digest) this.#touch(number);
    return before;
  }

  delete(row: ManifestRow): void {
    const number = bucketOf(row.kind, row.id);
    if (!this.#buckets[number]!.delete(rowKey(row))) return;
    this.count -= 1;
    this.#touch(number);
  }

  /** In order of key. */
  rows(bucket: number): ManifestRow[] {
    return [...(this.#buckets[bucket] ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  }

  /** The hashes of all buckets, one after another. They belong to this object. */
  buckets(): Uint8Array {
    for (const number of this.#changed) {
      const rows = this.rows(number);
      const text = rows.map((row) => `${row.kind}\n${row.id}\n${row.digest}\n`).join('');
      const bytes =
        rows.length === 0 ? new Uint8Array(bucketBytes) : digest('guiju/bucket/1', utf8ToBytes(text));
      this.#hashes.set(bytes.subarray(0, bucketBytes), number * bucketBytes);
    }
    this.#changed.clear();
    return this.#hashes;
  }

  root(): Uint8Array {
    this.#root ??= rootOf(this.buckets());
    return this.#root;
  }

  #touch(bucket: number): void {
    this.#changed.add(bucket);
    this.#root = undefined;
  }
}
