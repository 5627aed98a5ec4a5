import type { SignedEntry } from '../../ledger/entry.ts';
import { packEntry, unpackEntry } from '../../ledger/entry-bytes.ts';
import { Ledger } from '../../ledger/ledger.ts';
import { BadBytes, ByteReader, ByteWriter } from '../bytes.ts';
import { PairingFailed } from './pairing-failed.ts';

/**
 * What a new device starts with: the entries of which the roster is made.
 *
 *     u8 version · 32 id of the genesis · u32 entries · per entry u32 length, bytes
 */
const version = 1;
const mostEntries = 500_000;

/** @param office id of the genesis */
export function writeWelcome(office: string, entries: readonly SignedEntry[]): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter().u8(version).hex(office).u32(entries.length);
  for (const entry of entries) {
    const packed = packEntry(entry);
    writer.u32(packed.length).bytes(packed);
  }
  return writer.take();
}

/** A welcome that was looked into. */
export interface Welcome {
  office: string;
  entries: SignedEntry[];
  /** What they say, in memory. */
  ledger: Ledger;
}

/**
 * Reads a welcome and looks into it before anything is kept.
 *
 * @param by device that sent it
 * @throws {PairingFailed} `malformed`; `not-admin` when who sent it is no admin of that office
 */
export async function readWelcome(
  bytes: Uint8Array<ArrayBuffer>,
  expected: { office: string; by: string },
): Promise<Welcome> {
  const { office, entries } = unpack(bytes);
  if (office !== expected.office) throw new PairingFailed('malformed');
  const ledger = new Ledger(office);
  await ledger.take(entries);
  if (ledger.chains.get(office) === undefined) throw new PairingFailed('malformed');
  const roster = ledger.roster.roster();
  const device = roster.devices.get(expected.by);
  const isAdmin = roster.members.get(device?.member ?? '')?.roles.includes('admin') === true;
  if (device === undefined || device.revoked || !isAdmin) throw new PairingFailed('not-admin');
  return { office, entries, ledger };
}

function unpack(bytes: Uint8Array<ArrayBuffer>): { office: string; entries: SignedEntry[] } {
  try {
    const reader = new ByteReader(bytes);
    if (reader.u8() !== version) throw new PairingFailed('version');
    const office = reader.hex(32);
    const count = reader.u32();
    if (count > mostEntries) throw new BadBytes('too many entries');
    const entries: SignedEntry[] = [];
    for (let i = 0; i < count; i++) entries.push(unpackEntry(reader.bytes(reader.u32()).slice()));
    reader.end();
    return { office, entries };
  } catch (error) {
    if (error instanceof PairingFailed) throw error;
    throw new PairingFailed('malformed');
  }
}
