/**
 * What a tab and the engine say to each other. Everything here passes through `postMessage`, so it is
 * plain data; `File` is the one exception and is cloned by reference.
 */
import type { Received, RuleKind } from '../rule/edition.ts';
import type { ReadingBlock, ReadingUnit } from '../rule/reading-blocks.ts';
import type { HeadingLevel, TextWarning } from '../rule/rule-text.ts';
import type { Day, Validity } from '../rule/validity.ts';
import type { EditionRow } from '../store/rows.ts';
import type { Signing } from '../store/official.ts';
import type { FindAnswer, FindRequest } from '../search/find.ts';
import type { CirculationsCalls } from './circulations-protocol.ts';
import type { CirculateCalls, CirculateFault } from './circulate-protocol.ts';
import type { BehalfCalls } from './behalf-protocol.ts';
import type { DraftHistoryCalls } from './draft-history-protocol.ts';
import type { DraftNews, DraftsCalls } from './drafts-protocol.ts';
import type { ConnectCalls } from './connect-protocol.ts';
import type { EndLine, IssueLine, OfficeCalls } from './office-protocol.ts';
import type { OpinionsCalls } from './opinions-protocol.ts';
import type { PackageCalls } from './package-protocol.ts';
import type { RegistersCalls } from './registers-protocol.ts';
import type { RemarksCalls } from './remarks-protocol.ts';
import type { WaitingCalls } from './waiting-protocol.ts';
import type { WorkflowCalls, WorkflowFault } from './workflow-protocol.ts';
import type { ProblemCode } from '../exchange/problem.ts';

/** A rule as the shelves show it; `validity` and `edition` are those of the day that was asked for. */
export interface ShelfRow {
  id: string;
  title: string;
  part?: string;
  kind: RuleKind;
  category?: string;
  unit?: string;
  tags: string[];
  edition: string;
  editions: number;
  date?: Day;
  docNo?: string;
  articles: number;
  validity: Validity;
  signing: Signing;
  trial: boolean;
  /** Milliseconds since 1970. */
  updatedAt: number;
}

export interface TimelineStop {
  edition: string;
  date?: Day;
  effectiveOn?: Day;
  docNo?: string;
  /** What the head of the text says happened: …修订, …修正. */
  event?: string;
  validity: Validity;
  signing: Signing;
  issued?: IssueLine;
}

export interface OutlineEntry {
  level: HeadingLevel;
  depth: number;
  label: string;
  title: string;
  /** Address of the first unit below it. */
  address: string;
  /** Index into `Reading.units` of that unit. */
  unit: number;
}

/** A citation as the page shows it: a link when it leads somewhere, a plain word when it is outside the base. */
export interface CitationLink {
  rule?: string;
  edition?: string;
  address?: string;
  toAddress?: string;
}

/** Everything a page needs to show one edition; no HTML in it. */
export interface Reading {
  rule: {
    id: string;
    title: string;
    part?: string;
    kind: RuleKind;
    category?: string;
    unit?: string;
    tags: string[];
    repealedOn?: Day;
  };
  edition: EditionRow;
  validity: Validity;
  signing: Signing;
  /** Who issued it, when and why; absent for what nobody has. */
  issued?: IssueLine;
  /** What the office signed about the end of this rule. */
  ends: EndLine[];
  /** As far as this device knows, no other one has this text as it is here, and no bundle. */
  onlyHere?: true;
  /** A later edition is issued, but its text is not on this device. */
  missing?: { edition: string; title: string };
  /** Day on which validity was judged. */
  on: Day;
  received?: Received;
  timeline: TimelineStop[];
  outline: OutlineEntry[];
  preamble: ReadingBlock[];
  units: ReadingUnit[];
  citations: CitationLink[];
  warnings: TextWarning[];
  favourite: boolean;
  /** The user of this device may issue and withdraw editions. */
  mayIssue: boolean;
  /** And may begin a revision of it. */
  mayDraft: boolean;
  /** Addresses of articles that this reader keeps at hand. */
  favouritePlaces: string[];
}

