import { beforeAll, expect, test } from 'vitest';
import { Witnessing } from '../../src/engine/witnessing.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import type { HandClock } from '../sync/hand-clock.ts';
import { type SomeBase, someBases } from '../sync/some-bases.ts';

beforeAll(automergeForNode);

const checkpoints = ({ keeper, device }: SomeBase): number =>
  [...keeper.ledger!.chains.all()].filter(
    (entry) => entry.device === device && entry.act.type === 'checkpoint',
  ).length;

/** A statement of one base comes to another. */
async function hear(from: SomeBase, to: SomeBase, witnessing: Witnessing): Promise<string> {
  const entry = await from.keeper.say({
    type: 'acknowledge',
    publish: 'ab'.repeat(32),
    edition: 'cd'.repeat(32),
    mode: 'read',
  });
  const { kept } = await to.keeper.take(await from.keeper.signed([entry.id]));
  witnessing.entriesKept(kept.map((one) => one.entry));
  return entry.id;
}

async function pass(base: SomeBase, ms: number): Promise<void> {
  (base.clock as HandClock).pass(ms);
  // What is said is said in turn: after this it has been.
  await base.keeper.take([]);
}

test('what others sign is witnessed once, after a while, and bounds its time', async () => {
  const [desk, member] = await someBases('admin', 'member');
  const witnessing = new Witnessing(desk!.keeper, desk!.clock, 5000, true);
  const id = await hear(member!, desk!, witnessing);
  await hear(member!, desk!, witnessing);
  expect(checkpoints(desk!)).toBe(0);
  await pass(desk!, 5000);
  expect(checkpoints(desk!)).toBe(1);
  const { ledger } = desk!.keeper;
  expect(ledger!.witness.of(ledger!.chains.get(id)!).before?.device).toBe(desk!.device);
  await pass(desk!, 60_000);
  expect(checkpoints(desk!)).toBe(1);
  await hear(member!, desk!, witnessing);
  await pass(desk!, 5000);
  expect(checkpoints(desk!)).toBe(2);
});

test('checkpoints and what is signed here need no witness', async () => {
  const [own, other] = await someBases('admin', 'member');
  const witnessing = new Witnessing(own!.keeper, own!.clock, 5000, true);
  const entry = await other!.keeper.say({ type: 'checkpoint', seen: [] });
  const { kept } = await own!.keeper.take(await other!.keeper.signed([entry.id]));
  witnessing.entriesKept(kept.map((one) => one.entry));
  witnessing.entriesKept([await own!.keeper.say({ type: 'checkpoint', seen: [] })]);
  expect((own!.clock as HandClock).pending).toBe(0);
});

test('where somebody else has witnessed it, nothing is said', async () => {
  const [desk, member, third] = await someBases('admin', 'member', 'member');
  const first = new Witnessing(desk!.keeper, desk!.clock, 5000, true);
  const second = new Witnessing(third!.keeper, third!.clock, 600_000, false);
  // How the office began has been witnessed before.
  const { office } = third!.keeper.ledger!;
  await third!.keeper.say({ type: 'checkpoint', seen: [[desk!.device, 0, office]] });
  const id = await hear(member!, desk!, first);
  const { kept } = await third!.keeper.take(await member!.keeper.signed([id]));
  second.entriesKept(kept.map(({ entry }) => entry));
  await pass(desk!, 5000);
  const said = [...desk!.keeper.ledger!.chains.all()].find(({ act }) => act.type === 'checkpoint')!;
  await third!.keeper.take(await desk!.keeper.signed([said.id]));
  await pass(third!, 600_000);
  expect(checkpoints(third!)).toBe(1);
  // Without that it speaks.
  const later = await member!.keeper.say({ type: 'sign-off', entry: id });
  const taken = await third!.keeper.take(await member!.keeper.signed([later.id]));
  second.entriesKept(taken.kept.map(({ entry }) => entry));
  await pass(third!, 600_000);
  expect(checkpoints(third!)).toBe(2);
});

test('closed it says nothing more', async () => {
  const [desk, member] = await someBases('admin', 'member');
  const witnessing = new Witnessing(desk!.keeper, desk!.clock, 5000, true);
  await hear(member!, desk!, witnessing);
  await witnessing.close();
  await pass(desk!, 5000);
  expect(checkpoints(desk!)).toBe(0);
});
