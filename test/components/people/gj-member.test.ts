import { afterEach, expect, test, vi } from 'vitest';
import { GjFoundOffice } from '../../../components/people/gj-found-office.ts';
import { GjMember } from '../../../components/people/gj-member.ts';
import type { Role } from '../../../src/ledger/entry.ts';
import { before, someConnections, somePeer } from '../connecting/some-connections.ts';
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

test('two devices of one name are told apart by when they were heard; the key of a recovery file is none', async () => {
  const office = someOfficeView();
  const device = { name: '电脑', kind: 'device', revoked: false, here: false } as const;
  office.members[1]!.devices = [
    { ...device, id: 'a'.repeat(64) },
    { ...device, id: 'b'.repeat(64) },
    { ...device, id: 'c'.repeat(64) },
    { ...device, id: 'd'.repeat(64), kind: 'recovery', name: '2026-11-29' },
  ];
  const devices = [
    somePeer({ device: 'a'.repeat(64), heardAt: before(60 * 24 * 40) }),
    somePeer({
      device: 'b'.repeat(64),
      line: { way: 'direct', phase: 'agreed', since: before(1), outstanding: 0 },
    }),
    somePeer({ device: 'c'.repeat(64) }),
  ];
  const some = new SomeApp({
    office: () => office,
    pairing: () => ({ invitations: [], admitting: [] }),
    connections: () => someConnections({ devices }),
  });
  const element = some.show(Object.assign(new GjMember(), { member: 'wang' }));
  const lines = (): string[] =>
    [...element.querySelectorAll('.lines > li')].map((li) => li.textContent.replaceAll(/\s+/g, ' ').trim());
  await vi.waitFor(() => expect(lines()[0]).toContain('最近联系：40天前'));
  expect(lines()[1]).toContain('现在连着');
  expect(lines()[2]).toContain('还没有联系过');
  expect(lines()[3]).toMatch(/^恢复文件的密钥（2026-11-29 生成）/);
  expect(lines()[3]).not.toContain('联系');
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

test('the keyboard stays at the device that was revoked', async () => {
  const office = someOfficeView();
  const device = { id: 'e'.repeat(64), name: '手机', kind: 'device', revoked: false, here: false } as const;
  const withDevice = (revoked: boolean): void => {
    office.members[1]!.devices = [{ ...device, revoked }];
  };
  withDevice(false);
  const some = new SomeApp({ office: () => office, revokeDevice: () => undefined });
  const element = some.show(Object.assign(new GjMember(), { member: 'wang' }));
  await vi.waitFor(() => expect(element.querySelector('details.small')).not.toBeNull());
  element.querySelector<HTMLElement>('details.small summary')!.click();
  const button = element.querySelector<HTMLButtonElement>('.button.danger')!;
  button.focus();
  button.click();
  await vi.waitFor(() => expect(some.asked.some(({ call }) => call === 'revokeDevice')).toBe(true));
  expect(document.activeElement).toBe(button);
  withDevice(true);
  some.news({ changed: 1 });
  await vi.waitFor(() => expect(element.querySelector('[data-closed]')).not.toBeNull());
  expect(document.activeElement).toBe(element.querySelector('[data-closed]'));
});
