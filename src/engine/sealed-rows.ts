import type { Library } from '../store/library.ts';
import type { ManifestRow } from '../store/manifest-row.ts';
import { readSealed, type SealedKind, type SealedName, sealedOfKey } from '../store/sealed-document.ts';
import { unlessDamaged } from '../store/unless-damaged.ts';

export interface SealedRow extends SealedName {
  row: ManifestRow;
}

/** The sealed documents that are here, by round: looked through once, then kept in step. */
export class SealedRows {
  #library: Library;
  #rows: Promise<Map<string, SealedRow[]>> | undefined;

  constructor(library: Library) {
    this.#library = library;
  }

  async of(round: string, kind: SealedKind): Promise<readonly SealedRow[]> {
    this.#rows ??= this.#load();
    return (await this.#rows).get(`${round} ${kind}`) ?? [];
  }

  /** What lies in one; undefined when it is not here. */
  async bytes({ row }: Pick<SealedRow, 'row'>): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const document = await this.#library.document(row);
    return document && (await this.#library.opened(() => unlessDamaged(() => readSealed(document))));
  }

  async #load(): Promise<Map<string, SealedRow[]>> {
    const manifest = await this.#library.manifest();
    const found = new Map<string, SealedRow[]>();
    const put = (row: ManifestRow): void => {
      const name = sealedOfKey(row);
      if (name === undefined) return;
      const key = `${name.round} ${name.kind}`;
      const list = found.get(key) ?? [];
      found.set(key, list);
      // It never changes; written again it is the same.
      if (!list.some(({ hash }) => hash === name.hash)) list.push({ ...name, row });
    };
    for (let bucket = 0; bucket < 256; bucket++) manifest.rows('members', bucket).forEach(put);
    manifest.subscribe((rows) => rows.forEach(put));
    return found;
  }
}
