import { readTable } from '../exchange/read-table.ts';
import { readRoster } from '../exchange/read-roster.ts';
import { guessColumns } from '../exchange/roster-columns.ts';
import { deviceId } from '../ledger/device-id.ts';
import type { Act, ChainPlace, Role, RosterChange } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Roster } from '../ledger/roster.ts';
import type { Day } from '../rule/validity.ts';
import type { LedgerKeeper } from '../store/ledger-keeper.ts';
import type { Library } from '../store/library.ts';
import { readDeviceCode } from './device-code.ts';
import { EngineProblem } from './engine-problem.ts';
import type { OfficeCalls, RosterImported, RosterPreview } from './office-protocol.ts';
import { importRoster } from './import-roster.ts';
import { leavesTooFew } from './leaves-too-few.ts';
import { memberChanges, newHandle, roleChanges, seenBy } from './roster-changes.ts';

type Args<N extends keyof OfficeCalls> = Parameters<OfficeCalls[N]>[0];

/** Rows of a roster that are shown before it is imported. */
const shownRows = 100;

/** Founding an office and changing who belongs to it: every change is a signed entry of this device. */
export class Office {
  readonly keeper: LedgerKeeper;
  #library: Library;

  constructor(keeper: LedgerKeeper, library: Library) {
    this.keeper = keeper;
    this.#library = library;
  }

  /** @throws {EngineProblem} `no-office` */
  get ledger(): Ledger {
    const { ledger } = this.keeper;
    if (ledger === undefined) throw new EngineProblem('no-office');
    return ledger;
  }

  get roster(): Roster {
    return this.ledger.roster.roster();
  }

  /** Member of this device; undefined when it is in no roster, or revoked. */
  me(): { member: string; roles: Role[] } | undefined {
    const { device } = this.keeper;
    if (this.keeper.ledger === undefined || device === undefined) return undefined;
    const known = this.roster.devices.get(device);
    const member = known === undefined ? undefined : this.roster.members.get(known.member);
    return member === undefined || known?.revoked ? undefined : { member: member.id, roles: member.roles };
  }

  /** @throws {EngineProblem} `no-office`, `not-allowed` when this device's member does not have the role */
  must(role: Role): void {
    if (this.keeper.ledger === undefined) throw new EngineProblem('no-office');
    if (!this.me()?.roles.includes(role)) throw new EngineProblem('not-allowed');
  }

  /** @throws {EngineProblem} `office-exists` */
  async found({ name, units, posts, me, device }: Args<'foundOffice'>): Promise<void> {
    if (this.keeper.ledger !== undefined) throw new EngineProblem('office-exists');
    const unitIds = new Map(units.map((unit) => [unit.name, newHandle('u')]));
    const postIds = new Map(
      [...posts, ...(me.post === undefined ? [] : [me.post])].map((post) => [post, newHandle('p')]),
    );
    const member = newHandle('m');
    const unit = me.unit === undefined ? undefined : unitIds.get(me.unit);
    const post = me.post === undefined ? undefined : postIds.get(me.post);
    await this.keeper.found(({ id, alg, key }) => [
      { op: 'office', name, threshold: 1 },
      ...units.map((one): RosterChange => ({ op: 'unit', id: unitIds.get(one.name)!, ...one })),
      ...[...postIds].map(([post, id]): RosterChange => ({ op: 'post', id, name: post })),
      {
        op: 'member',
        id: member,
        name: me.name,
        ...(unit !== undefined && { unit }),
        ...(post !== undefined && { post }),
      },
      { op: 'grant', member, roles: ['admin', 'publisher', 'member'] },
      { op: 'device', id, member, alg, key, name: device, kind: 'device' },
    ]);
  }

  async saveMember({ id, name, roles, phone, ...rest }: Args<'saveMember'>): Promise<{ id: string }> {
    const member = id ?? newHandle('m');
    const before = this.roster.members.get(member);
    const wanted: Role[] = [...new Set<Role>([...roles, 'member'])];
    await this.change([
      ...memberChanges(member, before, { name, ...rest }),
      ...roleChanges(member, before?.roles ?? [], wanted),
    ]);
    if (phone !== undefined) await this.#library.changePhones(new Map([[member, phone]]));
    return { id: member };
  }

