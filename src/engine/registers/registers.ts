import { writeCsv } from '../../exchange/write-csv.ts';
import { fileName } from '../../exchange/markdown-path.ts';
import { writeXlsx } from '../../exchange/write-xlsx.ts';
import type { ExportAct } from '../../ledger/circulation-acts.ts';
import type { AuditKind } from '../../office/registers/audit-line.ts';
import { AuditTrail } from '../../office/registers/audit-trail.ts';
import { auditWords } from '../../office/registers/audit-words.ts';
import { makeRegister } from '../../office/registers/make-register.ts';
import type { Register, RegisterOrder } from '../../office/registers/register.ts';
import type { RegisterSources } from '../../office/registers/register-sources.ts';
import type { Library } from '../../store/library.ts';
import type { Circulating } from '../circulating.ts';
import { EngineProblem } from '../engine-problem.ts';
import { maySeeNames } from '../may-see-names.ts';
import type { Office } from '../office.ts';
import type { SavedFile } from '../office-protocol.ts';
import type { AuditView, RegisterAsked, RegistersCalls } from '../registers-protocol.ts';
import { auditRow, auditSheet } from './audit-sheet.ts';
import { fileHash } from './file-hash.ts';
import { liveSources } from './live-sources.ts';
import { registerSheet } from './register-sheet.ts';

type Args<N extends keyof RegistersCalls> = Parameters<RegistersCalls[N]>[0];

interface Parts {
  office: Office;
  library: Library;
  circulating: Circulating;
}

/** Lines of the audit trail on one page. */
const perPage = 50;
/** Lines of it in one file. */
const mostLines = 100_000;

/** Registers, the files that they go out as, and the audit trail. */
export class Registers {
  #parts: Parts;
  #trail: AuditTrail | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @throws {EngineProblem} `not-allowed`, `not-found`, `no-office` */
  register(asked: RegisterAsked): Register {
    return this.#make(this.#order(asked), this.#live());
  }

  /**
   * A register as a file; that it was handed out is signed before anybody has it.
   *
   * @throws {EngineProblem} `not-allowed`, `not-found`, `no-office`
   */
  async registerFile({ as, ...asked }: Args<'registerFile'>): Promise<SavedFile> {
    const order = this.#order(asked);
    if (as === 'proof') return await this.#proof(order);
    const register = this.#make(order, this.#live());
    const sheet = registerSheet(register, { ...order, creator: this.#nameOf(order.by) });
    return await this.#handOut(order.form, order.circulation, {
      name: `${nameOf(register, order)}.xlsx`,
      bytes: writeXlsx(sheet),
    });
  }

  /** Everything that the user of this device has acknowledged, as a file that proves it. */
  async historyFile(what: Args<'historyFile'>): Promise<SavedFile> {
    return await this.registerFile({ form: 'history', ...what, as: 'proof' });
  }

  /** @throws {EngineProblem} `not-allowed`, `no-office` */
  audit({ language, page, ...filter }: Args<'audit'>): AuditView {
    const trail = this.#allowedTrail();
    const found = trail.find(filter, language);
    const pages = Math.max(1, Math.ceil(found.length / perPage));
    const shown = Math.min(Math.max(0, page), pages - 1);
    let cutOff = 0;
    for (const { at } of trail.ledger.chains.all()) cutOff = Math.max(cutOff, at);
    return {
      lines: found.slice(shown * perPage, (shown + 1) * perPage).map((entry) => trail.line(entry, language)),
      total: found.length,
      entries: trail.ledger.chains.size,
      page: shown,
      pages,
      kinds: Object.entries(auditWords(language).kinds).map(([kind, name]) => ({
        kind: kind as AuditKind,
        name,
      })),
      members: trail.members(),
      cutOff,
      now: Date.now(),
    };
  }

