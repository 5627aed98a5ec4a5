import { pointOf } from '../../ledger/agreement-keys.ts';
import type { BundleBase } from './bundle-base.ts';

/**
 * The devices that a bundle is meant for.
 *
 * @param members ids; absent for the whole office. This device can always open what it has written.
 */
export function addresseesOf(
  { replica, rights, introduced }: BundleBase,
  members: ReadonlySet<string> | undefined,
): { reachable: { device: string; point: Uint8Array<ArrayBuffer> }[]; unreachable: string[] } {
  const { keeper } = replica;
  const ledger = keeper.ledger!;
  const reachable: { device: string; point: Uint8Array<ArrayBuffer> }[] = [];
  const unreachable: string[] = [];
  for (const { id, member } of ledger.roster.roster().devices.values()) {
    if (!rights.isActive(id)) continue;
    if (members !== undefined && !members.has(member) && id !== keeper.device) continue;
    const announced = ledger.announced.keyOf(id) ?? introduced?.(id);
    const point = announced === undefined ? undefined : pointOf(announced);
    if (point === undefined) unreachable.push(id);
    else reachable.push({ device: id, point });
  }
  return { reachable, unreachable };
}
