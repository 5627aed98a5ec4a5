import type { Role } from '../../src/ledger/entry.ts';
import type { Device, Member, Roster } from '../../src/ledger/roster.ts';
import type { Random } from '../faults/random.ts';

/**
 * A roster as it would be read from a ledger, without one: each device is that of another member, `m0`, `m1`…
 *
 * @param rolesOf roles besides that of a member
 */
export function someRoster(
  count: number,
  rolesOf: (place: number) => readonly Role[],
  random: Random,
): { roster: Roster; ids: string[] } {
  const ids = Array.from({ length: count }, () => Buffer.from(random.bytes(16)).toString('hex'));
  const members = ids.map((_, i): Member => {
    const unit = random.chance(0.5) ? `u${random.below(3)}` : undefined;
    return {
      id: `m${i}`,
      name: `成员${i}`,
      roles: ['member', ...rolesOf(i)],
      ...(unit !== undefined && { unit }),
    };
  });
  const devices = ids.map((id, i): Device => ({
    id,
    member: `m${i}`,
    alg: 'ES256',
    key: '',
    name: `设备${i}`,
    kind: 'device',
  }));
  const roster: Roster = {
    office: 'aa'.repeat(32),
    name: '某办公室',
    threshold: 1,
    epoch: 0,
    heads: [],
    units: new Map(),
    posts: new Map(),
    members: new Map(members.map((one) => [one.id, one])),
    devices: new Map(devices.map((one) => [one.id, one])),
  };
  return { roster, ids };
}
