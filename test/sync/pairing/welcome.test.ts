import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../../src/store/automerge-node.ts';
import { readWelcome, writeWelcome } from '../../../src/sync/pairing/welcome.ts';
import { someBases } from '../some-bases.ts';

beforeAll(automergeForNode);

test('a welcome of an admin is taken, of anybody else it is not', async () => {
  const [admin, member] = await someBases('admin', 'member');
  const { office } = admin!.keeper.ledger!;
  const bytes = writeWelcome(office, await admin!.keeper.signed([office]));
  const welcome = await readWelcome(bytes, { office, by: admin!.device });
  expect(welcome.ledger.roster.roster().devices.has(member!.device)).toBe(true);
  await expect(readWelcome(bytes, { office, by: member!.device })).rejects.toMatchObject({
    fault: 'not-admin',
  });
  await expect(readWelcome(bytes, { office, by: 'ab'.repeat(16) })).rejects.toMatchObject({
    fault: 'not-admin',
  });
});

test('a welcome of another office, or without its beginning, is none', async () => {
  const [ours] = await someBases('admin');
  const [theirs] = await someBases('admin');
  const { office } = ours!.keeper.ledger!;
  const other = theirs!.keeper.ledger!.office;
  const entries = await theirs!.keeper.signed([other]);
  const expected = { office, by: ours!.device };
  for (const bytes of [writeWelcome(other, entries), writeWelcome(office, entries), writeWelcome(office, [])])
    await expect(readWelcome(bytes, expected)).rejects.toMatchObject({ fault: 'malformed' });
});

test('a welcome that is cut off or goes on is none', async () => {
  const [admin] = await someBases('admin');
  const { office } = admin!.keeper.ledger!;
  const bytes = writeWelcome(office, await admin!.keeper.signed([office]));
  const expected = { office, by: admin!.device };
  for (let length = 0; length < bytes.length; length += 7)
    await expect(readWelcome(bytes.slice(0, length), expected)).rejects.toThrow();
  await expect(readWelcome(new Uint8Array([...bytes, 0]), expected)).rejects.toMatchObject({
    fault: 'malformed',
  });
});
