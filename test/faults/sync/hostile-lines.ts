import type { Channel } from '../../../src/sync/channel/channel.ts';
import { type Message, readMessage, writeMessage } from '../../../src/sync/message.ts';
import type { Neighbour, Neighbours } from '../../../src/sync/neighbours.ts';
import type { Life, SimDevice } from './sim-device.ts';
import type { SimWorld } from './sim-world.ts';
import { type Tactic, tactics } from './tactics.ts';

/** A line of a device that means harm to one of the office. */
export interface Foe {
  world: SimWorld;
  device: SimDevice;
  life: Life;
  channel: Channel;
  say(message: Message): void;
  after(ms: number, call: () => void): void;
}

/**
 * Stands in the place of `Neighbours` in a device of the office whose program was exchanged: it has keys and is on the
 * roster, and does on each line what harm it can. Whatever it is told of a space that it may not have is a violation.
 */
export class HostileLines {
  #world: SimWorld;
  #device: SimDevice;
  #life: Life;
  #tactics: typeof tactics;
  #lines = new Map<string, Channel>();

  private constructor(world: SimWorld, device: SimDevice, life: Life, some: typeof tactics) {
    this.#world = world;
    this.#device = device;
    this.#life = life;
    this.#tactics = some;
  }

  /** @param some what it picks from, line by line */
  static on(world: SimWorld, device: SimDevice, some = tactics): (life: Life) => Neighbours {
    return (life) => new HostileLines(world, device, life, some) as unknown as Neighbours;
  }

  add(channel: Channel): void {
    const { device } = channel;
    this.#lines.set(device, channel);
    const foe: Foe = {
      world: this.#world,
      device: this.#device,
      life: this.#life,
      channel,
      say: (message) => channel.send(writeMessage(message)),
      after: (ms, call) =>
        void this.#life.clock.after(ms, () => {
          if (this.#lines.get(device) === channel) call();
        }),
    };
    if (this.#world.devices.some((one) => one.id === device && !this.#world.isHonest(one)))
      return channel.close('closed');
    const [name, tactic]: readonly [string, Tactic] = this.#world.random.pick(this.#tactics);
    this.#world.trace.note(`host ${this.#device.host} is ${name} to ${device.slice(0, 6)}`);
    this.#world.count(`hostile-${name}`);
    const heard = tactic(foe);
    channel.listen({
      message: (bytes) => {
        const message = readMessage(bytes);
        this.#overhear(message);
        heard(message);
      },
      drained: () => undefined,
      ended: () => {
        if (this.#lines.get(device) === channel) this.#lines.delete(device);
        this.#life.meeting?.ended(device);
      },
    });
  }

  has(device: string): boolean {
    return this.#lines.has(device);
  }

  sharing(): never[] {
    return [];
  }

  /** Nothing is asked, and nothing is let go. */
  probe(): void {}

  list(): Neighbour[] {
    return [];
  }

  refused(): void {}

  entriesKept(): void {}

  close(): void {
    for (const channel of this.#lines.values()) channel.close('closed');
  }

  /** What it hears although it may not. */
  #overhear(message: Message): void {
    const may = this.#world.entitled.get(this.#device.member)!;
    const told =
      message.type === 'state'
        ? message.roots.map(({ space }) => space)
        : (message.type === 'rows' || message.type === 'offer') && message.rows.length > 0
          ? [message.space]
          : [];
    for (const space of told)
      if (!may.has(space)) this.#world.violation(`host ${this.#device.host} was told of ${space}`);
  }
}
