import { CirculationLists } from '../../src/engine/circulation-lists.ts';
import { Circulating } from '../../src/engine/circulating.ts';
import { Office } from '../../src/engine/office.ts';
import type { AcknowledgeAct, CirculateAct } from '../../src/ledger/circulation-acts.ts';
import type { Act, Entry, Role, RosterChange } from '../../src/ledger/entry.ts';
import type { LedgerKeeper } from '../../src/store/ledger-keeper.ts';
import type { Library } from '../../src/store/library.ts';
import { SomeDevice, someHash, someKeys, someMember } from '../ledger/some-office.ts';

/** Noon of a day in the local time of the device. */
export const noon = (day: string): number => new Date(`${day}T12:00:00`).getTime();

type Someone = readonly [id: string, unit: string | undefined, ...roles: Role[]];

/**
 * An office of several people, each with a device that knows all, and the lists as the device of the first of them tells
 * them. There are a unit `u`, `v` below it, and `w`.
 */
export class SomeLists {
  readonly by = new Map<string, SomeDevice>();
  readonly phones = new Map<string, string>();
  readonly heard = new Map<string, number>();
  now = noon('2026-03-20');
  #sent = 0;
  #lists = new Map<string, CirculationLists>();
  #circulating = new Map<string, Circulating>();

  static async open(...people: Someone[]): Promise<SomeLists> {
    const some = new SomeLists();
    const keys = await Promise.all(people.map((_, at) => someKeys(at)));
    const unit = (id: string, name: string, parent?: string): RosterChange => ({
      op: 'unit',
      id,
      name,
      kind: 'office',
      ...(parent !== undefined && { parent }),
    });
    const { device } = await SomeDevice.founding(keys[0]!, [
      { op: 'office', name: '某办公室', threshold: 1 },
      unit('u', '行政科'),
      unit('v', '行政科文印室', 'u'),
      unit('w', '财务科'),
      ...people.flatMap(([id, of, ...roles], at): RosterChange[] => [
        ...someMember(keys[at]!, id, roles),
        { op: 'member', id, name: `成员${id}`, ...(of !== undefined && { unit: of }) },
      ]),
    ]);
    for (const [at, [id]] of people.entries()) {
      const one = at === 0 ? device : new SomeDevice(keys[at]!, device.ledger.office);
      if (at > 0) await one.take(device.entries);
      some.by.set(id, one);
    }
    return some;
  }

  /** What the device of one of them would tell. */
  of(member: string): CirculationLists {
    const known = this.#lists.get(member);
    if (known !== undefined) return known;
    const { ledger, id } = this.by.get(member)!;
    const keeper = { ledger, device: id } as unknown as LedgerKeeper;
    const office = new Office(keeper, { phones: () => Promise.resolve(this.phones) } as unknown as Library);
    const circulating = new Circulating(office);
    const lists = new CirculationLists({
      office,
      circulating,
      clock: { now: () => this.now, after: () => () => undefined },
      heardAt: (device) => this.heard.get(device),
    });
    this.#lists.set(member, lists);
    this.#circulating.set(member, circulating);
    return lists;
  }

  /** Signs something, which reaches everybody but those who are away. */
  async say(by: string, act: Act, at: number, { away = [] }: { away?: string[] } = {}): Promise<Entry> {
    const device = this.by.get(by)!;
    const entry = await device.say(act, { at });
    for (const [id, other] of this.by) {
      if (id !== by && !away.includes(id)) await other.take(device.entries.slice(-1));
      this.#circulating.get(id)?.entriesKept();
    }
    return entry;
  }

  /** Issues a text under a title and sends it to everybody. */
  async send(title: string, at: number, change: Partial<CirculateAct> = {}): Promise<SomeSent> {
    const device = this.by.get('p')!;
    const name = `r${(this.#sent += 1)}`;
    const act = device.publishAct(name, name, { title });
    const publish = await this.say('p', act, at);
    const edition = someHash(name);
    const { id } = await this.say(
      'p',
      {
        type: 'circulate',
        editions: [{ publish: publish.id, edition }],
        audience: { everyone: true, units: [], posts: [], roles: [], members: [], except: [] },
        level: 'read',
        order: 'together',
        ...change,
      },
      at + 1,
    );
    return {
      id,
      ack: (more = {}) => ({
        type: 'acknowledge',
        circulation: id,
        publish: publish.id,
        edition,
        mode: 'read',
        ...more,
      }),
    };
  }
}

export interface SomeSent {
  id: string;
  ack: (more?: Partial<AcknowledgeAct>) => AcknowledgeAct;
}
