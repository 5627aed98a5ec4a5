import type { LedgerKeeper } from '../store/ledger-keeper.ts';
import type { Library } from '../store/library.ts';
import type { DocumentKey, Manifest } from '../store/manifest.ts';
import type { CarriedDocument, Merging } from '../store/merge-documents.ts';
import type { Replica } from './replica.ts';

/** A base as the exchange with others sees it. */
export class BaseReplica implements Replica {
  readonly keeper: LedgerKeeper;
  readonly manifest: Manifest;
  #library: Library;

  private constructor(library: Library, keeper: LedgerKeeper, manifest: Manifest) {
    this.#library = library;
    this.keeper = keeper;
    this.manifest = manifest;
  }

  /** @throws {StorageFull | StorageFailed} when the manifest cannot be read */
  static async open(library: Library, keeper: LedgerKeeper): Promise<BaseReplica> {
    return new BaseReplica(library, keeper, await library.manifest());
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

  merge(documents: readonly CarriedDocument[]): Promise<Merging[]> {
    return this.#library.merge(documents);
  }
}