  /**
   * The lines that the filter leaves, as a file.
   *
   * @throws {EngineProblem} `not-allowed`, `no-office`; `too-much` when there are more than a file takes
   */
  async auditFile({ as, language, ...filter }: Args<'auditFile'>): Promise<SavedFile> {
    const trail = this.#allowedTrail();
    const found = trail.find(filter, language);
    if (found.length > mostLines) throw new EngineProblem('too-much', String(mostLines));
    const lines = found.map((entry) => trail.line(entry, language));
    const words = auditWords(language);
    const order = this.#order({ form: 'history', language, on: dayOf(Date.now(), filter.zone) });
    const name = fileName(`${words.title} ${order.on}`);
    if (as === 'csv') {
      const rows = [Object.values(words.columns), ...lines.map((line) => auditRow(line, words, order.zone))];
      return await this.#handOut('audit', undefined, { name: `${name}.csv`, bytes: writeCsv(rows) });
    }
    const roster = trail.ledger.roster.roster();
    const sheet = auditSheet(lines, words, { order, office: roster.name, by: this.#nameOf(order.by) });
    return await this.#handOut('audit', undefined, { name: `${name}.xlsx`, bytes: writeXlsx(sheet) });
  }

  async #proof(order: RegisterOrder): Promise<SavedFile> {
    // Its page is only fetched when somebody wants one.
    const { registerProof } = await import('./register-proof.ts');
    const { library, office } = this.#parts;
    const made = await registerProof(order, this.#live(), { library, keeper: office.keeper });
    return await this.#handOut(order.form, order.circulation, {
      name: `${nameOf(made.register, order)} ${made.suffix}.html`,
      bytes: made.bytes,
    });
  }

  #make(order: RegisterOrder, sources: RegisterSources): Register {
    const register = makeRegister(order, sources);
    if (register === undefined) throw new EngineProblem('not-found');
    return register;
  }

  #live(): RegisterSources {
    return liveSources(this.#parts.circulating.book, this.#parts.library.catalogue);
  }

  #order({ form, circulation, language, on }: RegisterAsked): RegisterOrder {
    const { office, circulating } = this.#parts;
    const me = office.me();
    const { device } = office.keeper;
    const record = circulation === undefined ? undefined : circulating.book.circulations.of(circulation);
    // One's own history is everybody's.
    if (me === undefined || device === undefined || (form !== 'history' && !maySeeNames(office, record)))
      throw new EngineProblem('not-allowed');
    const at = Date.now();
    return {
      form,
      ...(circulation !== undefined && { circulation }),
      language,
      on,
      at,
      zone: -new Date(at).getTimezoneOffset(),
      by: me.member,
      device,
    };
  }

  #allowedTrail(): AuditTrail {
    const { ledger } = this.#parts.circulating.book;
    if (this.#parts.office.me()?.roles.some((role) => role === 'publisher' || role === 'admin') !== true)
      throw new EngineProblem('not-allowed');
    if (this.#trail?.ledger !== ledger) this.#trail = new AuditTrail(ledger);
    return this.#trail;
  }

  /** Nobody has a file of which the ledger does not say that they have it. */
  async #handOut(
    what: ExportAct['what'],
    circulation: string | undefined,
    file: SavedFile,
  ): Promise<SavedFile> {
    await this.#parts.office.keeper.say({
      type: 'export',
      what,
      ...(circulation !== undefined && { circulation }),
      file: fileHash(file.bytes),
    });
    return file;
  }

  #nameOf(member: string): string {
    return this.#parts.office.roster.members.get(member)?.name ?? '';
  }
}

/** 签收册 《考勤规定》 2026-03-02 */
function nameOf({ title, head }: Register, { on }: RegisterOrder): string {
  const words = head.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  const document = words.find((one) => one.startsWith('《'));
  return fileName([title, document ?? '', on].filter(Boolean).join(' '));
}

function dayOf(at: number, zone: number): string {
  return new Date(at + zone * 60_000).toISOString().slice(0, 10);
}
