import { parseEdition } from '../../src/exchange/parse-edition.ts';
import type { Role, RosterChange } from '../../src/ledger/entry.ts';
import type { EditionContent } from '../../src/rule/edition.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { LedgerKeeper } from '../../src/store/ledger-keeper.ts';
import { Library } from '../../src/store/library.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { BaseReplica } from '../../src/sync/base-replica.ts';
import type { Clock } from '../../src/sync/clock.ts';
import { openChannel } from '../../src/sync/channel/open-channel.ts';
import type { Identity } from '../../src/sync/channel/identity.ts';
import type { Ending } from '../../src/sync/ending.ts';
import { Neighbours } from '../../src/sync/neighbours.ts';
import { type Rights, rightsOf } from '../../src/sync/spaces.ts';
import { HandClock } from './hand-clock.ts';
import { SomeLink } from './some-link.ts';

/** A device with a base in memory, as the exchange with others sees it. */
export class SomeBase {
  readonly storage: MemoryStorage;
  readonly clock: Clock;
  library!: Library;
  keeper!: LedgerKeeper;
  replica!: BaseReplica;
  neighbours!: Neighbours;
  rights!: Rights;
  onEnded: (device: string) => void = () => undefined;
  readonly ended: { device: string; why: Ending; by: 'here' | 'there' }[] = [];

  private constructor(clock: Clock, storage: MemoryStorage) {
    this.clock = clock;
    this.storage = storage;
  }

  static async open(clock: Clock, storage = new MemoryStorage()): Promise<SomeBase> {
    const base = new SomeBase(clock, storage);
    base.library = await Library.open(base.storage, automergeForNode, () => base.clock.now());
    base.keeper = await LedgerKeeper.open(base.library.storage, () => base.clock.now());
    await base.keeper.makeDevice();
    base.replica = await BaseReplica.open(base.library, base.keeper);
    base.rights = rightsOf(() => base.keeper.ledger?.roster.roster());
    base.neighbours = new Neighbours({
      replica: base.replica,
      rights: base.rights,
      clock: base.clock,
      events: {
        changed: () => undefined,
        agreed: () => undefined,
        ended(device, why, by) {
          base.ended.push({ device, why, by });
          base.onEnded(device);
        },
      },
    });
    base.keeper.onTaken = ({ kept }) => base.neighbours.entriesKept(kept);
    return base;
  }

  get device(): string {
    return this.keeper.device!;
  }

  /** Keeps texts of our own making, one rule for each title. */
  async write(...titles: string[]): Promise<void> {
    await this.library.addEditions(
      titles.map((title) => {
        const content: EditionContent = {
          v: 1,
          title,
          date: '2026-01-01',
          events: [],
          text: `第一条 ${title}的目的。\n\n第二条 ${title}的要求。`,
        };
        return { content, rule: { kind: 'rule' as const }, ...parseEdition(content) };
      }),
    );
  }

  identity(): Promise<Identity> {
    return this.keeper.agreement().then((agreement) => ({
      office: this.keeper.ledger!.office,
      keys: this.keeper.keys!,
      agreement,
      device: (id) =>
        this.rights.isActive(id) ? this.keeper.ledger!.roster.roster().devices.get(id) : undefined,
      revoked: (id) => {
        const device = this.keeper.ledger!.roster.roster().devices.get(id);
        return device?.revoked === true ? device : undefined;
      },
      agreementKeyOf: (id) => this.keeper.ledger!.announced.keyOf(id),
    }));
  }
}

/** Bases of one office on clocks that are moved by hand, see `office`. */
export function someBases(...roles: ('member' | 'editor' | 'admin')[]): Promise<SomeBase[]> {
  return office(roles, () => new HandClock());
}

/** Bases of one office, each of another member; the first founded it. All know the roster, and nothing else of each other. */
export async function office(
  roles: readonly ('member' | 'editor' | 'admin')[],
  clock: () => Clock,
): Promise<SomeBase[]> {
  const bases = await Promise.all(roles.map(() => SomeBase.open(clock())));
  await foundTogether(bases, (i) => ['member', ...(i === 0 ? (['admin'] as const) : [roles[i]!])]);
  return bases;
}

/** The first of these bases founds an office, of which each of them is another member; the others join it. */
export async function foundTogether(
  bases: readonly SomeBase[],
  rolesOf: (place: number) => Role[],
): Promise<void> {
  const [first, ...others] = bases;
  await first!.keeper.found(() => [
    { op: 'office', name: '某办公室', threshold: 1 },
    ...bases.flatMap(({ keeper }, i): RosterChange[] => [
      { op: 'member', id: `m${i}`, name: `成员${i}` },
      { op: 'grant', member: `m${i}`, roles: rolesOf(i) },
      {
        op: 'device',
        id: keeper.device!,
        member: `m${i}`,
        alg: 'ES256',
        key: keeper.publicKey!,
        name: `设备${i}`,
        kind: 'device',
      },
    ]),
  ]);
  const genesis = first!.keeper.ledger!.office;
  const entries = await first!.keeper.signed([genesis]);
  for (const base of others) await base.keeper.join(genesis, entries);
}

/** Lets one call the other. Returns the ends of the link. */
export async function connect(
  caller: SomeBase,
  answerer: SomeBase,
  links = SomeLink.pair(),
): Promise<[caller: SomeLink, answerer: SomeLink]> {
  const [a, b] = await Promise.all([
    openChannel(links[0], 'caller', await caller.identity(), { clock: caller.clock }),
    openChannel(links[1], 'answerer', await answerer.identity(), { clock: answerer.clock }),
  ]);
  caller.neighbours.add(a, true, 'direct');
  answerer.neighbours.add(b, false, 'direct');
  return links;
}

/**
 * Lets half a minute pass, a little at a time, until it is so; then waits for what is being worked out elsewhere, however
 * slow the machine is, and fails when nothing comes of it. Time passes slowly enough for hands to be shaken in it: what is
 * worked out elsewhere takes its real time.
 */
export async function until(bases: readonly SomeBase[], isSo: () => boolean): Promise<void> {
  for (let turns = 0; turns < 3_000_000; turns++) {
    if (isSo()) return;
    // What is encrypted and decrypted elsewhere comes back between two tasks.
    await new Promise((resolve) => setImmediate(resolve));
    if (turns % 20 === 0 && turns < 600_000) for (const { clock } of bases) (clock as HandClock).pass(1);
  }
  throw new Error('it did not become so');
}

/** All lines are quiet and both ends hold the same. */
export const areEqual =
  (...bases: SomeBase[]) =>
  (): boolean =>
    bases.every(({ neighbours }) => neighbours.list().length > 0 && neighbours.areEqual);