/** One place that cites another. */
export interface CitingPlace {
  rule: string;
  edition: string;
  title: string;
  part?: string;
  address: string;
  label: string;
  validity: Validity;
}

/** Per unit address of the edition asked about (empty string: the text as a whole): how many places cite it. */
export type CitedCounts = Record<string, number>;

/** The text of one place, for a preview: at most a few paragraphs. */
export interface Preview {
  rule: string;
  edition: string;
  title: string;
  part?: string;
  label: string;
  validity: Validity;
  signing: Signing;
  text: string;
  /** More text follows than is shown. */
  cut: boolean;
}

/** A file that was dropped or picked, with its path below the dropped folder. */
export interface PickedFile {
  path: string;
  file: File;
}

export interface BringInProgress {
  done: number;
  /** Files known so far; grows while an archive is being read. */
  total: number;
  articles: number;
  /** Entries that ended since the last message. */
  entries: BringInEntry[];
}

/** What became of one file. */
export interface BringInEntry {
  file: string;
  outcome: 'rule' | 'edition' | 'same' | 'problem';
  rule?: string;
  edition?: string;
  title?: string;
  part?: string;
  date?: Day;
  articles?: number;
  units?: number;
  /** Citations found; how many of them lead somewhere is known at the end. */
  citations?: number;
  warnings?: { code: string; at?: string }[];
  problem?: { code: ProblemCode; detail?: Record<string, string | number> };
}

export interface BringInSummary {
  files: number;
  rules: number;
  editions: number;
  articles: number;
  units: number;
  citationsFound: number;
  citationsResolved: number;
  refused: number;
  warnings: number;
  ms: number;
  cancelled: boolean;
  /** By edition hash, how many of its citations lead somewhere once everything is in. */
  resolvedByEdition: Record<string, number>;
}

/** An article that a reader keeps at hand. */
export interface FavouritePlace {
  rule: string;
  title: string;
  part?: string;
  /** Where it stands in the edition of the day; absent when it is not in that any more. */
  address?: string;
  label: string;
  /** Its label when it was chosen, if that was another. */
  was?: string;
}

export interface HomeView {
  rules: number;
  articles: number;
  /** Rule ids that were opened here, latest first. */
  recent: ShelfRow[];
  changed: ShelfRow[];
  favourites: ShelfRow[];
  /** Articles kept at hand, where they stand today. */
  favouritePlaces: FavouritePlace[];
  /** This device is of no office: somebody may hold an invitation for it. */
  mayJoin?: true;
  /** The user of this device is an admin, and no recovery file was tried yet. */
  needsRecovery: boolean;
  /** Things of the office that need this user's attention. */
  attention: number;
  /** Rules not yet in force, soonest first. */
  coming: ShelfRow[];
}

export interface DeviceView {
  /** Bytes used and granted, as the browser says. */
  usage?: number;
  quota?: number;
  persisted?: boolean;
  rules: number;
  editions: number;
  indexBytes: number;
}

/** What a tab may ask for. Every call answers once; some report progress; all may be aborted. */
export interface EngineCalls
  extends
    OfficeCalls,
    ConnectCalls,
    WaitingCalls,
    CirculateCalls,
    BehalfCalls,
    PackageCalls,
    CirculationsCalls,
    RegistersCalls,
    DraftsCalls,
    WorkflowCalls,
    DraftHistoryCalls,
    RemarksCalls,
    OpinionsCalls {
  shelf(on: Day): ShelfRow[];
  home(on: Day): HomeView;
  find(request: FindRequest): FindAnswer;
  read(which: { rule: string; edition?: string; on: Day }): Reading;
  citedCounts(which: { edition: string; on: Day }): CitedCounts;
  citedBy(which: { edition: string; address: string; on: Day }): CitingPlace[];
  preview(which: { rule: string; edition?: string; address?: string; on: Day }): Preview;
  bringIn(what: { files: PickedFile[] }): BringInSummary;
  bringInText(what: { text: string; title?: string }): BringInSummary;
  bringInSample(what: { files: { path: string; text: string }[] }): BringInSummary;
  setFavourite(what: { rule: string; favourite: boolean }): void;
  setFavouritePlace(what: { rule: string; edition: string; address: string; favourite: boolean }): void;
  markRead(what: { rule: string }): void;
  device(): DeviceView;
}

