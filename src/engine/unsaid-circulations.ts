import type { Entry } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { audienceMembers } from '../office/audience-members.ts';

/**
 * Circulations of others that mean the member of a device, and of which its chain does not show yet that it holds them.
 *
 * @param seen by device, how far the device's own checkpoints say that it has seen that chain
 */
export function unsaidCirculations(ledger: Ledger, own: string, seen: ReadonlyMap<string, number>): Entry[] {
  const roster = ledger.roster.roster();
  const device = roster.devices.get(own);
  if (device === undefined || device.revoked) return [];
  const unseen: Entry[] = [];
  const named = new Set<string>();
  for (const entry of ledger.chains.all()) {
    const { act } = entry;
    if (entry.device === own) {
      // Whoever speaks of it has it.
      if ('circulation' in act && act.circulation !== undefined) named.add(act.circulation);
    } else if (act.type === 'circulate' && entry.seq > (seen.get(entry.device) ?? -1)) unseen.push(entry);
  }
  return unseen.filter(
    (entry) =>
      entry.act.type === 'circulate' &&
      !named.has(entry.id) &&
      ledger.roster.judge(entry, 'publisher').refusal === undefined &&
      audienceMembers(roster, entry.act.audience, entry.act.scope).includes(device.member),
  );
}
