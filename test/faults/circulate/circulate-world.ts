import type { SignedEntry } from '../../../src/ledger/entry.ts';
import type { Act, RosterChange } from '../../../src/ledger/entry.ts';
import { type DeviceKeys, makeKeys } from '../../../src/ledger/signature.ts';
import { Random } from '../random.ts';
import { SimCrypto } from '../sync/sim-crypto.ts';
import { SimTime } from '../sync/sim-time.ts';
import { isOfDisk, type Person, ReaderDevice } from './reader-device.ts';

/** Something that a device was told is saved. */
export interface Said {
  id: string;
  member: string;
  device: string;
  act: Act;
}

/** An office that circulates, in a time that passes from event to event. */
export class CirculateWorld {
  readonly random: Random;
  readonly time = new SimTime();
  readonly crypto: SimCrypto;
  readonly devices: ReaderDevice[];
  /** Of nobody in the office. */
  stranger!: DeviceKeys;
  /** What honest devices were told is saved. */
  readonly said: Said[] = [];
  /** The device that is taken out of the office in the middle, and the entries of it that count. */
  revoked: { device: ReaderDevice; counted: ReadonlySet<string> } | undefined;
  readonly faults: Record<string, number> = {};
  readonly violations = new Set<string>();
  readonly tell: (line: string) => void;
  #names = 0;

  constructor(seed: number, tell: (line: string) => void = () => undefined) {
    this.random = new Random(seed);
    this.tell = tell;
    this.crypto = new SimCrypto(this.random);
    this.devices = this.#plan().map((person, i) => new ReaderDevice(this.time, this.random, i + 1, person));
  }

  get publisher(): ReaderDevice {
    return this.devices[0]!;
  }

  /** Those that do what the app does, as long as they belong to the office. */
  get honest(): ReaderDevice[] {
    return this.devices.filter((one) => !one.person.isHostile && one !== this.revoked?.device);
  }

  get hostile(): ReaderDevice[] {
    return this.devices.filter((one) => !this.honest.includes(one));
  }

  name(prefix: string): string {
    return `${prefix}${++this.#names}`;
  }

  hash(name: string): string {
    return Buffer.from(name.padEnd(32, '.')).toString('hex');
  }

  count(kind: string): void {
    this.faults[kind] = (this.faults[kind] ?? 0) + 1;
    this.tell(`${this.time.now.toFixed(0)} ${kind}`);
  }

  /** The publisher's device founds the office with everybody in it. */
  async found(): Promise<void> {
    for (const device of this.devices) await device.start();
    this.stranger = await makeKeys();
    const { keeper } = this.publisher.life!;
    const changes = this.#changes();
    const genesis = await keeper.found(() => changes);
    const entries = await keeper.signed([genesis.id]);
    for (const device of this.devices.slice(1)) await device.life!.keeper.join(genesis.id, entries);
  }

  /** Everything of one device that another lacks, or some of it in some order, comes there a little later, or does not. */
  async carry(from: ReaderDevice, to: ReaderDevice, isWhole: boolean): Promise<void> {
    const [source, target] = [from.life, to.life];
    if (source?.keeper.ledger === undefined || target?.keeper.ledger === undefined) return;
    if (!isWhole && from.group !== to.group) return;
    const { chains } = target.keeper.ledger;
    let ids = [...source.keeper.ledger.chains.all()].map(({ id }) => id).filter((id) => !chains.get(id));
    if (!isWhole && this.random.chance(0.4)) {
      ids = ids.filter(() => this.random.chance(0.6));
      if (this.random.chance(0.5)) ids.reverse();
    }
    if (ids.length === 0) return;
    try {
      const entries = await source.keeper.signed(ids);
      if (!isWhole) await this.time.wait(this.random.below(400));
      await this.hand(to, this.random.chance(0.1) ? [...entries, ...entries] : entries);
    } catch (error) {
      if (!isOfDisk(error)) throw error;
    }
  }

  /** Entries come to a device, from wherever. */
  async hand(to: ReaderDevice, entries: readonly SignedEntry[]): Promise<void> {
    try {
      await to.life?.keeper.take(entries);
    } catch (error) {
      if (!isOfDisk(error)) throw error;
    }
  }

  #plan(): Person[] {
    const { random } = this;
    const unit = (): string => random.pick(['u1', 'u2']);
    const staff = Array.from({ length: 1 + random.below(2) }, (_, i): Person => {
      return { member: `s${i + 1}`, roles: ['member'], unit: unit() };
    });
    const people: Person[] = [
      { member: 'p', roles: ['member', 'admin', 'publisher'], unit: 'u1' },
      { member: 'l', roles: ['member', 'liaison'], unit: 'u2' },
      ...staff,
    ];
    // Some people have two devices; the last of the staff may lose theirs.
    if (random.chance(0.4)) people.push(random.pick(people.slice(1)));
    if (random.chance(0.6)) people.push({ member: 'r', roles: ['member'], unit: unit() });
    if (random.chance(0.7)) people.push({ member: 'h', roles: ['member'], unit: unit(), isHostile: true });
    return people;
  }

  #changes(): RosterChange[] {
    const units = ['u1', 'u2'].map((id): RosterChange => ({ op: 'unit', id, name: id, kind: 'branch' }));
    const people = new Map(this.devices.map(({ person }) => [person.member, person]));
    return [
      ...units,
      ...[...people.values()].flatMap(({ member, roles, unit }): RosterChange[] => [
        // All have the same name.
        { op: 'member', id: member, name: '王芳', unit },
        { op: 'grant', member, roles },
      ]),
      ...this.devices.map(({ id, person, life }): RosterChange => {
        const key = life!.keeper.publicKey!;
        return { op: 'device', id, member: person.member, alg: 'ES256', key, name: id, kind: 'device' };
      }),
    ];
  }
}
