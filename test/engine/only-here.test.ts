import { beforeAll, expect, test } from 'vitest';
import { onlyHere } from '../../src/engine/only-here.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { saveContacts } from '../../src/store/contacts.ts';
import { draftKey, newDraft } from '../../src/store/draft-document.ts';
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

test('who may have something only since then has no copy of what was here before', async () => {
  const [own, other] = await someBases('admin', 'editor');
  const clock = own!.clock as HandClock;
  const id = 'a'.repeat(32);
  const head = { id, title: '办法', kind: 'rule', from: 'nothing', by: 'm0', at: 0 } as const;
  const bytes = newDraft(head, '第一条 目的。', 'ab'.repeat(24)) as Uint8Array<ArrayBuffer>;
  await own!.library.merge([{ ...draftKey(id, 'editors'), bytes }]);
  clock.pass(10);
  const agreedAt = clock.now();
  const count = (agreedIn?: Record<string, number>): number => {
    const copies = [{ device: other!.device, agreedAt, agreedIn }];
    return onlyHere(own!.replica.manifest, copies, own!.rights, clock.now()).length;
  };
  expect(count({ editors: agreedAt })).toBe(0);
  expect(count({ admins: agreedAt })).toBe(1);
  expect(count()).toBe(1);
  // It may have had something before, and a clock that was set back proves nothing here either.
  expect(count({ editors: agreedAt - 20 })).toBe(1);
  expect(count({ editors: agreedAt + 3_600_000 })).toBe(1);
});
