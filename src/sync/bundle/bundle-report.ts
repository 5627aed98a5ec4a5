import type { EntryFault } from '../../ledger/bad-entry.ts';
import type { DocumentKey } from '../../store/manifest-row.ts';
import type { Space } from '../spaces.ts';
import type { About } from './about.ts';
import type { BundleKind } from './prologue.ts';

/** What came of taking a bundle or a backup. */
export interface BundleReport {
  kind: BundleKind;
  /** Who wrote it, when, and from when on. */
  about: About;
  /** Member of the device that wrote it, as the roster says now. */
  writer: string | undefined;
  entries: {
    new: number;
    known: number;
    /** They follow others that are not here: those come with an earlier bundle, or over a line. */
    waiting: number;
    refused: number;
    faults: Set<EntryFault>;
  };
  documents: {
    new: number;
    /** They were here, and say something more now. */
    merged: number;
    known: number;
    /** They are not what they should be, or lie in a space that one of the two may not have. */
    refused: number;
  };
  /** Documents that are new or merged. */
  changed: DocumentKey[];
  /** Spaces that the writer, or this device, may not have. */
  refusedSpaces: Set<Space>;
  /** Sections that are sealed for others. */
  closedSections: number;
  /** Sections of a kind that a newer version of the app writes. */
  unknownSections: number;
  /** Does this device speak for the office? After a backup on a new device it does not yet: somebody has to admit it. */
  isAdmitted: boolean;
  /** What the backup brought of this reader's own notes; empty in a bundle. */
  notes: Map<string, Uint8Array<ArrayBuffer>>;
}

export function emptyReport(kind: BundleKind, about: About): BundleReport {
  return {
    kind,
    about,
    writer: undefined,
    entries: { new: 0, known: 0, waiting: 0, refused: 0, faults: new Set() },
    documents: { new: 0, merged: 0, known: 0, refused: 0 },
    changed: [],
    refusedSpaces: new Set(),
    closedSections: 0,
    unknownSections: 0,
    isAdmitted: false,
    notes: new Map(),
  };
}
