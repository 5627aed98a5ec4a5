import { afterEach, expect, test, vi } from 'vitest';
import { GjPairingNotice } from '../../../components/shell/gj-pairing-notice.ts';
import type { PairingView } from '../../../src/engine/connect-protocol.ts';
import { SomeApp } from '../some-app.ts';

afterEach(() => document.body.replaceChildren());

const id = '0a'.repeat(16);
const asks: PairingView = {
  invitations: [],
  admitting: [{ id, memberName: '王芳', deviceName: '手机', digits: '123456', step: 'compare' }],
};

function shown(view: PairingView): GjPairingNotice {
  return new SomeApp({ pairing: () => view }).show(new GjPairingNotice());
}

test('a device that asks to come in is announced on every page but its own', async () => {
  const element = shown(asks);
  await vi.waitFor(() => expect(element.querySelector('[role=alert]')!.textContent).toContain('请求加入'));
  expect(element.textContent).toContain('王芳的“手机”请求加入');
  expect(element.querySelector('a')!.getAttribute('href')).toBe(`#/admit/${id}`);
  // The digits are for the page on which they are compared.
  expect(element.textContent).not.toContain('123456');
  element.route = { page: 'admit', invitation: id };
  await element.updateComplete;
  expect(element.querySelector('a')).toBeNull();
});

test('that the digits differ is told to the admin, with the way to end the invitation', async () => {
  const failed = (fault: 'digits-differ' | 'lost'): PairingView => ({
    ...asks,
    admitting: [{ ...asks.admitting[0]!, step: 'failed', fault, by: 'there' }],
  });
  let view = failed('lost');
  const some = new SomeApp({ pairing: () => view, cancelInvitation: () => undefined });
  const element = some.show(new GjPairingNotice());
  await vi.waitFor(() => expect(element.querySelector('[role=alert]')).not.toBeNull());
  expect(element.querySelector('.pairing-line')).toBeNull();
  view = failed('digits-differ');
  some.news({ connections: 1 });
  await vi.waitFor(() => expect(element.querySelector('.pairing-line')).not.toBeNull());
  expect(element.querySelector('[role=alert]')!.textContent).toContain('两边数字不同');
  expect(element.querySelector('a')!.getAttribute('href')).toBe(`#/admit/${id}`);
  element.querySelector('button')!.click();
  await vi.waitFor(() => expect(some.asked.at(-1)).toMatchObject({ call: 'cancelInvitation', args: { id } }));
  element.route = { page: 'admit', invitation: id };
  await element.updateComplete;
  expect(element.querySelector('.pairing-line')).toBeNull();
});

test('what needs no answer is not announced', async () => {
  const steps = ['waiting', 'sending', 'done', 'failed'] as const;
  const element = shown({
    invitations: [],
    admitting: steps.map((step) => ({ ...asks.admitting[0]!, step })),
    join: { step: 'compare' },
  });
  await vi.waitFor(() => expect(element.querySelectorAll('a')).toHaveLength(1));
  expect(element.querySelector('a')!.getAttribute('href')).toBe('#/join');
  element.route = { page: 'join' };
  await element.updateComplete;
  expect(element.querySelector('a')).toBeNull();
});
