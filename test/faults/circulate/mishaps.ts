import type { CirculateWorld } from './circulate-world.ts';

/** Something that goes wrong. */
type Mishap = (world: CirculateWorld) => void;

const partition: Mishap = (world) => {
  world.count('partition');
  for (const device of world.devices) device.group = world.random.below(2);
  world.time.after(world.random.below(15_000), () => {
    for (const device of world.devices) device.group = 0;
  });
};

const restart =
  (isPowerCut: boolean): Mishap =>
  (world) => {
    world.count(isPowerCut ? 'power-cut' : 'kill');
    const device = world.random.pick(world.devices);
    device.crash(isPowerCut);
    device.startIn(world.random.below(4_000));
  };

const disk =
  (state: 'full' | 'failing'): Mishap =>
  (world) => {
    world.count(`disk-${state}`);
    const { drive } = world.random.pick(world.devices);
    drive.state = state;
    world.time.after(world.random.below(8_000), () => (drive.state = 'good'));
  };

const clock: Mishap = (world) => {
  world.count('clock-set');
  const { machine } = world.random.pick(world.devices);
  machine.off += world.random.pick([-400, -2, -0.1, 0.1, 30]) * 86_400_000;
};

export const mishaps: readonly Mishap[] = [
  partition,
  partition,
  restart(false),
  restart(true),
  restart(true),
  disk('full'),
  disk('failing'),
  clock,
];

/** The publisher takes a device out of the office, which means harm from then on; what it had said and they had seen counts. */
export async function revoke(world: CirculateWorld): Promise<void> {
  const device = world.devices.find(({ person }) => person.member === 'r');
  const { publisher } = world;
  if (device === undefined) return;
  const [id] = await publisher.say(({ chains, roster }) => ({
    type: 'roster',
    epoch: roster.roster().epoch + 1,
    changes: [{ op: 'revoke', device: device.id }],
    seen: { [device.id]: chains.heads(device.id).map((head): [number, string] => [head.seq, head.id]) },
  }));
  const { ledger } = publisher.life?.keeper ?? {};
  const entry = ledger?.chains.get(id ?? '');
  if (ledger === undefined || entry?.act.type !== 'roster') return;
  const counted = new Set<string>();
  for (const [, head] of entry.act.seen[device.id] ?? [])
    for (let at = ledger.chains.get(head); at !== undefined; at = ledger.chains.get(at.prev ?? ''))
      counted.add(at.id);
  world.revoked = { device, counted };
  world.count('revoked');
}
