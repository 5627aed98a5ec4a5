import { deviceId } from '../ledger/device-id.ts';
import type { RosterChange } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { BadRecovery, openRecovery, sealRecovery, type Recovery } from '../ledger/recovery-file.ts';
import { makeKeys } from '../ledger/signature.ts';
import { EngineProblem } from './engine-problem.ts';
import type { Office } from './office.ts';
import type { SavedFile } from './office-protocol.ts';
import { rosterEntries } from './roster-entries.ts';
import { localDay } from '../rule/local-day.ts';

/** A file in an admin's keeping that opens the office when their devices are lost. */
export class OfficeRecovery {
  #office: Office;

  constructor(office: Office) {
    this.#office = office;
  }

  /**
   * Makes a key, signs it into the roster and seals it in a file. Keys of this admin that were made before and never
   * checked are revoked.
   *
   * @throws {EngineProblem} `not-allowed`
   */
  async make({ passphrase }: { passphrase: string }): Promise<SavedFile> {
    this.#office.must('admin');
    const { ledger, keeper, roster } = this.#office;
    const { member } = this.#office.me()!;
    const keys = await makeKeys(true);
    const { alg, key } = keys;
    const name = localDay(Date.now());
    const unused = [...roster.devices.values()].filter(
      (one) => one.kind === 'recovery' && one.member === member && !one.revoked && !isChecked(ledger, one.id),
    );
    await this.#office.change([
      { op: 'device', id: deviceId(alg, key), member, alg, key, name, kind: 'recovery' },
      ...unused.map(({ id }): RosterChange => ({ op: 'revoke', device: id })),
    ]);
    const entries = await keeper.signed(rosterEntries(ledger));
    const bytes = await sealRecovery({ office: ledger.office, keys, entries }, passphrase);
    return { name: `${roster.name}.guiju-recovery.json`, bytes };
  }

  /**
   * Opens a file that was saved, as one would in need. Its key signs a first entry, so that everybody sees that the
   * file can be opened.
   *
   * @throws {EngineProblem} `not-allowed`, `bad-file` when it is no valid file of this office, `wrong-passphrase`
   */
  async check({ bytes, passphrase }: { bytes: Uint8Array; passphrase: string }): Promise<void> {
    this.#office.must('admin');
    const recovery = await open(bytes, passphrase);
    const { ledger, keeper, roster } = this.#office;
    const device = roster.devices.get(deviceId(recovery.keys.alg, recovery.keys.key));
    if (recovery.office !== ledger.office || device?.kind !== 'recovery' || device.revoked)
      throw new EngineProblem('bad-file');
    if (!isChecked(ledger, device.id)) await keeper.sayAll([{ type: 'checkpoint', seen: [] }], recovery.keys);
  }

  /**
   * Takes over the office from a file: signs this device into the roster with the file's key, as a new one when it was
   * revoked.
   *
   * @returns name of the office
   * @throws {EngineProblem} `bad-file`, `wrong-passphrase`, `office-exists` when this base belongs to another office,
   *   `not-allowed` when the file's key was revoked, `device-of-other` when this device is one of another member
   */
  async restore(what: { bytes: Uint8Array; passphrase: string; device: string }): Promise<{ name: string }> {
    const recovery = await open(what.bytes, what.passphrase);
    const { keeper } = this.#office;
    if (keeper.ledger !== undefined && keeper.ledger.office !== recovery.office)
      throw new EngineProblem('office-exists');
    await keeper.join(recovery.office, recovery.entries);
    const { roster } = this.#office;
    const known = roster.devices.get(deviceId(recovery.keys.alg, recovery.keys.key));
    const member = known === undefined ? undefined : roster.members.get(known.member);
    if (known === undefined || known.revoked || !member?.roles.includes('admin'))
      throw new EngineProblem('not-allowed');
    const own = roster.devices.get((await keeper.makeDevice()).id);
    const isRevoked = own?.revoked === true;
    if (own !== undefined && !isRevoked && own.member !== member.id)
      throw new EngineProblem('device-of-other');
    const { alg, key } = isRevoked ? (await keeper.successor()).keys : keeper.keys!;
    const id = deviceId(alg, key);
    if (!roster.devices.has(id)) {
      const change: RosterChange = {
        op: 'device',
        id,
        member: member.id,
        alg,
        key,
        name: what.device,
        kind: 'device',
      };
      await this.#office.change([change], recovery.keys);
    }
    if (isRevoked) await keeper.renew(id);
    return { name: this.#office.roster.name };
  }
}

/** Has the file of this key been opened once since it was saved? */
export function isChecked(ledger: Ledger, device: string): boolean {
  return ledger.chains.last(device) !== undefined;
}

async function open(bytes: Uint8Array, passphrase: string): Promise<Recovery> {
  try {
    return await openRecovery(bytes, passphrase);
  } catch (error) {
    if (error instanceof BadRecovery)
      throw new EngineProblem(error.fault === 'wrong-passphrase' ? 'wrong-passphrase' : 'bad-file');
    throw error;
  }
}
