/** What a tab and the engine say about the office, its people and what they sign. Plain data, like `protocol.ts`. */
import type { RosterFault } from '../ledger/decide-roster.ts';
import type { ChainPlace, EditionChange, Role, RosterChange } from '../ledger/entry.ts';
import type { Device, Member, Post, Unit } from '../ledger/roster.ts';
import type { Refusal } from '../ledger/roster-history.ts';
import type { Witnessed } from '../ledger/witness.ts';
import type { TextFinding } from '../rule/check-finding.ts';
import type { Comparison } from '../rule/comparison.ts';
import type { TableRow } from '../rule/comparison-table.ts';
import type { RuleKind } from '../rule/edition.ts';
import type { Day, Validity } from '../rule/validity.ts';
import type { RosterProblem } from '../exchange/read-roster.ts';
import type { RosterField } from '../exchange/roster-columns.ts';
import type { Signing } from '../store/official.ts';

export interface DeviceLine extends Pick<Device, 'id' | 'name' | 'kind'> {
  revoked: boolean;
  /** The device that this is. */
  here: boolean;
}

export interface MemberLine extends Member {
  phone?: string;
  devices: DeviceLine[];
}

/** Something that does not count, or is not in order, and that somebody should look at. */
export type Trouble =
  /** A device has signed two things in the same place. */
  | { kind: 'fork'; device: string; name: string }
  | { kind: 'roster'; entry: string; fault: RosterFault; by: string; at: number }
  /** Signed, but without the right; `through` is what an admin may take in of a revoked device. */
  | {
      kind: 'refused';
      act: 'publish' | 'repeal' | 'withdraw';
      entry: string;
      refusal: Refusal;
      title: string;
      by: string;
      at: number;
      device: string;
      through?: ChainPlace;
    }
  | { kind: 'disputed'; rule: string; title: string }
  /** Entries wait for others that have not come. */
  | { kind: 'waiting'; count: number };

/** A roster change that more admins must sign. */
export interface Awaiting {
  entry: string;
  by: string;
  at: number;
  signed: number;
  needed: number;
  /** This device's member has signed it. */
  mine: boolean;
  changes: readonly RosterChange[];
}

/** Issued by the office, but its text is not on this device. */
export interface MissingText {
  rule: string;
  title: string;
  edition: string;
}

export interface OfficeView {
  /** `fingerprint` is what the office has on paper, for whoever holds a proof. */
  office?: { id: string; name: string; threshold: number; epoch: number; fingerprint: string };
  /** Who speaks on this device; absent for a device that is in no roster. */
  me?: { device: string; member: string; name: string; roles: Role[] };
  /** Id and key of this device as a code, to be given to an admin; once it has keys. */
  code?: string;
  units: Unit[];
  posts: Post[];
  members: MemberLine[];
  /** An admin has saved a recovery file and checked it. */
  recovery: boolean;
  awaiting: Awaiting[];
  troubles: Trouble[];
  missing: MissingText[];
}

export interface RosterPreview {
  sheets: string[];
  header: string[];
  headerRow: number;
  columns: (RosterField | 'not-taken' | undefined)[];
  /** The first rows below the header. */
  rows: string[][];
  /** Rows below the header. */
  count: number;
}

export interface RosterImported {
  people: number;
  added: number;
  changed: number;
  units: number;
  problems: RosterProblem[];
}

/** What a publisher says of an edition. */
export interface PublishMeta {
  title: string;
  docNo?: string;
  issuer?: string;
  adoptedOn?: Day;
  publishedOn?: Day;
  effectiveOn?: Day;
  /** In force from the day of publication. */
  fromPublication?: boolean;
  expiresOn?: Day;
  trial?: boolean;
  kind: RuleKind;
  unit?: string;
  interpreter?: string;
  basis?: string[];
}

