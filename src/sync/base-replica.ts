import type { Files } from '../store/files.ts';
import type { LedgerKeeper } from '../store/ledger-keeper.ts';
import type { Library } from '../store/library.ts';
import type { DocumentKey, Manifest } from '../store/manifest.ts';
import type { CarriedDocument, Merging } from '../store/merge-documents.ts';
import type { Live } from './live.ts';
import type { Replica } from './replica.ts';

/** A base as the exchange with others sees it. */
export class BaseReplica implements Replica {
  readonly keeper: LedgerKeeper;
  readonly manifest: Manifest;
  readonly files: Files;
  readonly live: Live | undefined;
  #library: Library;

  private constructor(
    library: Library,
    keeper: LedgerKeeper,
    manifest: Manifest,
    files: Files,
    live: Live | undefined,
  ) {
    this.#library = library;
    this.keeper = keeper;
    this.manifest = manifest;
    this.files = files;
    this.live = live;
  }

  /** @throws {StorageFull | StorageFailed} when manifest or files cannot be read */
  static async open(library: Library, keeper: LedgerKeeper, live?: Live): Promise<BaseReplica> {
    return new BaseReplica(library, keeper, await library.manifest(), await library.files(), live);
  }

  read(
    keys: readonly DocumentKey[],
    heads: readonly (readonly string[] | undefined)[],
  ): Promise<(Uint8Array<ArrayBuffer> | undefined)[]> {
    return this.#library.carried(keys, heads);
  }

  heads(key: DocumentKey): Promise<string[] | undefined> {
    return this.#library.heads(key);
  }

  expect(document: CarriedDocument): void {
    void this.#library.firstLooks.of(document);
  }

  merge(documents: readonly CarriedDocument[]): Promise<Merging[]> {
    return this.#library.merge(documents);
  }
}
