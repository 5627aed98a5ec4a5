import { p256 } from '@noble/curves/nist.js';
import { toBase64url } from '../../src/ledger/base64url.ts';
import { canonicalJson } from '../../src/ledger/canonical-json.ts';
import { deviceId } from '../../src/ledger/device-id.ts';
import type { Act, Entry, Role, RosterChange, SignedEntry } from '../../src/ledger/entry.ts';
import { Ledger, type Taken } from '../../src/ledger/ledger.ts';
import { signEntry } from '../../src/ledger/sign-entry.ts';
import type { DeviceKeys } from '../../src/ledger/signature.ts';

const pairs: Promise<DeviceKeys>[] = [];

/** Always the same pairs of keys, so that a history that fails can be told again. */
export function someKeys(index: number): Promise<DeviceKeys> {
  return (pairs[index] ??= fixedKeys(index));
}

async function fixedKeys(index: number): Promise<DeviceKeys> {
  const secret = new Uint8Array(32).fill(index + 1);
  const point = p256.getPublicKey(secret, false);
  const privateKey = await crypto.subtle.importKey(
    'jwk',
    {
      kty: 'EC',
      crv: 'P-256',
      d: toBase64url(secret),
      x: toBase64url(point.slice(1, 33)),
      y: toBase64url(point.slice(33)),
    },
    { name: 'ECDSA', namedCurve: 'P-256' },
    false,
    ['sign'],
  );
  return { alg: 'ES256', key: toBase64url(point), privateKey };
}

/** The hash of an edition that nobody wrote. */
export function someHash(name: string): string {
  return Buffer.from(name.padEnd(32, '.').slice(0, 32)).toString('hex');
}

export function introduce(keys: DeviceKeys, member: string): RosterChange {
  const id = deviceId(keys.alg, keys.key);
  return { op: 'device', id, member, alg: keys.alg, key: keys.key, name: `${member}的电脑`, kind: 'device' };
}

/** A member with a device. */
export function someMember(keys: DeviceKeys, id: string, roles: Role[]): RosterChange[] {
  return [
    { op: 'member', id, name: `成员${id}` },
    { op: 'grant', member: id, roles: ['member', ...roles] },
    introduce(keys, id),
  ];
}

/** A device in a test: its keys, and the ledger as it knows it. */
export class SomeDevice {
  readonly keys: DeviceKeys;
  readonly id: string;
  readonly ledger: Ledger;
  /** Everything that this device has, in order. */
  readonly entries: SignedEntry[] = [];
  clock = 1_700_000_000_000;

  constructor(keys: DeviceKeys, office: string) {
    this.keys = keys;
    this.id = deviceId(keys.alg, keys.key);
    this.ledger = new Ledger(office);
  }

  static async founding(
    keys: DeviceKeys,
    changes: RosterChange[],
  ): Promise<{ device: SomeDevice; genesis: Entry }> {
    const { entry, signed } = await signEntry(
      { office: '', at: 1_700_000_000_000, roster: [], act: { type: 'genesis', changes } },
      keys,
    );
    const device = new SomeDevice(keys, entry.id);
    await device.take([signed]);
    return { device, genesis: entry };
  }

  async take(entries: readonly SignedEntry[]): Promise<Taken> {
    const taken = await this.ledger.take(entries);
    this.entries.push(...taken.kept.map(({ signed }) => signed));
    return taken;
  }

  /** Signs without taking it in. */
  async draft(
    act: Act,
    change: { roster?: string[]; last?: Entry | undefined; at?: number; saw?: string; office?: string } = {},
  ): Promise<{ entry: Entry; signed: SignedEntry }> {
    const last = 'last' in change ? change.last : this.ledger.chains.last(this.id);
    return await signEntry(
      {
        office: change.office ?? this.ledger.office,
        ...(last !== undefined && { last }),
        at: change.at ?? (this.clock += 1000),
        roster: change.roster ?? this.ledger.roster.roster().heads,
        ...(change.saw !== undefined && { saw: change.saw }),
        act,
      },
      this.keys,
    );
  }

  async say(act: Act, change: Parameters<SomeDevice['draft']>[1] = {}): Promise<Entry> {
    const { entry, signed } = await this.draft(act, change);
    await this.take([signed]);
    return entry;
  }

  /** Changes the roster, following all that this device knows. */
  async changeRoster(changes: RosterChange[], seen: string[] = []): Promise<Entry> {
    return await this.say(this.rosterAct(changes, seen));
  }

  rosterAct(changes: RosterChange[], seen: string[] = []): Act {
    return {
      type: 'roster',
      epoch: this.ledger.roster.roster().epoch + 1,
      changes,
      seen: Object.fromEntries(
        seen.map((device) => [
          device,
          this.ledger.chains.heads(device).map(({ seq, id }) => [seq, id] as [number, string]),
        ]),
      ),
    };
  }

  publishAct(rule: string, edition: string, change: Partial<Extract<Act, { type: 'publish' }>> = {}): Act {
    return {
      type: 'publish',
      rule,
      edition: someHash(edition),
      title: `${rule}办法`,
      kind: 'rule',
      change: 'first',
      after: this.ledger.publications.of(rule).heads,
      repeals: [],
      secrecy: '审查人',
      ...change,
    };
  }
}

/** Everything that a ledger says, for comparing two of them. */
export function meaningOf(ledger: Ledger): string {
  const { units, posts, members, devices, ...rest } = ledger.roster.roster();
  const sorted = <V>(map: Map<string, V>): [string, V][] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  const rules = ledger.publications
    .rules()
    .sort()
    .map((rule) => {
      const { publications, ends, refused, heads } = ledger.publications.of(rule);
      return {
        rule,
        publications,
        ends,
        heads,
        refused: refused.map(({ entry, refusal }) => [entry.id, refusal]),
      };
    });
  const publishes = [...ledger.chains.all()]
    .filter(({ act }) => act.type === 'publish')
    .map(({ id }) => id)
    .sort();
  return canonicalJson({
    ...rest,
    units: sorted(units),
    posts: sorted(posts),
    members: sorted(members),
    devices: sorted(devices),
    rules,
    forks: ledger.chains.forks(),
    faults: ledger.roster
      .faults()
      .map(({ entry, fault }) => `${entry.id} ${fault}`)
      .sort(),
    acknowledged: publishes.map((id) => {
      const { act } = ledger.chains.get(id)!;
      const { counted, refused } = ledger.acknowledgements.of(id, act.type === 'publish' ? act.edition : '');
      return [
        id,
        counted.map(({ entry, member }) => [entry.id, member]),
        refused.map(({ entry, refusal }) => [entry.id, refusal]),
      ];
    }),
    witnessed: [...ledger.chains.all()]
      .map((entry) => [entry.id, ledger.witness.of(entry)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  });
}
