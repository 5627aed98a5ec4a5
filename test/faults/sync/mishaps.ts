import type { Random } from '../random.ts';
import type { SimDevice } from './sim-device.ts';
import type { SimWorld } from './sim-world.ts';

/** Something that goes wrong, for a while or at once. */
type Mishap = (world: SimWorld) => string | undefined;

const someMs = (random: Random, most: number): number => random.next() * random.next() * most;

const anyDevice = ({ random, devices }: SimWorld): SimDevice => random.pick(devices);

function lifted(world: SimWorld, most: number, lift: () => void): void {
  world.time.after(someMs(world.random, most), () => {
    if (!world.isHealing) lift();
  });
}

/** The machines fall into two groups that do not reach each other. */
const partition: Mishap = (world) => {
  const { random, network, devices } = world;
  const hosts = [0, ...devices.map(({ host }) => host)];
  const left = new Set(hosts.filter(() => random.chance(0.5)));
  const pairs = hosts.flatMap((a) =>
    hosts.filter((b) => a < b && left.has(a) !== left.has(b)).map((b) => [a, b] as const),
  );
  for (const [a, b] of pairs) network.setApart(a, b, true);
  lifted(world, 90_000, () => {
    for (const [a, b] of pairs) network.setApart(a, b, false);
  });
  return 'partition';
};

const cut: Mishap = ({ random, network }) => {
  const wires = network.wires();
  if (wires.length === 0) return undefined;
  random.pick(wires).cut();
  return 'cut';
};

const halfOpen: Mishap = ({ random, network }) => {
  const wires = network.wires();
  if (wires.length === 0) return undefined;
  random.pick(wires).lose();
  return 'half-open';
};

function crashing(kind: 'kill' | 'power-cut' | 'closed'): Mishap {
  return (world) => {
    const device = anyDevice(world);
    if (!device.isOn) return undefined;
    if (kind === 'closed') device.close();
    else device.crash(kind === 'power-cut');
    lifted(world, 60_000, () => void startAgain(world, device));
    return kind;
  };
}

/** Starts a device, and looks whether everything is there that it was told is saved. */
export async function startAgain(world: SimWorld, device: SimDevice): Promise<void> {
  if (device.isOn) return;
  await device.start();
  if (device.life === undefined) return;
  for (const what of world.oracle.lost(device))
    world.violation(`host ${device.host} lost ${what} when it started again`);
}

const sleep: Mishap = (world) => {
  const device = anyDevice(world);
  if (device.machine.isAsleep) return undefined;
  device.machine.sleep();
  world.time.after(someMs(world.random, 200_000), () => device.wake());
  return 'sleep';
};

function disk(state: 'full' | 'failing'): Mishap {
  return (world) => {
    const { drive } = anyDevice(world);
    drive.state = state;
    lifted(world, 40_000, () => (drive.state = 'good'));
    return `disk-${state}`;
  };
}

const slowDisk: Mishap = (world) => {
  const { drive } = anyDevice(world);
  drive.slowness = 2_000;
  lifted(world, 40_000, () => (drive.slowness = 4));
  return 'disk-slow';
};

const clockSet: Mishap = (world) => {
  const { machine } = anyDevice(world);
  const most = world.random.pick([60_000, 3_600_000, 1e11]);
  machine.off += Math.round((world.random.next() - 0.5) * 2 * most);
  return 'clock-set';
};

const deskOff: Mishap = (world) => {
  if (!world.desk.isOn) return undefined;
  world.desk.switchOff(world.random.chance(0.5));
  lifted(world, 60_000, () => world.desk.switchOn());
  return 'desk-off';
};

const slowNetwork: Mishap = (world) => {
  const { network, random } = world;
  network.delay = { least: random.below(400), spread: random.below(3_000) };
  lifted(world, 40_000, () => (network.delay = { least: 1, spread: 4 }));
  return 'slow-network';
};

const tampering: Mishap = (world) => {
  world.network.tampering = world.random.pick([0.02, 0.1, 0.3]);
  lifted(world, 90_000, () => (world.network.tampering = 0));
  return 'tampering';
};

const noTab: Mishap = (world) => {
  const device = anyDevice(world);
  device.hasTab = !device.hasTab;
  return 'tab-opened-or-closed';
};

export const mishaps: readonly Mishap[] = [
  partition,
  partition,
  cut,
  cut,
  halfOpen,
  halfOpen,
  crashing('kill'),
  crashing('power-cut'),
  crashing('power-cut'),
  crashing('closed'),
  sleep,
  disk('full'),
  disk('failing'),
  slowDisk,
  clockSet,
  deskOff,
  slowNetwork,
  tampering,
  noTab,
];
