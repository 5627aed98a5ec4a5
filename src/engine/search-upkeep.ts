import type { ReadEdition } from '../exchange/read-edition.ts';
import { BodyIndex, type EditionDocs } from '../search/body-index.ts';
import { Finder } from '../search/finder.ts';
import type { Catalogue } from '../store/catalogue.ts';
import type { TextRow } from '../store/rows.ts';
import type { Storage } from '../store/storage.ts';

/** What the index needs of an edition's stored text. */
function docsOf(title: string, row: TextRow): EditionDocs {
  return {
    edition: row.edition,
    title,
    units: row.units.map(({ path, body, end }) => ({ path, text: row.text.slice(body, end) })),
  };
}

/**
 * Keeps the index in step with the base. The index is derived: whatever is missing is added, whatever is
 * damaged is built again, and a base without an index still works while this happens.
 */
export class SearchUpkeep {
  readonly finder: Finder;
  #storage: Storage;
  #catalogue: Catalogue;
  #index: BodyIndex;
  #tell: (share: number) => void;
  /** Changes of the stored index, kept until they are written: a part left behind would be searched twice. */
  #unwritten = new Map<string, Uint8Array | undefined>();

  private constructor(
    storage: Storage,
    catalogue: Catalogue,
    index: BodyIndex,
    texts: (hashes: readonly string[]) => Promise<Map<string, TextRow>>,
    tell: (share: number) => void,
  ) {
    this.#storage = storage;
    this.#catalogue = catalogue;
    this.#index = index;
    this.#tell = tell;
    this.finder = new Finder({ rows: () => catalogue.rows(), texts, standings: catalogue }, index);
  }

  /** @param tell hears the share that is done while something has to be rebuilt */
  static async open(
    storage: Storage,
    catalogue: Catalogue,
    texts: (hashes: readonly string[]) => Promise<Map<string, TextRow>>,
    tell: (share: number) => void,
  ): Promise<SearchUpkeep> {
    const names = await storage.keys('segments');
    const stored = await Promise.all(
      names.map(async (name) => {
        // Written without waiting for the disk: after a cut of power a browser lists parts whose bytes are lost.
        const bytes = await storage.get('segments', name).catch(() => undefined);
        return [name, bytes ?? new Uint8Array()] as const;
      }),
    );
    const index = BodyIndex.load(new Map(stored));
    return new SearchUpkeep(storage, catalogue, index, texts, tell);
  }

  /** Adds editions that have just come in. */
  async add(hashes: readonly string[], read: readonly ReadEdition[]): Promise<void> {
    this.#index.add(
      read.map(({ edition: { content, units } }, i) => ({
        edition: hashes[i]!,
        title: content.title,
        units: units.map(({ path, body, end }) => ({ path, text: content.text.slice(body, end) })),
      })),
    );
    await this.#persist();
  }

  /** Merges small segments once things are quiet. */
  async settle(): Promise<void> {
    while (this.#index.mergeStep()) await Promise.resolve();
    await this.#persist();
  }

  /** Brings the index in step with the catalogue, in portions between which questions are answered. */
  async catchUp(): Promise<void> {
    const wanted = new Map(
      this.#catalogue.rows().flatMap((row) => row.editions.map(({ hash }) => [hash, row.title])),
    );
    for (const hash of this.#index.editions()) if (!wanted.has(hash)) this.#index.remove(hash);
    const missing = [...wanted.keys()].filter((hash) => !this.#index.has(hash));
    const perPortion = 100;
    for (let at = 0; at < missing.length; at += perPortion) {
      this.#tell(at / missing.length);
      const rows = await this.#storage.getMany('texts', missing.slice(at, at + perPortion));
      const docs = rows
        .filter((row) => row !== undefined)
        .map((row) => docsOf(wanted.get(row.edition)!, row));
      this.#index.add(docs);

      // Questions that came in meanwhile are answered first.
      await new Promise((resolve) => setTimeout(resolve));
    }
    if (missing.length > 0) this.#tell(1);
    await this.settle();
  }

  /** Bytes of the index as it is stored. */
  get bytes(): number {
    return this.#index.bytes;
  }

  async #persist(): Promise<void> {
    const { put, remove } = this.#index.takeChanges();
    for (const [name, bytes] of put) this.#unwritten.set(name, bytes);
    for (const name of remove) this.#unwritten.set(name, undefined);
    const batch = [...this.#unwritten];
    await this.#storage.write(
      batch.map(([key, value]) => ({ room: 'segments', key, ...(value !== undefined && { value }) })),
      'relaxed',
    );
    for (const [name, bytes] of batch) {
      if (this.#unwritten.get(name) === bytes) this.#unwritten.delete(name);
    }
  }
}
