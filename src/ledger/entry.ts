/**
 * The ledger: signed statements of devices, one hash chain for each. What is official follows from the set of
 * valid entries alone, in whatever order they arrived.
 */
import type { RuleKind } from '../rule/edition.ts';
import type { Day } from '../rule/validity.ts';
import type { AgreementAlg } from './agreement-keys.ts';
import type { CirculationAct } from './circulation-acts.ts';
import type { DraftAct } from './draft-acts.ts';
import type { ConsultationAct } from './consult-acts.ts';

/** How a key signs. ECDSA over P-256 with SHA-256 (RFC 7518 §3.4) is in every browser; others may follow. */
export type Alg = 'ES256';

/** 管理员 发布人 编辑 审核 督查 联络员 成员; everyone who belongs to the office is a member. */
export type Role = 'admin' | 'publisher' | 'editor' | 'reviewer' | 'supervisor' | 'liaison' | 'member';

export const allRoles: readonly Role[] = [
  'admin',
  'publisher',
  'editor',
  'reviewer',
  'supervisor',
  'liaison',
  'member',
];

/** A place in the chain of a device: sequence number and id of the entry. */
export type ChainPlace = readonly [seq: number, id: string];

/** One step of a roster change. Fields that are absent stay as they are; null removes. */
export type RosterChange =
  | { op: 'office'; name?: string; threshold?: number }
  | {
      op: 'unit';
      id: string;
      name?: string;
      kind?: 'office' | 'branch';
      parent?: string | null;
      closed?: boolean;
    }
  | { op: 'post'; id: string; name?: string; unit?: string | null; closed?: boolean }
  | {
      op: 'member';
      id: string;
      name?: string;
      number?: string | null;
      unit?: string | null;
      post?: string | null;
      joined?: Day | null;
    }
  | { op: 'grant'; member: string; roles: Role[] }
  | { op: 'remove'; member: string; roles: Role[] }
  /** The member has left: all roles end. */
  | { op: 'left'; member: string; on: Day }
  | {
      op: 'device';
      id: string;
      member: string;
      alg: Alg;
      /** Public key, base64url of the uncompressed point. */
      key: string;
      name: string;
      kind: 'device' | 'recovery';
    }
  | { op: 'revoke'; device: string }
  /** Entries of a revoked device that turned up later, and that an admin takes as made before. */
  | { op: 'accept'; device: string; through: ChainPlace };

/** 勘误 or 实质修订, the first edition, or a text that was official before there was a ledger. */
export type EditionChange = 'first' | 'erratum' | 'revision' | 'registered';

export interface PublishAct {
  type: 'publish';
  rule: string;
  /** Hash of the canonical bytes of the whole edition. */
  edition: string;
  title: string;
  part?: string;
  kind: RuleKind;
  unit?: string;
  change: EditionChange;
  /** Hash of the edition that this one replaces. */
  revises?: string;
  /** Hash of the edition as it came in, when the publisher corrected what belongs to it: it has no standing of its own. */
  source?: string;
  /** Publish and repeal entries of this rule that the publisher had before their eyes. */
  after: string[];
  /** Rules that end with this one, from its first day in force or from the day given. */
  repeals: { rule: string; on: Day }[];
  /** Who has confirmed that the text holds no state secret. */
  secrecy: string;
  reason?: string;
}

export type Act =
  | { type: 'genesis'; changes: RosterChange[] }
  | {
      type: 'roster';
      /** One more than the highest of the entries that it follows. */
      epoch: number;
      changes: RosterChange[];
      /** For every device that loses something: how far its chain was seen. What comes after does not count. */
      seen: Record<string, ChainPlace[]>;
      reason?: string;
    }
  | PublishAct
  | { type: 'repeal'; rule: string; title: string; on: Day; after: string[]; reason?: string }
  | { type: 'withdraw'; entry: string; reason: string }
  | CirculationAct
  | DraftAct
  | ConsultationAct
  | { type: 'sign-off'; entry: string }
  /** How far the chains of other devices were seen; only those that went on since the checkpoint before. */
  | { type: 'checkpoint'; seen: [device: string, seq: number, id: string][] }
  /** The device's key for agreeing on secrets, base64url of the uncompressed point; the newest one counts. */
  | { type: 'key'; alg: AgreementAlg; key: string }
  /** Of a type that a newer version of the app knows: kept and passed on, without effect here. */
  | { type: 'other'; name: string };

/** One signed statement, read. */
export interface Entry {
  /** SHA-256 of the signed bytes, in hexadecimal. */
  id: string;
  alg: Alg;
  /** Id of the genesis entry; empty in that entry itself. */
  office: string;
  /** Device id, see `device-id.ts`. */
  device: string;
  /** 0, 1, 2 … along the chain. */
  seq: number;
  /** Id of the entry before; absent in the first. */
  prev?: string;
  /** Public key of the device; only in its first entry. */
  key?: string;
  /** What the clock of the device said, in milliseconds since 1970. A claim, nothing more. */
  at: number;
  /** Newest roster entries that the device knew. */
  roster: string[];
  /** Newest checkpoint of another device that it knew: the entry cannot be older than that. */
  saw?: string;
  act: Act;
}

/** An entry as it is stored and sent: exact bytes, never written anew. */
export interface SignedEntry {
  body: Uint8Array<ArrayBuffer>;
  sig: Uint8Array<ArrayBuffer>;
}