export type CallName = keyof EngineCalls;
export type CallArgs<N extends CallName> = Parameters<EngineCalls[N]>[0];
export type CallAnswer<N extends CallName> = ReturnType<EngineCalls[N]>;

/** Problems that a tab shows in words. What was saved before is safe in every case but that of `storage-refused`. */
export type EngineProblemCode =
  | 'storage-full'
  | 'storage-failed'
  /** The base cannot be opened; nobody knows yet whether what was saved is safe. */
  | 'storage-refused'
  | 'newer-base'
  | 'not-found'
  | 'aborted'
  /** There is no office in this base. */
  | 'no-office'
  | 'office-exists'
  /** This device's member does not have the role. */
  | 'not-allowed'
  | 'too-few-admins'
  /** The code of a device was not copied whole. */
  | 'bad-code'
  /** A file that was handed in is not what it should be; `message` is a code of `ProblemCode` where there is one. */
  | 'bad-file'
  | 'wrong-passphrase'
  /** The code of an invitation, or of a direct line, was not copied whole. */
  | 'bad-invitation'
  /** Of the two codes of a direct line it is the other one: what begins, in the place of what answers; or the reverse. */
  | 'offer-code'
  | 'reply-code'
  /** The code with which this device begins, handed to itself. */
  | 'own-code'
  /** It answers another code than the one that was given out here last, or has a slip. */
  | 'other-reply'
  /** The invitation was used, has expired or was tried too often. */
  | 'invitation-over'
  | 'too-many-invitations'
  /** The device is revoked, and does not come in again with the keys that it has. */
  | 'device-revoked'
  /** The device is in the roster as one of another member. */
  | 'device-of-other'
  /** The device asked to come in as a new one, and is what it was. */
  | 'device-not-revoked'
  /** The digits that were compared are not those that are to be compared now. */
  | 'other-digits'
  /** A bundle or backup could not be written or taken; `message` is a fault of `sync/bundle`, or `not-a-backup`. */
  | 'bad-bundle'
  /** A file of another office, or not for this device. */
  | 'other-office'
  /** This browser cannot make direct lines, or none came about. */
  | 'no-direct'
  /** A name holds characters that nobody sees, or is too long; nothing was signed. */
  | 'bad-name'
  /** Another edition was issued while the publisher was looking at this one. */
  | 'changed-meanwhile'
  | CirculateFault
  | WorkflowFault
  /** There is nothing to acknowledge: the circulation is over, or does not mean this reader. */
  | 'not-asked'
  | 'not-your-turn'
  /** The text of an edition has not come to this device. */
  | 'text-missing'
  /** Nothing was signed for others; `message` is a `BehalfFault`. */
  | 'bad-behalf'
  /** Nothing was done with a round of opinions; `message` is a `RoundFault`. */
  | 'bad-round'
  /** Too few questions were answered right; nothing was signed. */
  | 'not-passed'
  /** More than one file can hold; `message` is the bound. */
  | 'too-much'
  /** What was done to a draft cannot be done to it: its place or its state is not here. */
  | 'bad-edit'
  | 'engine-gone'
  | 'unexpected';

export type ToEngine = { id: number; call: CallName; args: unknown } | { id: number; abort: true };

export type FromEngine =
  | { id: number; answer: unknown }
  | { id: number; problem: { code: EngineProblemCode; message: string } }
  | { id: number; progress: BringInProgress }
  /** The base changed; views that show it ask again. */
  | { changed: number }
  /** Something about other devices changed: lines, devices that ask to be admitted. Counts up. */
  | { connections: number }
  /** Something about a text that is being written. */
  | { draft: string; news: DraftNews }
  /** The index is being rebuilt: share done, 1 when finished. */
  | { indexing: number }
  /** The base was taken away from the engine, which answers no more; who asks again begins a new one. */
  | { gone: true };