  /** A member leaves: all roles end and all their devices are revoked, in one entry. */
  async endMember({ id, on }: { id: string; on: Day }): Promise<void> {
    const devices = [...this.roster.devices.values()].filter(
      ({ member, revoked }) => member === id && !revoked,
    );
    await this.change([
      { op: 'left', member: id, on },
      ...devices.map((device): RosterChange => ({ op: 'revoke', device: device.id })),
    ]);
    await this.#library.changePhones(new Map([[id, '']]));
  }

  async saveUnit({ id, name, kind, closed }: Args<'saveUnit'>): Promise<void> {
    await this.change([{ op: 'unit', id: id ?? newHandle('u'), name, kind, closed }]);
  }

  async savePost({ id, name, closed }: Args<'savePost'>): Promise<void> {
    await this.change([{ op: 'post', id: id ?? newHandle('p'), name, closed }]);
  }

  /** @throws {EngineProblem} `too-few-admins` when there are not that many who could sign */
  async setThreshold({ threshold }: { threshold: number }): Promise<void> {
    const admins = [...this.roster.members.values()].filter(({ roles }) => roles.includes('admin')).length;
    if (threshold < 1 || threshold > admins) throw new EngineProblem('too-few-admins');
    await this.change([{ op: 'office', threshold }]);
  }

  /** @throws {EngineProblem} `bad-code` when the code was not copied whole */
  async addDevice({ member, code, name }: Args<'addDevice'>): Promise<void> {
    const read = readDeviceCode(code);
    if (read === undefined) throw new EngineProblem('bad-code');
    const id = deviceId(read.alg, read.key);
    if (this.roster.devices.has(id)) throw new EngineProblem('bad-code');
    await this.change([{ op: 'device', id, member, ...read, name, kind: 'device' }]);
  }

  async revokeDevice({ device }: { device: string }): Promise<void> {
    await this.change([{ op: 'revoke', device }]);
  }

  /** Takes in what a revoked device had signed before, and nobody had seen. */
  async acceptLate({ device, through }: { device: string; through: ChainPlace }): Promise<void> {
    if (this.ledger.chains.get(through[1])?.device !== device) throw new EngineProblem('not-found');
    await this.change([{ op: 'accept', device, through }]);
  }

  async signOff({ entry }: { entry: string }): Promise<void> {
    this.must('admin');
    await this.keeper.say({ type: 'sign-off', entry });
  }

  /** @throws {Refusal} when the file is no table */
  previewRoster({ name, bytes }: Args<'readRoster'>): RosterPreview {
    const table = readTable(name, bytes);
    const { headerRow, columns } = guessColumns(table);
    const header = table.rows[headerRow] ?? [];
    const below = table.rows.slice(headerRow + 1);
    const width = Math.max(
      header.length,
      columns.length,
      ...below.slice(0, shownRows).map((row) => row.length),
    );
    return {
      sheets: table.sheets,
      header: Array.from({ length: width }, (_, i) => header[i] ?? ''),
      headerRow,
      columns: Array.from({ length: width }, (_, i) => columns[i]),
      rows: below.slice(0, shownRows),
      count: below.length,
    };
  }

  async importRoster({ name, bytes, headerRow, columns }: Args<'importRoster'>): Promise<RosterImported> {
    this.must('admin');
    const roster = readRoster(readTable(name, bytes), { headerRow, columns });
    const { changes, phones, counts } = importRoster(roster, this.roster);
    await this.change(changes);
    await this.#library.changePhones(phones);
    return { people: roster.people.length, ...counts, problems: roster.problems };
  }

  phones(): Promise<Map<string, string>> {
    return this.#library.phones();
  }

  /** Signs a change of the roster, following all that this device knows; nothing to change is nothing signed. */
  async change(changes: RosterChange[], keys?: Parameters<LedgerKeeper['sayAll']>[1]): Promise<void> {
    if (keys === undefined) this.must('admin');
    if (changes.length === 0) return;
    if (keys === undefined && leavesTooFew(this.roster, changes)) throw new EngineProblem('too-few-admins');
    const act = (ledger: Ledger): Act => {
      const roster = ledger.roster.roster();
      return { type: 'roster', epoch: roster.epoch + 1, changes, seen: seenBy(ledger, roster, changes) };
    };
    await this.keeper.sayAll([act], keys);
  }
}
