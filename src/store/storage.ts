import type { FileHead } from './file-head.ts';
import type { ManifestRow } from './manifest-row.ts';
import type { CitedByRow, CitesRow, RuleRow, TextRow } from './rows.ts';

/** What lies in each room, by its key (always a string). */
export interface Rooms {
  /** Saved Automerge documents of rules, by rule id. */
  rules: Uint8Array;
  /** Saved Automerge documents of editions, by edition hash. */
  editions: Uint8Array;
  /** By rule id. */
  catalogue: RuleRow;
  /** By edition hash. Derived. */
  texts: TextRow;
  /** By edition hash. Derived. */
  cites: CitesRow;
  /** By `<title key>\n<edition hash>`. Derived. */
  citedBy: CitedByRow;
  /** Binary parts of the search index, by name. Derived. */
  segments: Uint8Array;
  /** Entries of the ledger as exact bytes, by `<device>/<sequence number>/<entry id>`. Never rewritten. */
  ledger: Uint8Array;
  /** Keys of this device; the private ones can be used and not taken out. */
  keys: unknown;
  /** Documents that belong to no rule, by `<space>/<id>`: saved Automerge documents, and the phone numbers. */
  documents: Uint8Array;
  /** What there is for other devices, by `<space>\n<kind>\n<id>`. Derived. */
  manifest: ManifestRow;
  /** Heads by `<hash>/head`, pieces by `<hash>/<number>`. */
  files: FileHead | Uint8Array;
  /** What this device remembers of others, by device id. */
  peers: unknown;
  /** Settings of this device and the schema version. */
  kv: unknown;
}

export type Room = keyof Rooms;

export const rooms: readonly Room[] = [
  'rules',
  'editions',
  'catalogue',
  'texts',
  'cites',
  'citedBy',
  'segments',
  'ledger',
  'keys',
  'documents',
  'manifest',
  'files',
  'peers',
  'kv',
];

/** One change of a batch: `value` present puts, absent deletes. */
export type Change = { [R in Room]: { room: R; key: string; value?: Rooms[R] } }[Room];

/**
 * `strict`: on disk when the promise resolves. `relaxed`: handed to the system; only for what can be rebuilt.
 */
export type Durability = 'strict' | 'relaxed';

/**
 * Where everything rests: IndexedDB in a browser, a folder in Node. Both pass the acceptance suite in
 * `test/adapters/storage.ts`.
 */
export interface Storage {
  /** Keys lie here as bytes: only such can be kept as were made to be taken out. They cannot be, once read again. */
  readonly keysAsBytes?: boolean;
  get<R extends Room>(room: R, key: string): Promise<Rooms[R] | undefined>;
  /** One answer per key, in the order of the keys. */
  getMany<R extends Room>(room: R, keys: readonly string[]): Promise<(Rooms[R] | undefined)[]>;
  keys(room: Room): Promise<string[]>;
  all<R extends Room>(room: R): Promise<Rooms[R][]>;
  /** Keys that begin with `prefix`, with their values, in order of key. */
  range<R extends Room>(room: R, prefix: string): Promise<{ key: string; value: Rooms[R] }[]>;
  /**
   * All of the batch or nothing of it.
   *
   * @throws {StorageFull} when there is no room left; nothing of the batch was written
   * @throws {StorageFailed} for every other reason
   */
  write(batch: readonly Change[], durability: Durability): Promise<void>;
  close(): Promise<void>;
}

/** No space left for this base. What was saved before is safe. */
export class StorageFull extends Error {
  override name = 'StorageFull';
}

/** The disk or the browser refused. What was saved before is safe. */
export class StorageFailed extends Error {
  override name: string = 'StorageFailed';
}

/** The browser does not open the base at all, as after a cut of power that damaged its files. */
export class StorageRefused extends StorageFailed {
  override name = 'StorageRefused';
}
