import { beforeAll, expect, test, vi } from 'vitest';
import { Connections } from '../../src/engine/connections.ts';
import { SaidRevoked } from '../../src/engine/said-revoked.ts';
import { DeskSeeker } from '../../src/engine/desk-seeker.ts';
import { Office } from '../../src/engine/office.ts';
import { Witnessing } from '../../src/engine/witnessing.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { draftKey, newDraft } from '../../src/store/draft-document.ts';
import { StorageFull } from '../../src/store/storage.ts';
import { openChannel } from '../../src/sync/channel/open-channel.ts';
import type { Live } from '../../src/sync/live.ts';
import type { HandClock } from '../sync/hand-clock.ts';
import { type SomeBase, someBases, until } from '../sync/some-bases.ts';
import { SomeLink } from '../sync/some-link.ts';

beforeAll(automergeForNode);

const nothingOpen: Live = {
  isOpen: () => false,
  take: () => undefined,
  here: () => undefined,
  gone: () => undefined,
};

/** The lines of a device over its base, with a desk that answers as this says. */
async function connectionsOf(base: SomeBase, findDesk: () => Promise<undefined>): Promise<Connections> {
  const { keeper, library, clock } = base;
  return Connections.open({
    office: new Office(keeper, library),
    library,
    clock,
    seeker: new DeskSeeker(findDesk, clock),
    witnessing: new Witnessing(keeper, clock, 600_000, false),
    changed: () => undefined,
    live: nothingOpen,
    said: await SaidRevoked.open(base.storage, () => keeper.device),
    invitations: () => new Map(),
  });
}

/** Whatever is worked out elsewhere has come back; no time has passed. */
async function turns(): Promise<void> {
  for (let i = 0; i < 1000; i++) await new Promise((resolve) => setImmediate(resolve));
}

test('who comes by a carried code is met while the desk is away', async () => {
  const [here, there] = (await someBases('admin', 'member')) as [SomeBase, SomeBase];
  const connections = await connectionsOf(here, () => Promise.reject(new Error('away')));
  // What comes while it starts waits for the start only.
  void connections.follow();
  const [ours, theirs] = SomeLink.pair();
  const taken = connections.take(ours, 'answerer', 'direct');
  const { clock } = there;
  const channel = await openChannel(theirs, 'caller', await there.identity(), { clock });
  expect(channel.device).toBe(here.device);
  expect(await taken).toBe(there.device);
  expect(connections.view()).toMatchObject({
    desk: { state: 'connecting' },
    devices: [{ device: there.device, line: { way: 'direct' } }],
  });
  await connections.close();
});

/** A device whose disk was full when its lines were to be opened, and is so no more. */
async function afterFullDisk(): Promise<{ base: SomeBase; connections: Connections }> {
  const [base] = (await someBases('admin', 'member')) as [SomeBase];
  const connections = await connectionsOf(base, () => Promise.resolve(undefined));
  base.storage.failNextWrites(new StorageFull('full'));
  await expect(connections.follow()).rejects.toThrow(StorageFull);
  expect(connections.lines).toBeUndefined();
  return { base, connections };
}

test('after a start that failed lines are opened when the device wakes', async () => {
  const { base, connections } = await afterFullDisk();
  await turns();
  expect(connections.lines).toBeUndefined();
  connections.wake();
  await until([base], () => connections.lines !== undefined);
  await connections.close();
});

test('after a start that failed lines are opened by themselves a while later', async () => {
  const { base, connections } = await afterFullDisk();
  (base.clock as HandClock).pass(60_000);
  for (let i = 0; i < 20 && connections.lines === undefined; i++) await turns();
  expect(connections.lines).toBeDefined();
  await connections.close();
});

test('a start that failed is not tried again once all is closed', async () => {
  const { base, connections } = await afterFullDisk();
  await connections.close();
  expect((base.clock as HandClock).pending).toBe(0);
});

test('when somebody is invited to a draft it is looked at again whom to call', async () => {
  const [base] = (await someBases('admin', 'member')) as [SomeBase];
  const connections = await connectionsOf(base, () => Promise.resolve(undefined));
  await connections.follow();
  const looks = vi.spyOn(connections.lines!.meeting, 'review');
  base.keeper.onTaken = ({ kept }) => connections.entriesKept(kept);
  const clock = base.clock as HandClock;
  await base.keeper.say({ type: 'invite', draft: 'a'.repeat(32), members: ['m1'], after: [] });
  clock.pass(100);
  expect(looks).toHaveBeenCalledTimes(1);
  await connections.close();
});

test('a colleague who is made an editor later has no copy of a draft until it was given', async () => {
  const bases = (await someBases('admin', 'editor', 'member')) as [SomeBase, SomeBase, SomeBase];
  const [admin, editor, member] = bases;
  const connections = await connectionsOf(editor, () => Promise.resolve(undefined));
  editor.keeper.onTaken = ({ kept, roster }) => {
    connections.entriesKept(kept);
    if (roster) void connections.follow();
  };
  await connections.follow();
  const agree = async (): Promise<void> => {
    const [ours, theirs] = SomeLink.pair();
    void connections.take(ours, 'answerer', 'direct');
    const channel = await openChannel(theirs, 'caller', await member.identity(), { clock: member.clock });
    member.neighbours.add(channel, true, 'direct');
    const hasAgreed = (): boolean => connections.lines!.neighbours.list()[0]?.isEqual === true;
    await until([editor, member], hasAgreed);
    (editor.clock as HandClock).pass(100);
    await until([editor, member], hasAgreed);
    (editor.clock as HandClock).pass(100);
    member.neighbours.close();
    await until([editor, member], () => connections.lines!.neighbours.list().length === 0);
  };
  await editor.write('会议管理办法');
  const draft = newDraft(
    { id: 'a'.repeat(32), title: '办法', kind: 'rule', from: 'nothing', by: 'm1', at: 0 },
    '第一条 目的。',
    'ab'.repeat(24),
  ) as Uint8Array<ArrayBuffer>;
  await editor.library.merge([{ ...draftKey('a'.repeat(32), 'editors'), bytes: draft }]);
  const onlyHere = (): number[] => {
    const { onlyHere: texts, othersOnlyHere: others = 0 } = connections.view();
    return [texts, others];
  };
  expect(onlyHere()).toEqual([1, 1]);
  await agree();
  expect(onlyHere()).toEqual([0, 1]);
  const { id } = await admin.keeper.say({
    type: 'roster',
    epoch: 1,
    changes: [{ op: 'grant', member: 'm2', roles: ['editor'] }],
    seen: {},
  });
  const granted = await admin.keeper.signed([id]);
  await editor.keeper.take(granted);
  expect(onlyHere()).toEqual([0, 1]);
  await member.keeper.take(granted);
  await agree();
  expect(onlyHere()).toEqual([0, 0]);
  await connections.close();
});
