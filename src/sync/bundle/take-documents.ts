import { digestOf } from '../../store/manifest-row.ts';
import type { CarriedDocument } from '../../store/merge-documents.ts';
import { unlessDamaged } from '../../store/unless-damaged.ts';
import type { Replica } from '../replica.ts';
import type { Space } from '../spaces.ts';
import type { BundleReport } from './bundle-report.ts';
import type { SectionDocument } from './sections.ts';

/** Documents and bytes of one transaction. */
const portion = 100;
const bytesPerPortion = 4 * 1024 * 1024;

/** Merges the documents of one space into the base, and counts what became of them. */
export class DocumentTaker {
  #replica: Replica;
  #space: Space;
  #report: Pick<BundleReport, 'documents' | 'changed'>;
  #held: CarriedDocument[] = [];
  #bytes = 0;

  constructor(replica: Replica, space: Space, report: Pick<BundleReport, 'documents' | 'changed'>) {
    this.#replica = replica;
    this.#space = space;
    this.#report = report;
  }

  /** @throws {StorageFull | StorageFailed} what was merged before stays */
  async add(documents: readonly SectionDocument[]): Promise<void> {
    for (const { kind, id, bytes } of documents) {
      const document: CarriedDocument = { space: this.#space, kind, id, bytes };
      if (this.#isHere(document)) {
        this.#report.documents.known += 1;
        continue;
      }
      this.#held.push(document);
      this.#bytes += bytes.length;
      if (this.#held.length >= portion || this.#bytes >= bytesPerPortion) await this.end();
    }
  }

  /** Has this base just the same? What says so falsely only keeps itself out. */
  #isHere(document: CarriedDocument): boolean {
    const row = this.#replica.manifest.row(document);
    return row !== undefined && row.digest === unlessDamaged(() => digestOf(document, document.bytes));
  }

  async end(): Promise<void> {
    const some = this.#held;
    this.#held = [];
    this.#bytes = 0;
    if (some.length === 0) return;
    const { manifest } = this.#replica;
    const before = some.map((document) => manifest.row(document)?.digest);
    const results = await this.#replica.merge(some);
    for (const [i, document] of some.entries()) {
      const after = manifest.row(document)?.digest;
      if (results[i] !== 'kept') this.#report.documents.refused += 1;
      else if (before[i] === after) this.#report.documents.known += 1;
      else {
        this.#report.documents[before[i] === undefined ? 'new' : 'merged'] += 1;
        this.#report.changed.push({ space: document.space, kind: document.kind, id: document.id });
      }
    }
  }
}
