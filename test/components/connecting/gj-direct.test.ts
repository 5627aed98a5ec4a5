import { afterEach, expect, test, vi } from 'vitest';
import { GjDirect } from '../../../components/connecting/gj-direct.ts';
import type { OfficeView } from '../../../src/engine/office-protocol.ts';
import { SomeApp } from '../some-app.ts';
import { violations } from './axe.ts';
import { someOfficeView } from './some-office.ts';
import '../../../components/style/office.css';
import '../../../components/style/connect.css';

afterEach(() => document.body.replaceChildren());

async function shown({
  office = someOfficeView(),
  problem = '',
  language = 'zh',
}: {
  office?: OfficeView;
  problem?: string;
  language?: 'zh' | 'en';
} = {}): Promise<{ element: GjDirect; some: SomeApp }> {
  const fail = <T>(answer: T): T => {
    if (problem !== '') throw Object.assign(new Error(problem), { code: problem });
    return answer;
  };
  const some = new SomeApp(
    {
      offerCode: () => ({ code: 'OFFER' }),
      acceptAnswer: () => fail(undefined),
      answerCode: () => fail({ code: 'REPLY' }),
    },
    { language },
  );
  const element = some.show(Object.assign(new GjDirect(), { office }));
  await vi.waitFor(() => expect(element.querySelector('form')).not.toBeNull());
  return { element, some };
}

const button = (element: Element, name: string): HTMLButtonElement =>
  [...element.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name)!;
const asked = (some: SomeApp, call: string): unknown => some.asked.find((one) => one.call === call)?.args;

test.each([
  ['连接单位里的设备', 'meet', '正在与对方核对内容'],
  ['接纳新设备', 'admit', '页面上方会提示核对数字'],
])('%s: a code goes out, the one that comes back is entered', async (name, purpose, after) => {
  const { element, some } = await shown();
  button(element, name).click();
  await vi.waitFor(() => expect(element.querySelector('.address')?.textContent).toBe('OFFER'));
  expect(asked(some, 'offerCode')).toEqual({ for: purpose });
  // A phone reads it with its own camera; there is no scanner here, and none is promised.
  expect(element.querySelector('.carried svg.qr')!.getAttribute('aria-label')).toBe('直连码的二维码');
  expect(element.querySelector('.carried')!.textContent).toContain('“规矩”里没有扫码');
  expect(await violations(element)).toEqual([]);
  element.querySelector<HTMLTextAreaElement>('[name=reply]')!.value = ' REPLY\n';
  button(element, '接通').click();
  await vi.waitFor(() => expect(asked(some, 'acceptAnswer')).toEqual({ code: 'REPLY' }));
  await vi.waitFor(() => expect(element.querySelector('.notice')?.textContent).toContain(after));
});

test('to a code that was sent, one is given to send back', async () => {
  const { element, some } = await shown();
  element.querySelector<HTMLTextAreaElement>('[name=offer]')!.value = 'THEIRS';
  button(element, '生成回复码').click();
  await vi.waitFor(() => expect(element.querySelector('.address')?.textContent).toBe('REPLY'));
  expect(asked(some, 'answerCode')).toEqual({ code: 'THEIRS' });
  expect(element.querySelector('.carried svg.qr')!.getAttribute('aria-label')).toBe('回复码的二维码');
});

test('only admins admit; a device in no roster does nothing here', async () => {
  const me = { ...someOfficeView().me!, roles: ['member' as const] };
  const { element } = await shown({ office: someOfficeView({ me }) });
  expect(button(element, '接纳新设备')).toBeUndefined();
  const { me: _, ...rest } = someOfficeView();
  const some = new SomeApp();
  const nobody = some.show(Object.assign(new GjDirect(), { office: rest }));
  await vi.waitFor(() => expect(nobody.textContent).toContain('不在名册里'));
  expect(nobody.querySelector('button')).toBeNull();
});

test.each([
  ['offer-code', '这是直连码，不是回复码'],
  ['other-reply', '不是答复现在这段直连码的'],
])('the wrong code where the reply belongs: %s', async (problem, says) => {
  const { element } = await shown({ problem });
  button(element, '连接单位里的设备').click();
  await vi.waitFor(() => expect(element.querySelector('[name=reply]')).not.toBeNull());
  element.querySelector<HTMLTextAreaElement>('[name=reply]')!.value = 'OFFER';
  button(element, '接通').click();
  await vi.waitFor(() => expect(element.querySelector('[role=alert]')?.textContent).toContain(says));
  // The code that was given out counts still.
  expect(element.querySelector('.address')!.textContent).toBe('OFFER');
});

test.each([
  ['own-code', '自己的直连码'],
  ['reply-code', '这是回复码，不是直连码'],
])('the wrong code where that of the other side belongs: %s', async (problem, says) => {
  const { element } = await shown({ problem });
  element.querySelector<HTMLTextAreaElement>('[name=offer]')!.value = 'OFFER';
  button(element, '生成回复码').click();
  await vi.waitFor(() => expect(element.querySelector('[role=alert]')?.textContent).toContain(says));
  expect(element.querySelector('.carried')).toBeNull();
});

test.each(['no-direct', 'bad-invitation'] as const)('what went wrong is said: %s', async (problem) => {
  const { element } = await shown({ problem });
  element.querySelector<HTMLTextAreaElement>('[name=offer]')!.value = 'THEIRS';
  button(element, '生成回复码').click();
  await vi.waitFor(() => expect(element.querySelector('[role=alert]')?.textContent).toMatch(/没有接通|错字/));
  // What was pasted is still there.
  expect(element.querySelector<HTMLTextAreaElement>('[name=offer]')!.value).toBe('THEIRS');
});

test('the page is English when its reader is', async () => {
  const { element } = await shown({ language: 'en' });
  expect(element.textContent).not.toMatch(/\p{Script=Han}/u);
});
