import type { CirculationBook } from '../office/circulation-book.ts';
import type { CutOff } from './circulations-protocol.ts';

/** A clock that is further ahead than this says nothing about how far one knows. */
const tolerance = 60 * 60 * 1000;

/**
 * How far the knowledge of a device goes: the newest that it holds.
 *
 * @param here the device itself
 * @param now by its clock, in milliseconds since 1970
 */
export function cutOff({ ledger, reached }: CirculationBook, here: string | undefined, now: number): CutOff {
  const { devices } = ledger.roster.roster();
  let newest: CutOff['newest'];
  let others: CutOff['others'];
  for (const id of ledger.chains.devices()) {
    const at = reached.newestOf(id)?.at;
    if (at === undefined || at > now + tolerance) continue;
    const one = { at, device: devices.get(id)?.name ?? id.slice(0, 8) };
    if (newest === undefined || at > newest.at) newest = one;
    if (id !== here && (others === undefined || at > others.at)) others = one;
  }
  return { now, ...(newest !== undefined && { newest }), ...(others !== undefined && { others }) };
}
