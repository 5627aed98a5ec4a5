import type { Role } from '../../../src/ledger/entry.ts';
import type { Random } from '../random.ts';

export interface PlannedDevice {
  member: string;
  roles: Role[];
  unit?: string;
  /** It is made known to the office only later. */
  isLate: boolean;
  /** Its program means harm. */
  isHostile: boolean;
}

const someRoles: readonly (readonly Role[])[] = [
  ['member'],
  ['member'],
  ['member', 'editor'],
  ['member', 'publisher'],
  ['member', 'admin'],
];

/** An office of two to six honest devices, chosen by chance, and now and then some that are not honest. The first is the founder's. */
export function planOffice(random: Random): PlannedDevice[] {
  // Small ones meet most of what can happen, and cost least.
  const honest = random.pick([2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 6]);
  const devices: PlannedDevice[] = [
    { member: 'm1', roles: ['member', 'admin', 'publisher'], unit: 'u1', isLate: false, isHostile: false },
  ];
  for (let i = 2; i <= honest; i++) {
    // Some people have two devices.
    const same = random.chance(0.2) ? random.pick(devices) : undefined;
    const isLate = same === undefined && i === honest && i > 2 && random.chance(0.4);
    devices.push(
      same === undefined
        ? {
            member: `m${i}`,
            roles: [...random.pick(someRoles)],
            ...(random.chance(0.5) && { unit: random.pick(['u1', 'u2']) }),
            isLate,
            isHostile: false,
          }
        : { ...same, isLate: false },
    );
  }
  const hostile = random.chance(0.25) ? random.pick([1, 1, 1, 2]) : 0;
  for (let i = 1; i <= hostile; i++)
    devices.push({
      member: `h${i}`,
      roles: [...random.pick(someRoles.slice(0, 3))],
      isLate: false,
      isHostile: true,
    });
  return devices;
}
