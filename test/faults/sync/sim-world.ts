import { Random } from '../random.ts';
import type { RosterChange } from '../../../src/ledger/entry.ts';
import type { ManifestRow } from '../../../src/store/manifest-row.ts';
import { planOffice, type PlannedDevice } from './office-plan.ts';
import { HostileLines } from './hostile-lines.ts';
import { letOutsiderIn } from './outsider.ts';
import { Oracle } from './oracle.ts';
import { SimCrypto } from './sim-crypto.ts';
import { SimDesk } from './sim-desk.ts';
import { type House, SimDevice } from './sim-device.ts';
import { SimNetwork } from './sim-network.ts';
import { SimRtc } from './sim-rtc.ts';
import { SimTime } from './sim-time.ts';
import { Trace } from './trace.ts';

const year = 365 * 24 * 60 * 60 * 1000;

/** Everything of one run. */
export class SimWorld implements House {
  readonly random: Random;
  readonly time = new SimTime();
  readonly trace: Trace;
  readonly crypto: SimCrypto;
  readonly network: SimNetwork;
  readonly desk: SimDesk;
  readonly rtc: SimRtc;
  readonly oracle = new Oracle();
  readonly plan: PlannedDevice[];
  readonly devices: SimDevice[];
  readonly faults: Record<string, number> = {};
  readonly violations: string[] = [];
  /** Hosts that were revoked, or were about to be. */
  readonly outcast = new Set<number>();
  /** Who made a host known that came late. */
  readonly sponsor = new Map<number, number>();
  /** Hosts that are of the office now. */
  readonly joined = new Set<number>();
  /** Spaces that a member may have had at any time. */
  readonly entitled = new Map<string, Set<string>>();
  /** The ledger of the office as it was founded. */
  office = '';
  /** Hear what honest devices have that they had not before. */
  readonly onShown: ((rows: readonly ManifestRow[]) => void)[] = [];
  isHealing = false;

  #counted = 0;

  constructor(seed: number, tell?: (line: string) => void) {
    this.random = new Random(seed);
    this.trace = new Trace(() => this.time.now, tell);
    this.crypto = new SimCrypto(this.random);
    this.network = new SimNetwork(this.time, this.random, this.trace);
    this.desk = new SimDesk(this.network);
    this.rtc = new SimRtc(this.network);
    this.plan = planOffice(this.random);
    this.devices = this.plan.map(({ member }, i) => new SimDevice(this, i + 1, member));
    this.network.machines = [this.desk.machine, ...this.devices.map(({ machine }) => machine)];
    for (const device of this.devices) {
      if (this.random.chance(0.25)) {
        device.machine.off = Math.round((this.random.next() - 0.5) * 10 * year);
        this.count('clock-years-off');
      }
      device.hasTab = this.random.chance(0.7);
      if (!this.isHonest(device)) device.harm = HostileLines.on(this, device);
      for (const other of this.devices)
        if (this.random.chance(0.15)) this.rtc.walled.add(`${device.host} ${other.host}`);
    }
  }

  shown(device: SimDevice, rows: readonly ManifestRow[]): void {
    this.oracle.noteShown(device, rows);
    for (const call of this.onShown) call(rows);
  }

  /** 1, 2, 3 … so that nothing is called the same. */
  next(): number {
    return ++this.#counted;
  }

  count(fault: string): void {
    this.faults[fault] = (this.faults[fault] ?? 0) + 1;
  }

  violation(what: string): void {
    this.trace.note(`VIOLATION ${what}`);
    this.violations.push(what);
  }

  planOf(device: SimDevice): PlannedDevice {
    return this.plan[device.host - 1]!;
  }

  isHonest(device: SimDevice): boolean {
    return !this.planOf(device).isHostile;
  }

  get honest(): SimDevice[] {
    return this.devices.filter((device) => this.isHonest(device));
  }

  /** Those that must hold the same at the end. */
  get lasting(): SimDevice[] {
    // What an admin signed who was being revoked elsewhere may not count.
    const isOut = (host: number | undefined): boolean => host !== undefined && this.outcast.has(host);
    return this.honest.filter(
      ({ host }) => this.joined.has(host) && !isOut(host) && !isOut(this.sponsor.get(host)),
    );
  }

  /** Roster changes that make a device and its member known. */
  introduction(device: SimDevice): RosterChange[] {
    const { member, roles, unit } = this.planOf(device);
    const { publicKey } = device.life!.keeper;
    const spaces = this.entitled.get(member) ?? new Set();
    this.entitled.set(member, spaces);
    for (const space of ['members', `private:${member}`]) spaces.add(space);
    if (unit !== undefined) spaces.add(`unit:${unit}`);
    if (roles.includes('admin')) spaces.add('admins');
    if (roles.some((role) => role === 'editor' || role === 'publisher')) spaces.add('editors');
    return [
      { op: 'member', id: member, name: `成员${member}`, ...(unit !== undefined && { unit }) },
      { op: 'grant', member, roles },
      {
        op: 'device',
        id: device.id,
        member,
        alg: 'ES256',
        key: publicKey!,
        name: `设备${device.host}`,
        kind: 'device',
      },
    ];
  }

  /** The office is founded, and those that are of it from the beginning know it. */
  async found(): Promise<void> {
    this.desk.switchOn();
    await Promise.all(this.devices.map((device) => device.start()));
    const first = this.devices[0]!;
    const others = this.devices.filter((device) => !this.planOf(device).isLate);
    const genesis = await first.life!.keeper.found(() => [
      { op: 'office', name: '某办公室', threshold: 1 },
      { op: 'unit', id: 'u1', name: '一处' },
      { op: 'unit', id: 'u2', name: '二处' },
      ...others.flatMap((device) => this.introduction(device)),
    ]);
    this.office = genesis.id;
    const entries = await first.life!.keeper.signed([genesis.id]);
    for (const device of others) {
      if (device !== first) await device.life!.keeper.join(genesis.id, entries);
      this.joined.add(device.host);
    }
    await Promise.all(others.map((device) => device.goOnline()));
    // It needs a machine of its own, so it takes that of somebody who means no better.
    const foe = this.devices.find((device) => !this.isHonest(device));
    if (foe !== undefined && this.random.chance(0.3)) letOutsiderIn(this, foe);
  }
}
