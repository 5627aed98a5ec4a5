/** What a tab and the engine say about registers and the audit trail. Plain data, like `protocol.ts`. */
import type { AuditFilter, AuditKind, AuditLine } from '../office/registers/audit-line.ts';
import type { Register, RegisterForm, RegisterLanguage } from '../office/registers/register.ts';
import type { Day } from '../rule/validity.ts';
import type { SavedFile } from './office-protocol.ts';

/** Which register; what it depends on besides is known here. */
export interface RegisterAsked {
  form: RegisterForm;
  circulation?: string;
  language: RegisterLanguage;
  /** Today, where the reader is. */
  on: Day;
}

export interface AuditAsked extends AuditFilter {
  language: RegisterLanguage;
}

export interface AuditView {
  lines: AuditLine[];
  /** Lines that the filter leaves, on all pages. */
  total: number;
  /** Entries in all. */
  entries: number;
  /** The page that is shown, from 0, and how many there are. */
  page: number;
  pages: number;
  /** Kinds of entries by their names, and who has signed anything, for choosing. */
  kinds: { kind: AuditKind; name: string }[];
  members: { id: string; name: string }[];
  /** Clock of the newest entry that this device holds, and of this device. */
  cutOff: number;
  now: number;
}

/** What a tab may ask about registers. */
export interface RegistersCalls {
  /** For publishers, admins, liaison officers and who sent the circulation; one's own history is for everybody. */
  register(what: RegisterAsked): Register;
  /** The same as a file; that it was handed out is signed. */
  registerFile(what: RegisterAsked & { as: 'xlsx' | 'proof' }): SavedFile;
  /** Everything that the user of this device has acknowledged, as a file that proves it. */
  historyFile(what: { language: RegisterLanguage; on: Day }): SavedFile;
  /** For publishers and admins. */
  audit(what: AuditAsked): AuditView;
  auditFile(what: AuditAsked & { as: 'xlsx' | 'csv' }): SavedFile;
}
