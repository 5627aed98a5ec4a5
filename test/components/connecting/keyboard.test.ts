import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { GjAdmit } from '../../../components/connecting/gj-admit.ts';
import { GjDirect } from '../../../components/connecting/gj-direct.ts';
import { GjInvite } from '../../../components/connecting/gj-invite.ts';
import { GjJoin } from '../../../components/connecting/gj-join.ts';
import { GjWriteBundle } from '../../../components/connecting/gj-write-bundle.ts';
import { SomeApp } from '../some-app.ts';
import { someConnections } from './some-connections.ts';
import { noOfficeView, someOfficeView } from './some-office.ts';

const id = '0a'.repeat(16);
const asked = (some: SomeApp, call: string): unknown => some.asked.find((one) => one.call === call)?.args;

/** Goes on by Tab until something of this name has the focus, as who has no mouse does. */
async function tabTo(name: string): Promise<void> {
  for (let i = 0; i < 20; i += 1) {
    await userEvent.keyboard('{Tab}');
    const at = document.activeElement as HTMLInputElement;
    if ([at.textContent.trim(), at.labels?.[0]?.textContent.trim()].includes(name)) return;
  }
  throw new Error(`nothing called ${name} is reached by Tab`);
}

beforeEach(() => (document.activeElement as HTMLElement | null)?.blur());
afterEach(() => {
  document.body.replaceChildren();
  history.replaceState(null, '', '#/');
});

test('an invitation is made, and its code copied or cancelled', async () => {
  const some = new SomeApp({
    pairing: () => ({ invitations: [], admitting: [] }),
    invite: () => ({ id, code: '0123456789ABCDEFGHJKMNPQRS', expires: 0 }),
    cancelInvitation: () => undefined,
  });
  const element = some.show(Object.assign(new GjInvite(), { member: 'wang', name: '王芳' }));
  await vi.waitFor(() => expect(element.querySelector('button')).not.toBeNull());
  await tabTo('邀请设备');
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(document.activeElement!.textContent).toBe('给王芳的邀请'));
  await tabTo('复制邀请码');
  await tabTo('取消邀请');
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(asked(some, 'cancelInvitation')).toEqual({ id }));
});

test('an office is joined', async () => {
  const some = new SomeApp({
    pairing: () => ({ invitations: [], admitting: [] }),
    office: () => noOfficeView,
    connections: () => someConnections({ standing: 'apart' }),
    device: () => ({ rules: 0, editions: 0, indexBytes: 0 }),
    join: () => undefined,
  });
  const element = some.show(new GjJoin());
  await vi.waitFor(() => expect(element.querySelector('form')).not.toBeNull());
  await tabTo('邀请码（26 位，不分大小写）');
  await userEvent.keyboard('7k3qp');
  await tabTo('这台设备的名称');
  await tabTo('加入');
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(asked(some, 'join')).toMatchObject({ code: '7k3qp' }));
});

test('digits are compared; "not the same" is as near as "same"', async () => {
  const some = new SomeApp({
    pairing: () => ({
      invitations: [],
      admitting: [{ id, memberName: '王芳', deviceName: '手机', digits: '482913', step: 'compare' }],
    }),
    answerDigits: () => undefined,
  });
  const element = some.show(Object.assign(new GjAdmit(), { invitation: id }));
  await vi.waitFor(() => expect(element.querySelector('.digits')).not.toBeNull());
  // Enter alone says nothing.
  await userEvent.keyboard('{Enter}');
  expect(asked(some, 'answerDigits')).toBeUndefined();
  await tabTo('相同');
  await userEvent.keyboard('{Tab} ');
  await vi.waitFor(() =>
    expect(asked(some, 'answerDigits')).toEqual({ of: id, digits: '482913', same: false }),
  );
});

test('direct codes are exchanged', async () => {
  const some = new SomeApp({ offerCode: () => ({ code: 'OFFER' }), acceptAnswer: () => undefined });
  const element = some.show(Object.assign(new GjDirect(), { office: someOfficeView() }));
  await vi.waitFor(() => expect(element.querySelector('button')).not.toBeNull());
  await tabTo('连接单位里的设备');
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(element.querySelector('.address')).not.toBeNull());
  await tabTo('复制直连码');
  await tabTo('对方发回的回复码');
  await userEvent.keyboard('REPLY');
  await tabTo('接通');
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(asked(some, 'acceptAnswer')).toEqual({ code: 'REPLY' }));
});

test('a bundle for some people is written', async () => {
  const device = { id: 'x', name: '手机', kind: 'device', revoked: false, here: false } as const;
  const office = someOfficeView();
  office.members[1]!.devices = [device];
  const some = new SomeApp({
    makeBundle: () => ({ name: 'b', bytes: new Uint8Array(1), texts: 1, others: 0, entries: 0, without: [] }),
  });
  const element = some.show(Object.assign(new GjWriteBundle(), { office }));
  await vi.waitFor(() => expect(element.querySelector('form')).not.toBeNull());
  await tabTo('全单位');
  await userEvent.keyboard('{ArrowDown}');
  await vi.waitFor(() => expect(element.querySelector('.chosen')).not.toBeNull());
  await tabTo('王芳');
  await userEvent.keyboard(' ');
  await tabTo('生成信使包');
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(asked(some, 'makeBundle')).toEqual({ members: ['wang'] }));
});
