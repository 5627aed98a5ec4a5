import type { JoinerIntroduction } from '../sync/pairing/introductions.ts';
import { writeWelcome } from '../sync/pairing/welcome.ts';
import { EngineProblem } from './engine-problem.ts';
import { nameAmong } from './name-among.ts';
import type { Office } from './office.ts';
import { rosterEntries } from './roster-entries.ts';

/**
 * Why a device cannot be let in as one of this member: a device belongs to one member, and revoked it stays revoked
 * whatever is signed. Undefined when it can.
 */
export function admissionFault(
  { roster }: Office,
  member: string,
  device: string,
): 'device-revoked' | 'device-of-other' | undefined {
  const known = roster.devices.get(device);
  if (known?.revoked === true) return 'device-revoked';
  const isTheirs = known === undefined || (known.member === member && known.kind === 'device');
  return isTheirs ? undefined : 'device-of-other';
}

/**
 * Signs a new device of a member into the roster; one that is in it already is not signed again, since whoever was cut
 * off while they were let in comes again.
 *
 * @returns what the device starts with, see `writeWelcome`
 * @throws {EngineProblem} `not-allowed` when this device may not, `device-revoked`, `device-of-other`
 * @throws {StorageFull | StorageFailed} nothing was signed
 */
export async function admit(
  office: Office,
  member: string,
  { device, alg, key, name }: JoinerIntroduction,
): Promise<Uint8Array<ArrayBuffer>> {
  const fault = admissionFault(office, member, device);
  if (fault !== undefined) throw new EngineProblem(fault);
  if (!office.roster.devices.has(device)) {
    const others = [...office.roster.devices.values()].filter((one) => one.member === member);
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
