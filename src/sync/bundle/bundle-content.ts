import type { DocumentKey, DocumentKind, ManifestRow } from '../../store/manifest-row.ts';
import { bucketCount } from '../../store/space-rows.ts';
import { mostMessage } from '../channel/channel.ts';
import type { FrameSealer } from '../channel/frame-cipher.ts';
import type { Space } from '../spaces.ts';
import { ByteWriter } from '../bytes.ts';
import type { About } from './about.ts';
import type { BundleBase, BundleWatch } from './bundle-base.ts';
import { BundleFailed } from './bundle-failed.ts';
import type { BundleOutput } from './bundle-output.ts';
import { type BundleMark, chainHeads, entriesToCarry } from './entries-to-carry.ts';
import type { ReaderNotes } from './notes.ts';
import { mostSections } from './prologue.ts';
import { type SectionKey, sectionSealer } from './section-keys.ts';
import { beginDocuments, beginLedger, beginNotes, writeDocument, writeEntry, writeNote } from './sections.ts';

/** What goes into a bundle, chosen before anything is written. */
export interface BundleContent {
  mark: BundleMark;
  /** As it stands in the bundle. */
  since: number | undefined;
  entries: readonly string[];
  /** The first is the ledger's. */
  sections: readonly ContentSection[];
}

type ContentSection =
  | { space?: undefined; notes?: undefined }
  | { space: Space; notes?: undefined; rows: readonly ManifestRow[] }
  | { space?: undefined; notes: ReaderNotes };

/** Small things that speak of others go first. */
const order: readonly DocumentKind[] = ['rule', 'document', 'edition'];

/**
 * What changed may bear a time a little before the mark, when the clock was set back: what is sent twice changes nothing.
 * In milliseconds.
 */
const slack = 60 * 60 * 1000;

/** Entries, and documents, which may be large, read from the disk at a time. */
const entriesAtOnce = 200;
const documentsAtOnce = 32;
/** A message is not filled further than this, so that it fits a frame. */
const enough = 32 * 1024;
/** What stands around a document in its message. */
const around = 512;

/** @throws {BundleFailed} `too-large` */
export function contentOf(
  { replica, now }: BundleBase,
  chosen: {
    since: BundleMark | undefined;
    mayHold: (space: Space) => boolean;
    notes: ReaderNotes | undefined;
  },
): BundleContent {
  const { ledger } = replica.keeper;
  const mark: BundleMark = { at: now(), heads: ledger === undefined ? [] : chainHeads(ledger) };
  const { since } = chosen;
  const sections: ContentSection[] = [{}];
  for (const space of replica.manifest.spaces().filter(chosen.mayHold).sort()) {
    const rows = rowsOf(replica.manifest, space).filter(
      (row) => since === undefined || row.at >= since.at - slack,
    );
    if (rows.length > 0) sections.push({ space, rows: sorted(rows) });
  }
  if (chosen.notes !== undefined) sections.push({ notes: chosen.notes });
  if (sections.length > mostSections) throw new BundleFailed('too-large');
  const entries = ledger === undefined ? [] : entriesToCarry(ledger, since);
  return { mark, since: since?.at, entries, sections };
}

/**
 * Writes all sections.
 *
 * @throws {BundleFailed} `too-large`, `stopped`
 */
export async function sayContent(
  { replica }: BundleBase,
  { entries, sections }: BundleContent,
  into: {
    about: About;
    keys: readonly SectionKey[];
    /** See `headHash`. */
    seen: Uint8Array<ArrayBuffer>;
    output: BundleOutput;
    watch: BundleWatch;
  },
): Promise<{ entries: number; documents: number; carried: DocumentKey[]; leftOut: number }> {
  const { output, watch } = into;
  const counts = { entries: 0, documents: 0, leftOut: 0 };
  const carried: DocumentKey[] = [];
  const total = sections.reduce((sum, one) => sum + ('rows' in one ? one.rows.length : 0), entries.length);
  const step = (): void => {
    if (watch.signal?.aborted === true) throw new BundleFailed('stopped');
    watch.progress?.({
      step: 'writing',
      done: counts.entries + counts.documents + counts.leftOut,
      total,
    });
  };
  for (const [i, section] of sections.entries()) {
    const sealer = await sectionSealer(into.keys[i]!, into.seen, i);
    const batch = new Batch(output, sealer);
    if ('rows' in section) {
      await output.say(sealer, beginDocuments(section.space));
      for (const rows of portions(section.rows, documentsAtOnce)) {
        step();
        const all = await replica.read(
          rows,
          rows.map(() => undefined),
        );
        for (const [n, bytes] of all.entries()) {
          const { kind, id } = rows[n]!;
          if (bytes === undefined || bytes.length > mostMessage - around) counts.leftOut += 1;
          else {
            await batch.add((out) => writeDocument(out, { kind, id, bytes }), bytes.length);
            counts.documents += 1;
            carried.push(rows[n]!);
          }
        }
      }
    } else if (section.notes !== undefined) {
      await output.say(sealer, beginNotes());
      for (const [name, bytes] of section.notes)
        await batch.add((out) => writeNote(out, name, bytes), bytes.length);
    } else {
      await output.say(sealer, beginLedger(into.about));
      for (const ids of portions(entries, entriesAtOnce)) {
        step();
        for (const entry of await replica.keeper.signed(ids)) {
          await batch.add((out) => writeEntry(out, entry), entry.body.length);
          counts.entries += 1;
        }
      }
    }
    await batch.end();
    await output.endSection(sealer);
  }
  step();
  return { ...counts, carried };
}

/** Puts small things together into messages. */
class Batch {
  #output: BundleOutput;
  #sealer: FrameSealer;
  #out = new ByteWriter();

  constructor(output: BundleOutput, sealer: FrameSealer) {
    this.#output = output;
    this.#sealer = sealer;
  }

  async add(write: (out: ByteWriter) => void, length: number): Promise<void> {
    if (this.#out.length > 0 && this.#out.length + length > enough) await this.end();
    write(this.#out);
  }

  async end(): Promise<void> {
    if (this.#out.length > 0) await this.#output.say(this.#sealer, this.#out.take());
    this.#out = new ByteWriter();
  }
}

function rowsOf(
  manifest: { rows(space: Space, bucket: number): ManifestRow[] },
  space: Space,
): ManifestRow[] {
  return Array.from({ length: bucketCount }, (_, bucket) => manifest.rows(space, bucket)).flat();
}

function sorted(rows: readonly ManifestRow[]): ManifestRow[] {
  return [...rows].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

function* portions<T>(list: readonly T[], most: number): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += most) yield list.slice(at, at + most);
}
