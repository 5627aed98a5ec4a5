import type { Live } from './live.ts';
import type { Files } from '../store/files.ts';
import type { LedgerKeeper } from '../store/ledger-keeper.ts';
import type { DocumentKey, Manifest } from '../store/manifest.ts';
import type { CarriedDocument, Merging } from '../store/merge-documents.ts';

/** This device's base, as the exchange with others sees it. */
export interface Replica {
  readonly keeper: LedgerKeeper;
  readonly manifest: Manifest;
  readonly files: Files;
  /** What is open for writing here; absent where nobody writes. */
  readonly live?: Live | undefined;
  /**
   * Documents ready to send, in the order of the keys; undefined for what is not here any more.
   *
   * @param heads what the other side has of each, as its row says; undefined when it has nothing
   */
  read(
    keys: readonly DocumentKey[],
    heads: readonly (readonly string[] | undefined)[],
  ): Promise<(Uint8Array<ArrayBuffer> | undefined)[]>;
  /** Hashes (SHA-256, hexadecimal) that this device has of a document, to be told when asking for what follows. */
  heads(key: DocumentKey): Promise<string[] | undefined>;
  /** Begins to check a document that came and will be merged: meanwhile others are on their way, and to the disk. */
  expect(document: CarriedDocument): void;
  /**
   * Checks and keeps what came from another device, in one strict transaction. Bytes are believed in nothing.
   *
   * @returns one for each document, in order
   * @throws {StorageFull | StorageFailed} nothing of it was kept
   */
  merge(documents: readonly CarriedDocument[]): Promise<Merging[]>;
}
