import { afterEach, expect, test, vi } from 'vitest';
import { GjInvitations } from '../../../components/connecting/gj-invitations.ts';
import type { PairingView } from '../../../src/engine/connect-protocol.ts';
import type { OfficeView } from '../../../src/engine/office-protocol.ts';
import { SomeApp } from '../some-app.ts';
import { violations } from './axe.ts';
import { pick } from './some-file.ts';
import { someOfficeView } from './some-office.ts';
import '../../../components/style/office.css';
import '../../../components/style/connect.css';

afterEach(() => document.body.replaceChildren());

const expires = Date.UTC(2026, 10, 30, 2, 5);
const bytes = new TextEncoder().encode('request');

async function shown({
  pairing = {},
  office = someOfficeView(),
  problem = '',
  language = 'zh',
}: {
  pairing?: Partial<PairingView>;
  office?: OfficeView;
  problem?: string;
  language?: 'zh' | 'en';
} = {}): Promise<{ element: GjInvitations; some: SomeApp }> {
  const some = new SomeApp(
    {
      pairing: () => ({ invitations: [], admitting: [], ...pairing }),
      cancelInvitation: () => undefined,
      readRequest: () => {
        if (problem !== '') throw Object.assign(new Error(problem), { code: problem });
        return { id: 'i', memberName: '王芳', deviceName: '手机', digits: '111222333444' };
      },
      admitRequest: () => ({ name: 'answer.json', bytes: new Uint8Array(3) }),
    },
    { language },
  );
  const element = some.show(Object.assign(new GjInvitations(), { office }));
  await vi.waitFor(() => expect(element.textContent.trim()).not.toBe(''));
  await new Promise((done) => setTimeout(done));
  await element.updateComplete;
  return { element, some };
}

const button = (element: Element, name: string): HTMLButtonElement =>
  [...element.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name)!;
const asked = (some: SomeApp, call: string): unknown => some.asked.find((one) => one.call === call)?.args;

test('invitations stand with their state; an open one is cancelled, one that is over dropped', async () => {
  const one = { member: 'wang', memberName: '王芳', expires };
  const { element, some } = await shown({
    pairing: {
      invitations: [
        { ...one, id: 'a', state: 'open' },
        { ...one, id: 'b', state: 'too-many-tries' },
      ],
    },
  });
  const lines = [...element.querySelectorAll('.lines li')].map((li) =>
    li.textContent.replaceAll(/\s+/g, ' ').trim(),
  );
  expect(lines[0]).toContain('给王芳的邀请 等待使用 · 有效到 2026年11月30日');
  expect(lines[1]).toBe('给王芳的邀请 试的次数太多，已停用 从列表删去');
  expect(await violations(element)).toEqual([]);
  button(element, '取消邀请').click();
  await vi.waitFor(() => expect(asked(some, 'cancelInvitation')).toEqual({ id: 'a' }));
});

test('a device of one’s own is invited here, without going to the roster', async () => {
  const { element, some } = await shown();
  button(element, '添加我的手机或电脑').click();
  await vi.waitFor(() => expect(asked(some, 'invite')).toEqual({ member: 'chen' }));
});

test('devices that ask to come in lead to where digits are compared', async () => {
  const { element } = await shown({
    pairing: {
      admitting: (['compare', 'done', 'failed'] as const).map((step, i) => ({
        id: `0${i}`,
        memberName: '王芳',
        deviceName: '手机',
        digits: '1',
        step,
      })),
    },
  });
  const links = [...element.querySelectorAll('.lines a')];
  expect(links.map((a) => a.getAttribute('href'))).toEqual(['#/admit/00', '#/admit/01', '#/admit/02']);
  // What is over does not ask any more.
  expect(links.map((a) => a.textContent.trim())).toEqual([
    '王芳的“手机”请求加入',
    '“手机”已加入，归在王芳名下。',
    '王芳的“手机”请求加入 · 没有加入',
  ]);
});

test('who is no admin is told whom to ask', async () => {
  const me = { ...someOfficeView().me!, roles: ['member' as const] };
  const { element } = await shown({ office: someOfficeView({ me }) });
  expect(element.textContent).toContain('只有管理员能邀请设备');
  expect(element.querySelector('button')).toBeNull();
});

async function withRequest(): Promise<Awaited<ReturnType<typeof shown>>> {
  const all = await shown();
  pick(all.element.querySelector('[type=file]')!, 'request');
  all.element.querySelector('form')!.requestSubmit();
  await vi.waitFor(() => expect(all.element.querySelector('.digits')).not.toBeNull());
  return all;
}

test('a request file is signed only after twelve digits were compared', async () => {
  const { element, some } = await withRequest();
  expect(asked(some, 'readRequest')).toEqual({ bytes });
  expect(asked(some, 'admitRequest')).toBeUndefined();
  expect(element.querySelector('.digits .vh')!.textContent).toBe('1 1 1 2 2 2 3 3 3 4 4 4');
  expect(document.activeElement!.textContent).toContain('王芳的“手机”请求加入');
  expect(await violations(element)).toEqual([]);
  button(element, '相同，签名并生成答复文件').click();
  // Exactly the bytes whose digits were shown.
  await vi.waitFor(() => expect(asked(some, 'admitRequest')).toEqual({ bytes }));
  await vi.waitFor(() => expect(element.querySelector('.notice')?.textContent).toContain('已签名'));
});

test('digits that differ sign nothing', async () => {
  const { element, some } = await withRequest();
  button(element, '不同').click();
  await vi.waitFor(() => expect(element.querySelector('.notice')?.textContent).toContain('没有签名'));
  expect(asked(some, 'admitRequest')).toBeUndefined();
  expect(element.querySelector('.digits')).toBeNull();
});

test.each([
  ['invitation-over', '已经用过、过期'],
  ['other-office', '别的单位的'],
  ['bad-file', '读不出来'],
  // What it should have been, and what to do.
  ['bad-file', '.guiju-request.json'],
  ['bad-invitation', '请在发出邀请的那台设备上打开'],
])('a request that cannot be taken is said: %s', async (problem, words) => {
  const { element } = await shown({ problem });
  pick(element.querySelector('[type=file]')!);
  element.querySelector('form')!.requestSubmit();
  await vi.waitFor(() => expect(element.querySelector('[role=alert]')?.textContent).toContain(words));
});

test('the page is English when its reader is', async () => {
  const { element } = await shown({ language: 'en' });
  expect(element.textContent).not.toMatch(/\p{Script=Han}/u);
});
