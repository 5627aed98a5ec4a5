import { DeskLine } from '../../../src/sync/desk-line.ts';
import { officeRoom } from '../../../src/sync/presence.ts';
import { ProgramClock } from './sim-clock.ts';
import type { SimDevice } from './sim-device.ts';
import type { SimWorld } from './sim-world.ts';

/**
 * Somebody who has no key of the office but knows its room: opens lines to whoever is there and says on them what it has
 * overheard on others, or noise.
 */
export function letOutsiderIn(world: SimWorld, on: SimDevice): void {
  const { random, network } = world;
  const clock = new ProgramClock(on.machine);
  const line: DeskLine = new DeskLine({
    url: 'desk',
    connect: () => world.desk.connect(on.host),
    clock,
    enter: () => ({ room: officeRoom(world.office), presence: random.bytes(32) }),
    events: {
      state: () => undefined,
      met: (peer) => clock.after(random.below(5_000), () => speak(peer)),
      left: () => undefined,
      linked: (_, link) =>
        link.listen({ message: () => link.send(random.bytes(82)), drained() {}, ended() {} }),
      signalled: () => undefined,
    },
  });
  const speak = (peer: number): void => {
    const link = line.open(peer);
    link.listen({ message() {}, drained() {}, ended() {} });
    const { overheard } = network;
    const from = random.below(overheard.length + 1);
    for (const bytes of overheard.slice(from, from + 6)) link.send(bytes.slice());
    if (random.chance(0.3)) link.send(random.bytes(random.below(200)));
  };
  world.count('outsider');
}
