import { beforeAll, expect, test } from 'vitest';
import { onlyHere } from '../../src/engine/only-here.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { saveContacts } from '../../src/store/contacts.ts';
import type { HandClock } from '../sync/hand-clock.ts';
import { someBases } from '../sync/some-bases.ts';

beforeAll(automergeForNode);

test('what changed after all others had everything is only here', async () => {
  const [own, other] = await someBases('admin', 'member');
  const clock = own!.clock as HandClock;
  const { manifest } = own!.replica;
  const count = (agreedAt?: number): number => {
    const copies = agreedAt === undefined ? [] : [{ device: other!.device, agreedAt }];
    return onlyHere(manifest, copies, own!.rights, clock.now()).length;
  };
  await own!.write('甲', '乙');
  expect(count()).toBe(4);
  clock.pass(10);
  const agreed = clock.now();
  expect(count(agreed)).toBe(0);
  clock.pass(10);
  await own!.write('丙');
  expect(count(agreed)).toBe(2);
  // A device of somebody who may not have phone numbers is no copy of them.
  const value = saveContacts(new Map([['m0', { phone: '13800000000', at: 1 }]]));
  await own!.library.storage.write([{ room: 'documents', key: 'admins/contacts', value }], 'strict');
  clock.pass(10);
  expect(count(clock.now())).toBe(1);
});

test('a clock that was set back proves no copies', async () => {
  const [own, other] = await someBases('admin', 'member');
  await own!.write('甲');
  const copies = [{ device: other!.device, agreedAt: own!.clock.now() + 3_600_000 }];
  expect(onlyHere(own!.replica.manifest, copies, own!.rights, own!.clock.now())).toHaveLength(2);
});
