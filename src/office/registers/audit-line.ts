import type { Act } from '../../ledger/entry.ts';
import type { Refusal } from '../../ledger/roster-history.ts';
import type { RosterFault } from '../../ledger/decide-roster.ts';
import type { Day } from '../../rule/validity.ts';

export type AuditKind = Act['type'];

/** Why a signed entry has no effect; roster entries may be void for reasons of their own. */
export type AuditRefusal = Refusal | RosterFault;

export interface AuditFilter {
  /** Without any: all but checkpoints and keys, which devices sign by themselves. */
  kinds?: AuditKind[];
  /** Days by the claimed time, both included. */
  from?: Day;
  to?: Day;
  /** How far the reader's clock is ahead of UTC, in minutes. */
  zone: number;
  member?: string;
  /** Words that must all be found in what a line says. */
  text?: string;
  /** From 0. */
  page: number;
}

/** One entry of the ledger in the words of one language. */
export interface AuditLine {
  entry: string;
  kind: AuditKind;
  kindName: string;
  /** Claimed, in milliseconds since 1970. */
  at: number;
  /** Bounds by the clocks of other members' devices. */
  after?: number;
  before?: number;
  who: string;
  device: string;
  what: string;
  /** Signed well, and yet of no effect: why. */
  refused?: string;
}
