import type { Space } from '../spaces.ts';
import type { BundleBase, BundleWatch } from './bundle-base.ts';
import { BundleFailed } from './bundle-failed.ts';
import { BundleInput, type BundleSource } from './bundle-input.ts';
import { type BundleReport, emptyReport } from './bundle-report.ts';
import { areNotes } from './notes.ts';
import { type OpenBundle, openBundle } from './open-bundle.ts';
import { messagesOf, passOver } from './section-frames.ts';
import { type SectionKey, sectionOpener } from './section-keys.ts';
import { readBegin, readDocuments, readEntries, readNotes, type Section } from './sections.ts';
import { DocumentTaker } from './take-documents.ts';
import { EntryTaker } from './take-entries.ts';

/**
 * Takes a bundle or a backup into this base: first the whole file is checked, then its entries are taken, then it is asked
 * whether the roster that this base has by now knows the writer, then documents are merged. The same bundle again changes
 * nothing, and several may come in any order. What it broke off stays, and it can be taken again from the beginning.
 *
 * A backup on a base without an office brings the office with it; the device gets a key of its own, and is not of the
 * office until somebody admits it. The notes in the report are for the caller to keep.
 *
 * @param passphrase of a backup
 * @throws {BundleFailed} any fault but those of writing; with what was taken before it, if anything could be
 * @throws {StorageFull | StorageFailed} what was taken before stays
 */
export async function takeBundle(
  base: BundleBase,
  source: BundleSource,
  { passphrase, ...watch }: BundleWatch & { passphrase?: string } = {},
): Promise<BundleReport> {
  const { keeper } = base.replica;
  const bundle = await openBundle(source, keeper, passphrase, watch);
  if (bundle.kind === 'backup') await keeper.makeDevice();
  return await new Taking(base, bundle, new BundleInput(source, bundle.from), watch).run();
}

/** One bundle that is being taken. */
class Taking {
  #base: BundleBase;
  #bundle: OpenBundle;
  #input: BundleInput;
  #watch: BundleWatch;
  #report: BundleReport;
  #entries: EntryTaker;

  constructor(base: BundleBase, bundle: OpenBundle, input: BundleInput, watch: BundleWatch) {
    this.#base = base;
    this.#bundle = bundle;
    this.#input = input;
    this.#watch = watch;
    this.#report = emptyReport(bundle.kind, bundle.about);
    this.#entries = new EntryTaker(base.replica.keeper, bundle.about.office, this.#report.entries);
  }

  async run(): Promise<BundleReport> {
    try {
      for (const [i, key] of this.#bundle.keys.entries()) {
        if (key === undefined) {
          await passOver(this.#input);
          this.#report.closedSections += 1;
        } else await this.#section(key, i);
        if (i === 0) this.#checkWriter();
      }
    } catch (error) {
      if (error instanceof BundleFailed) throw new BundleFailed(error.fault, this.#summary());
      throw error;
    }
    return this.#summary();
  }

  async #section(key: SectionKey, index: number): Promise<void> {
    const opener = await sectionOpener(key, this.#bundle.seen, index);
    let section: Section | undefined;
    let documents: DocumentTaker | undefined;
    for await (const message of messagesOf(this.#input, opener)) {
      this.#step();
      if (section === undefined) {
        section = readBegin(message);
        if ((section.type === 'ledger') !== (index === 0)) throw new BundleFailed('altered');
        if (section.type === 'unknown') this.#report.unknownSections += 1;
        if (section.type === 'documents') documents = this.#takerOf(section.space);
      } else if (section.type === 'ledger') await this.#entries.add(readEntries(message));
      else if (section.type === 'documents') {
        const some = readDocuments(message);
        if (documents === undefined) this.#report.documents.refused += some.length;
        else await documents.add(some);
      } else if (section.type === 'notes') this.#note(readNotes(message));
    }
    if (section === undefined) throw new BundleFailed('altered');
    if (section.type === 'ledger') await this.#entries.end();
    await documents?.end();
  }

  /** Who may not have a space neither brings anything into it nor gets anything out of it. */
  #takerOf(space: Space): DocumentTaker | undefined {
    const { replica, rights } = this.#base;
    const own = replica.keeper.device!;
    const { kind, about } = this.#bundle;
    // A backup was the reader's own; before the device is of the office nobody can say what it may have.
    const mayWrite = kind === 'backup' || rights.mayHave(about.device, space);
    const mayHave =
      kind === 'backup' ? !rights.isActive(own) || rights.mayHave(own, space) : rights.mayHave(own, space);
    if (mayWrite && mayHave) return new DocumentTaker(replica, space, this.#report);
    this.#report.refusedSpaces.add(space);
    return undefined;
  }

  #note(notes: readonly [string, Uint8Array<ArrayBuffer>][]): void {
    for (const [name, bytes] of notes) this.#report.notes.set(name, bytes);
    if (this.#bundle.kind !== 'backup' || !areNotes(this.#report.notes)) throw new BundleFailed('altered');
  }

  /** A backup may be of a device that is lost and has been revoked: it speaks by its passphrase. */
  #checkWriter(): void {
    const { kind, about } = this.#bundle;
    if (kind === 'backup' || this.#base.rights.isActive(about.device)) return;
    const known = this.#base.replica.keeper.ledger?.roster.roster().devices.has(about.device);
    throw new BundleFailed(known === true ? 'revoked-writer' : 'unknown-writer');
  }

  #step(): void {
    const { signal, progress } = this.#watch;
    if (signal?.aborted === true) throw new BundleFailed('stopped');
    progress?.({ step: 'taking', done: this.#input.at, total: this.#input.size });
  }

  #summary(): BundleReport {
    const { replica, rights } = this.#base;
    this.#entries.count();
    this.#report.writer = replica.keeper.ledger?.roster
      .roster()
      .devices.get(this.#bundle.about.device)?.member;
    this.#report.isAdmitted = rights.isActive(replica.keeper.device!);
    return this.#report;
  }
}
