import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { CatchingUp } from '../../src/engine/catching-up.ts';
import { seenBy } from '../../src/engine/roster-changes.ts';
import { Witnessing } from '../../src/engine/witnessing.ts';
import type { Act, RosterChange } from '../../src/ledger/entry.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { NotCaughtUp } from '../../src/store/ledger-keeper.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { markRestored } from '../../src/store/restored-mark.ts';
import type { HandClock } from '../sync/hand-clock.ts';
import { connect, SomeBase, someBases, until } from '../sync/some-bases.ts';

beforeAll(automergeForNode);

const acknowledge: Act = {
  type: 'acknowledge',
  publish: 'ab'.repeat(32),
  edition: 'cd'.repeat(32),
  mode: 'read',
};

let desk: SomeBase;
let member: SomeBase;
let branch: SomeBase;
let backup: MemoryStorage;

/** What a backup takes: everything that lies in the base now. */
async function copyOf(storage: MemoryStorage): Promise<MemoryStorage> {
  const copy = new MemoryStorage();
  for (const room of ['kv', 'keys', 'ledger'] as const)
    for (const { key, value } of await storage.range(room, ''))
      await copy.write([{ room, key, value } as never], 'strict');
  return copy;
}

/** A device as it comes back from the backup, with what its engine does of itself. */
class Restored {
  readonly base: SomeBase;
  readonly catchingUp: CatchingUp;
  readonly witnessing: Witnessing;

  private constructor(base: SomeBase) {
    this.base = base;
    this.witnessing = new Witnessing(base.keeper, base.clock, 5000, true);
    const same = (): string[] =>
      base.neighbours.list().flatMap((one) => (one.isSameLedger ? one.device : []));
    this.catchingUp = new CatchingUp(base.keeper, same, () => this.witnessing.caughtUp());
    base.keeper.onTaken = ({ kept }) => {
      this.witnessing.entriesKept(kept.map(({ entry }) => entry));
      base.neighbours.entriesKept(kept);
    };
  }

  static async open(storage: MemoryStorage): Promise<Restored> {
    return new Restored(await SomeBase.open(desk.clock, storage));
  }

  get awaited(): string[] | undefined {
    return this.catchingUp.awaited?.map(({ name }) => name);
  }

  get ownEntries(): number {
    return [...this.base.keeper.ledger!.chains.all()].filter(({ device }) => device === desk.device).length;
  }

  /** Somebody calls, both come to hold the same, and it is looked at. */
  async meet(other: SomeBase): Promise<void> {
    const [line] = await connect(other, this.base);
    const ledgerOf = (one: SomeBase): string[] =>
      [...one.keeper.ledger!.chains.all()].map(({ id }) => id).toSorted();
    await until([other, this.base], () =>
      [other, this.base].every(({ neighbours }) => neighbours.list().every((one) => one.isSameLedger)),
    );
    expect(ledgerOf(other)).toEqual(ledgerOf(this.base));
    await this.catchingUp.look();
    line.close();
  }

  async pass(ms: number): Promise<void> {
    (this.base.clock as HandClock).pass(ms);
    await this.base.keeper.take([]);
  }
}

beforeEach(async () => {
  [desk, member, branch] = (await someBases('admin', 'member', 'member')) as [SomeBase, SomeBase, SomeBase];
  backup = await copyOf(desk.storage);
  await markRestored(backup);
});

/** After the backup the desk goes on witnessing, which only the member hears. */
async function witnessMore(): Promise<void> {
  const one = await member.keeper.say(acknowledge);
  await desk.keeper.take(await member.keeper.signed([one.id]));
  const said = await desk.keeper.say({ type: 'checkpoint', seen: [[member.device, one.seq, one.id]] });
  await member.keeper.take(await desk.keeper.signed([said.id]));
}

