import { BaseReplica } from '../sync/base-replica.ts';
import { joined } from '../sync/joined.ts';
import { rightsOf } from '../sync/spaces.ts';
import type { BundleBase } from '../sync/bundle/bundle-base.ts';
import { BundleFailed } from '../sync/bundle/bundle-failed.ts';
import { bundleName } from '../sync/bundle/bundle-name.ts';
import type { BundleReport as Taken } from '../sync/bundle/bundle-report.ts';
import { bundleKind } from '../sync/bundle/open-bundle.ts';
import { takeBundle } from '../sync/bundle/take-bundle.ts';
import { type BundleWritten, writeBackup, writeBundle } from '../sync/bundle/write-bundle.ts';
import type { Library } from '../store/library.ts';
import type { BundleReport, MadeBundle } from './connect-protocol.ts';
import type { Connections } from './connections.ts';
import { contentsOf } from './contents.ts';
import { EngineProblem } from './engine-problem.ts';
import type { Invitations } from './invitations.ts';
import type { Office } from './office.ts';
import type { SavedFile } from './office-protocol.ts';
import type { CallAnswer, CallArgs } from './protocol.ts';
import type { ReaderNotes } from './reader-notes.ts';
import type { CallContext } from './serve-calls.ts';
import { localDay } from '../rule/local-day.ts';

/** Under this name the reader's notes are in a backup. */
const notesName = 'reader';

export interface BundlesParts {
  office: Office;
  library: Library;
  reader: ReaderNotes;
  connections: Connections;
  invitations: Invitations;
  /** Clock of this device, in milliseconds since 1970. */
  now: () => number;
}

/** Bundles for colleagues without a network, and backups. */
export class Bundles {
  #parts: BundlesParts;

  constructor(parts: BundlesParts) {
    this.#parts = parts;
  }

  /** @throws {EngineProblem} `no-office`, `bad-bundle` */
  async make(what: CallArgs<'makeBundle'>, { signal }: CallContext): Promise<MadeBundle> {
    const { office, connections } = this.#parts;
    const base = await this.#base();
    const { file, written } = await this.#written('courier', (sink) =>
      writeBundle(
        base,
        {
          signal,
          ...(what.since !== undefined && { since: { at: what.since } }),
          ...(what.members !== undefined && { members: new Set(what.members) }),
        },
        sink,
      ),
    );
    if (what.since === undefined && what.members === undefined) await connections.bundled(written.mark.at);
    const { devices, members } = office.roster;
    const without = written.unreachable.map((id) => {
      const device = devices.get(id);
      return `${members.get(device?.member ?? '')?.name ?? ''} ${device?.name ?? ''}`.trim();
    });
    const contents = contentsOf(written.carried, this.#parts.library.catalogue);
    return { ...file, entries: written.entries, ...contents, without };
  }

  /**
   * The bundle that follows on another one, for a folder in which they lie side by side.
   *
   * @throws {EngineProblem} `bad-bundle`
   */
  async next({ after }: CallArgs<'nextBundle'>, { signal }: CallContext): Promise<CallAnswer<'nextBundle'>> {
    const base = await this.#base();
    const { file, written } = await this.#written('courier', (sink) =>
      writeBundle(base, { signal, ...(after !== undefined && { since: after }) }, sink),
    );
    return { ...file, mark: written.mark };
  }

  /** @throws {EngineProblem} `bad-bundle` with what is wrong as its message, `no-office`, `wrong-passphrase` */
  async apply({ bytes }: CallArgs<'applyBundle'>, { signal }: CallContext): Promise<BundleReport> {
    if (this.#parts.office.keeper.ledger === undefined) throw new EngineProblem('no-office');
    return this.#report(await this.#taken(bytes, { signal }));
  }

  /** @throws {EngineProblem} `bad-bundle` */
  async backUp({ passphrase }: CallArgs<'makeBackup'>, { signal }: CallContext): Promise<SavedFile> {
    const { reader, connections } = this.#parts;
    const base = await this.#base();
    const notes = new Map([[notesName, reader.carried()]]);
    const { file, written } = await this.#written('backup', (sink) =>
      writeBackup(base, { passphrase, notes, signal }, sink),
    );
    await connections.bundled(written.mark.at);
    return file;
  }

  /** @throws {EngineProblem} `wrong-passphrase`, `bad-bundle` */
  async restore(
    { bytes, passphrase }: CallArgs<'restoreBackup'>,
    { signal }: CallContext,
  ): Promise<CallAnswer<'restoreBackup'>> {
    const { office, reader } = this.#parts;
    if ((await named(bundleKind(sourceOf(bytes)))) !== 'backup')
      throw new EngineProblem('bad-bundle', 'not-a-backup');
    const taken = await this.#taken(bytes, { passphrase, signal });
    const notes = taken.notes.get(notesName);
    if (notes !== undefined) await reader.takeCarried(notes);
    const officeName = office.keeper.ledger === undefined ? '' : office.roster.name;
    return { ...this.#report(taken), officeName };
  }

  async #base(): Promise<BundleBase> {
    const { office, library, invitations, now } = this.#parts;
    return {
      replica: await BaseReplica.open(library, office.keeper),
      rights: rightsOf(() => office.keeper.ledger?.roster.roster()),
      introduced: (device) => invitations.introduced(device),
      now,
    };
  }

  async #taken(bytes: Uint8Array, options: { passphrase?: string; signal: AbortSignal }): Promise<Taken> {
    return await named(takeBundle(await this.#base(), sourceOf(bytes), options));
  }

  async #written(
    kind: 'courier' | 'backup',
    write: (sink: (bytes: Uint8Array<ArrayBuffer>) => void) => Promise<BundleWritten>,
  ): Promise<{ file: SavedFile; written: BundleWritten }> {
    const { office, now } = this.#parts;
    const parts: Uint8Array<ArrayBuffer>[] = [];
    const written = await named(write((bytes) => void parts.push(bytes)));
    const day = localDay(now());
    const name = office.keeper.ledger === undefined ? '' : office.roster.name;
    return { file: { name: bundleName(kind, name, day), bytes: joined(...parts) }, written };
  }

  #report(taken: Taken): BundleReport {
    const { office, library } = this.#parts;
    const members = office.keeper.ledger === undefined ? undefined : office.roster.members;
    const { entries, documents } = taken;
    return {
      writerName: members?.get(taken.writer ?? '')?.name ?? '',
      writtenAt: taken.about.at,
      entries: entries.new,
      ...contentsOf(taken.changed, library.catalogue),
      known: entries.known + documents.known,
      waiting: entries.waiting,
      refused: entries.refused + documents.refused,
      closed: taken.closedSections + taken.unknownSections,
    };
  }
}

function sourceOf(bytes: Uint8Array): Blob {
  // What comes in a message lies in no memory that is shared; a copy of it may be large.
  return new Blob([bytes as Uint8Array<ArrayBuffer>]);
}

/** Gives what can go wrong with a bundle its name in the interface. */
async function named<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof BundleFailed)) throw error;
    if (error.fault === 'stopped') throw new EngineProblem('aborted');
    if (error.fault === 'wrong-passphrase') throw new EngineProblem('wrong-passphrase');
    throw new EngineProblem('bad-bundle', error.fault);
  }
}
