import type { JoinerIntroduction } from '../sync/pairing/introductions.ts';
import { writeWelcome } from '../sync/pairing/welcome.ts';
import { nameAmong } from './name-among.ts';
import type { Office } from './office.ts';
import { rosterEntries } from './roster-entries.ts';

/**
 * Signs a new device of a member into the roster; one that is in it already is not signed again, since whoever was cut
 * off while they were let in comes again.
 *
 * @returns what the device starts with, see `writeWelcome`
 * @throws {EngineProblem} `not-allowed` when this device may not
 * @throws {StorageFull | StorageFailed} nothing was signed
 */
export async function admit(
  office: Office,
  member: string,
  { device, alg, key, name }: JoinerIntroduction,
): Promise<Uint8Array<ArrayBuffer>> {
  const known = office.roster.devices.get(device);
  if (known === undefined || known.revoked || known.member !== member) {
    const others = [...office.roster.devices.values()].filter(
      (one) => one.member === member && one.id !== device,
    );
    const own = nameAmong(
      name,
      others.map((one) => one.name),
    );
    await office.change([{ op: 'device', id: device, member, alg, key, name: own, kind: 'device' }]);
  }
  // What it needs before it can meet any other: everything of which the roster is made.
  const { ledger, keeper } = office;
  return writeWelcome(ledger.office, await keeper.signed(rosterEntries(ledger)));
}
