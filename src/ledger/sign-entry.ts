import { canonicalBytes } from './canonical-json.ts';
import { deviceId } from './device-id.ts';
import type { Act, Entry, SignedEntry } from './entry.ts';
import { readEntry } from './read-entry.ts';
import { sign, type DeviceKeys } from './signature.ts';

/** What a new entry says besides who signs. */
export interface EntryDraft {
  /** Id of the genesis; empty for the genesis itself. */
  office: string;
  /** The device's newest entry; absent for its first. */
  last?: Pick<Entry, 'id' | 'seq'>;
  /** Clock of this device, in milliseconds since 1970. */
  at: number;
  roster: readonly string[];
  saw?: string;
  act: Act;
}

/**
 * Writes an entry in its canonical bytes and signs exactly these.
 *
 * @throws {BadEntry} when the draft would not be readable as an entry
 */
export async function signEntry(
  { office, last, at, roster, saw, act }: EntryDraft,
  keys: DeviceKeys,
): Promise<{ entry: Entry; signed: SignedEntry }> {
  const body = canonicalBytes({
    v: 1,
    alg: keys.alg,
    office,
    device: deviceId(keys.alg, keys.key),
    seq: last === undefined ? 0 : last.seq + 1,
    prev: last?.id,
    key: last === undefined ? keys.key : undefined,
    at: Math.max(0, Math.round(at)),
    roster,
    saw,
    act,
  });
  const entry = readEntry(body);
  return { entry, signed: { body, sig: await sign(keys, body) } };
}