/** A text, and everything that a publisher must have before their eyes. */
export interface PublishView {
  rule: string;
  edition: string;
  meta: PublishMeta;
  articles: number;
  findings: TextFinding[];
  /** The edition in the place of which this one comes. */
  revises?: { edition: string; date?: Day; comparison: Comparison };
  /** Rules that the text says it repeals and that are in this base. */
  repeals: { rule: string; title: string }[];
  /** First day without the rule: it was ended, and would be issued anew. */
  ended?: Day;
  /** Who has looked whether it holds a state secret, as those say who wrote it. */
  secrecy?: string;
  signing: Signing;
}

export interface PublishOrder {
  rule: string;
  edition: string;
  meta: PublishMeta;
  change: EditionChange;
  revises?: string;
  /** Address in the edition before → address in this one, as the publisher confirmed it. */
  mapping: { before: string; after: string }[];
  repeals: string[];
  secrecy: string;
  reason?: string;
}

export interface CompareView {
  rule: string;
  title: string;
  before: CompareSide;
  after: CompareSide;
  comparison: Comparison;
  table: TableRow[];
  decision: string[];
}

export interface CompareSide {
  edition: string;
  date?: Day;
  validity: Validity;
  signing: Signing;
}

/** Who issued an edition, when and why, for the timeline. */
export interface IssueLine {
  entry: string;
  by: string;
  /** Clock of the device that signed, in milliseconds since 1970. */
  at: number;
  witnessed: Witnessed;
  /** Names of the witnesses' devices, by id. */
  witnesses: Record<string, string>;
  change: EditionChange;
  reason?: string;
  secrecy: string;
  withdrawn?: { by: string; reason: string };
}

/** Who ended a rule, when and why. */
export interface EndLine {
  entry: string;
  on: Day;
  by: string;
  /** Clock of the device that signed, in milliseconds since 1970. */
  at: number;
  reason?: string;
  /** The rule whose edition ends this one. */
  rule?: { id: string; title: string };
  withdrawn?: { by: string; reason: string };
}

export interface SavedFile {
  name: string;
  bytes: Uint8Array;
}

/** What a tab may ask about the office. */
export interface OfficeCalls {
  office(): OfficeView;
  foundOffice(what: {
    name: string;
    units: { name: string; kind: Unit['kind'] }[];
    posts: string[];
    me: { name: string; unit?: string; post?: string };
    device: string;
  }): void;
  saveMember(what: {
    id?: string;
    name: string;
    number?: string;
    unit?: string;
    post?: string;
    joined?: Day;
    roles: Role[];
    phone?: string;
  }): { id: string };
  endMember(what: { id: string; on: Day }): void;
  saveUnit(what: { id?: string; name: string; kind: Unit['kind']; closed: boolean }): void;
  savePost(what: { id?: string; name: string; closed: boolean }): void;
  setThreshold(what: { threshold: number }): void;
  addDevice(what: { member: string; code: string; name: string }): void;
  revokeDevice(what: { device: string }): void;
  acceptLate(what: { device: string; through: ChainPlace }): void;
  signOff(what: { entry: string }): void;
  readRoster(what: { name: string; bytes: Uint8Array }): RosterPreview;
  importRoster(what: {
    name: string;
    bytes: Uint8Array;
    headerRow: number;
    columns: (RosterField | undefined)[];
  }): RosterImported;
  makeRecovery(what: { passphrase: string }): SavedFile;
  checkRecovery(what: { bytes: Uint8Array; passphrase: string }): void;
  restoreOffice(what: { bytes: Uint8Array; passphrase: string; device: string }): { name: string };
  preparePublish(what: { rule: string; edition: string; meta?: PublishMeta; on: Day }): PublishView;
  publish(what: PublishOrder): { edition: string };
  registerAll(what: { secrecy: string; on: Day }): { registered: number };
  repeal(what: { rule: string; on: Day; reason: string }): void;
  withdraw(what: { entry: string; reason: string }): void;
  compare(what: { rule: string; before: string; after: string; on: Day }): CompareView;
  /** Where a place of one edition stands in another; absent when it is not in that one. */
  follow(what: { rule: string; from: string; to: string; address: string }): { address?: string };
  proof(what: { rule: string; edition: string }): SavedFile;
}
