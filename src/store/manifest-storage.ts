import { digestOf, documentAt, type ManifestRow, rowKey } from './manifest-row.ts';
import type { Change, Durability, Room, Rooms, Storage } from './storage.ts';
import { unlessDamaged } from './unless-damaged.ts';

/** A row that was written, or the key (as `rowKey` makes it) of one that went. */
export type RowChange = { row: ManifestRow } | { gone: string };

/**
 * A storage that writes a manifest row beside every document, in the same transaction: whoever writes a document need
 * not think of it, and cannot forget it.
 */
export class ManifestStorage implements Storage {
  #inner: Storage;
  /** Clock of this device, in milliseconds since 1970. */
  readonly now: () => number;
  /** Hears what is on disk, once per transaction. */
  onWritten: (changes: readonly RowChange[]) => void = () => undefined;

  /** @param now clock of this device, in milliseconds since 1970 */
  constructor(inner: Storage, now: () => number) {
    this.#inner = inner;
    this.now = now;
  }

  get keysAsBytes(): boolean {
    return this.#inner.keysAsBytes ?? false;
  }

  get<R extends Room>(room: R, key: string): Promise<Rooms[R] | undefined> {
    return this.#inner.get(room, key);
  }

  getMany<R extends Room>(room: R, keys: readonly string[]): Promise<(Rooms[R] | undefined)[]> {
    return this.#inner.getMany(room, keys);
  }

  keys(room: Room): Promise<string[]> {
    return this.#inner.keys(room);
  }

  all<R extends Room>(room: R): Promise<Rooms[R][]> {
    return this.#inner.all(room);
  }

  range<R extends Room>(room: R, prefix: string): Promise<{ key: string; value: Rooms[R] }[]> {
    return this.#inner.range(room, prefix);
  }

  async write(batch: readonly Change[], durability: Durability): Promise<void> {
    const at = this.now();
    const rows = batch.flatMap((change) => rowChange(change, at) ?? []);
    // Nothing is waited for before this call, so that writes keep their order.
    await this.#inner.write(rows.length === 0 ? batch : [...batch, ...rows.map(toChange)], durability);
    if (rows.length > 0) this.onWritten(rows);
  }

  close(): Promise<void> {
    return this.#inner.close();
  }
}

/** What a change of a document means for the manifest; undefined when it is none. */
export function rowChange({ room, key, value }: Change, at: number): RowChange | undefined {
  const document = documentAt(room, key);
  if (document === undefined) return undefined;
  // Of what cannot be read this device has nothing to offer, and may take it from others.
  const digest = value instanceof Uint8Array ? unlessDamaged(() => digestOf(document, value)) : undefined;
  return digest === undefined ? { gone: rowKey(document) } : { row: { ...document, digest, at } };
}

export function toChange(change: RowChange): Change {
  if ('gone' in change) return { room: 'manifest', key: change.gone };
  return { room: 'manifest', key: rowKey(change.row), value: change.row };
}