test('a device that was restored signs nothing until everybody has come who may hold what it signed later', async () => {
  await witnessMore();
  const again = await Restored.open(backup);
  expect(again.base.device).toBe(desk.device);
  expect(again.awaited).toEqual(['设备1', '设备2']);

  const error = vi.spyOn(console, 'error');
  // A branch comes first, which has not heard of what is lost, and brings something to be witnessed.
  await branch.keeper.say(acknowledge);
  await again.meet(branch);
  await again.pass(60_000);
  expect(again.ownEntries).toBe(1);
  await expect(again.base.keeper.say(acknowledge)).rejects.toThrow(NotCaughtUp);
  await again.base.keeper.announce();
  expect(again.ownEntries).toBe(1);
  expect(again.awaited).toEqual(['设备1']);

  // What it does of itself it does not even try.
  expect(error).not.toHaveBeenCalled();
  error.mockRestore();
  await again.meet(member);
  expect(again.awaited).toBeUndefined();
  expect(again.ownEntries).toBe(2);
  await again.pass(5000);
  // Now it witnesses what came meanwhile, after what it had said before.
  expect(again.ownEntries).toBe(3);
  expect(again.base.keeper.ledger!.chains.forks()).toEqual([]);
  await again.base.keeper.announce();
  expect(again.base.keeper.ledger!.announced.keyOf(desk.device)).toBeDefined();
});

test('when nothing was signed since the backup it ends as well, and stays ended', async () => {
  const again = await Restored.open(backup);
  await again.meet(member);
  await again.meet(branch);
  expect(again.awaited).toBeUndefined();
  await again.base.keeper.say(acknowledge);
  const later = await Restored.open(backup);
  expect(later.awaited).toBeUndefined();
  await later.base.keeper.say(acknowledge);
});

test('who has come is not waited for again after a start', async () => {
  const again = await Restored.open(backup);
  await again.meet(branch);
  const later = await Restored.open(await copyOf(backup));
  expect(later.awaited).toEqual(['设备1']);
  await expect(later.base.keeper.say(acknowledge)).rejects.toThrow(NotCaughtUp);
});

async function changeRoster({ keeper }: SomeBase, ...changes: RosterChange[]): Promise<string> {
  const ledger = keeper.ledger!;
  const roster = ledger.roster.roster();
  const seen = seenBy(ledger, roster, changes);
  return (await keeper.say({ type: 'roster', epoch: roster.epoch + 1, changes, seen })).id;
}

test('who was revoked is not waited for, and who came into the office since is', async () => {
  const later = await SomeBase.open(desk.clock);
  const { keeper } = later;
  // The member became an admin just before the desk was lost, and acts without it.
  const granted = await changeRoster(desk, { op: 'grant', member: 'm1', roles: ['member', 'admin'] });
  await member.keeper.take(await desk.keeper.signed([granted]));
  await changeRoster(
    member,
    {
      op: 'device',
      id: keeper.device!,
      member: 'm1',
      alg: 'ES256',
      key: keeper.publicKey!,
      name: '新设备',
      kind: 'device',
    },
    { op: 'revoke', device: branch.device },
  );
  const again = await Restored.open(backup);
  expect(again.awaited).toEqual(['设备1', '设备2']);
  await again.meet(member);
  expect(again.awaited).toEqual(['新设备']);
  await keeper.join(
    again.base.keeper.ledger!.office,
    await member.keeper.signed([...member.keeper.ledger!.chains.all()].map(({ id }) => id)),
  );
  await again.meet(later);
  expect(again.awaited).toBeUndefined();
});

test('whoever knows that nothing is lost ends it', async () => {
  const again = await Restored.open(backup);
  await branch.keeper.say(acknowledge);
  await again.meet(branch);
  await again.pass(60_000);
  expect(again.ownEntries).toBe(1);
  await again.catchingUp.nothingLost();
  expect(again.awaited).toBeUndefined();
  // What came while it could not is witnessed, though nothing more comes.
  await again.pass(5000);
  expect(again.ownEntries).toBe(2);
  expect((await Restored.open(backup)).awaited).toBeUndefined();
});

test('a mark that cannot be taken away goes on holding', async () => {
  const again = await Restored.open(backup);
  await again.meet(branch);
  const write = backup.write.bind(backup);
  backup.write = () => Promise.reject(new Error('disk full'));
  await expect(again.catchingUp.nothingLost()).rejects.toThrow('disk full');
  backup.write = write;
  expect(again.awaited).toEqual(['设备1']);
  await expect(again.base.keeper.say(acknowledge)).rejects.toThrow(NotCaughtUp);
});

test('a base without keys is not marked, and one whose device was replaced does not wait', async () => {
  const empty = new MemoryStorage();
  await markRestored(empty);
  expect(await empty.keys('kv')).toEqual([]);
  await backup.write([{ room: 'keys', key: 'device' }], 'strict');
  const again = await SomeBase.open(desk.clock, backup);
  expect(again.device).not.toBe(desk.device);
  expect(again.keeper.agreedSince).toBeUndefined();
});
