import { afterEach, expect, test, vi } from 'vitest';
import { GjFoundOffice } from '../../../components/people/gj-found-office.ts';
import { GjMember } from '../../../components/people/gj-member.ts';
import type { Role } from '../../../src/ledger/entry.ts';
import { someOfficeView } from '../connecting/some-office.ts';
import { SomeApp } from '../some-app.ts';

afterEach(() => document.body.replaceChildren());

async function shown(member: string, roles: Role[] = ['admin', 'member'], left?: string): Promise<GjMember> {
  const office = someOfficeView();
  office.me!.roles = roles;
  if (left !== undefined) office.members[1]!.left = left;
  const some = new SomeApp({
    office: () => office,
    pairing: () => ({ invitations: [], admitting: [] }),
  });
  const element = some.show(Object.assign(new GjMember(), { member }));
  await vi.waitFor(() => expect(element.querySelector('h2')).not.toBeNull());
  await element.querySelector<GjMember>('gj-invite')?.updateComplete;
  return element;
}

test('an admin invites a device of anybody, and adds their own', async () => {
  const other = (await shown('wang')).querySelector('gj-invite button');
  expect(other!.textContent.trim()).toBe('邀请设备');
  const own = (await shown('chen')).querySelector('gj-invite button');
  expect(own!.textContent.trim()).toBe('添加我的手机或电脑');
});

test('nobody else does, and nobody who has left is invited', async () => {
  expect((await shown('wang', ['member'])).querySelector('gj-invite')).toBeNull();
  expect((await shown('wang', ['admin', 'member'], '2026-01-01')).querySelector('gj-invite')).toBeNull();
});

test('where there is no office, one is set up, joined, or got back', async () => {
  const element = new SomeApp().show(new GjFoundOffice());
  await vi.waitFor(() => expect(element.querySelector('form')).not.toBeNull());
  expect(element.querySelector('a[href="#/join"]')!.textContent).toContain('加入已有的单位');
  expect(element.querySelector('gj-restore-office')).not.toBeNull();
  expect(element.querySelector('a[href="#/connections/bundles"]')!.textContent).toContain('备份');
});
