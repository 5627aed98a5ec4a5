import { afterEach, expect, test, vi } from 'vitest';
import { GjAdmit } from '../../../components/connecting/gj-admit.ts';
import { en } from '../../../components/words/en.ts';
import { zh } from '../../../components/words/zh.ts';
import type { AdmittingView, JoinFault } from '../../../src/engine/connect-protocol.ts';
import { SomeApp } from '../some-app.ts';
import { violations } from './axe.ts';
import '../../../components/style/office.css';
import '../../../components/style/connect.css';

afterEach(() => {
  document.body.replaceChildren();
  history.replaceState(null, '', '#/');
});

const id = '0a'.repeat(16);
const asking = (change: Partial<AdmittingView> = {}): AdmittingView => ({
  id,
  memberName: '王芳',
  deviceName: '手机 Chrome',
  digits: '482913',
  step: 'compare',
  ...change,
});

async function shown(change: Partial<AdmittingView> = {}): Promise<{
  element: GjAdmit;
  some: SomeApp;
  news(change: Partial<AdmittingView>): void;
  turn(change: Partial<AdmittingView>): Promise<void>;
}> {
  let admitting = [asking(change)];
  const some = new SomeApp({
    pairing: () => ({ invitations: [], admitting }),
    answerDigits: () => undefined,
    endPairing: () => undefined,
    cancelInvitation: () => undefined,
  });
  const element = some.show(Object.assign(new GjAdmit(), { invitation: id }));
  await vi.waitFor(() => expect(element.querySelector('.step-title')).not.toBeNull());
  const news = (next: Partial<AdmittingView>): void => {
    admitting = [asking(next)];
    some.news({ connections: 1 });
  };
  return {
    element,
    some,
    news,
    async turn(next) {
      news(next);
      const was = element.querySelector('.step-title')!.textContent;
      await vi.waitFor(() => expect(element.querySelector('.step-title')!.textContent).not.toBe(was));
    },
  };
}

const title = (element: Element): string => element.querySelector('.step-title')!.textContent.trim();
const button = (element: Element, name: string): HTMLButtonElement =>
  [...element.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name)!;

test('when the digits differ, the invitation is ended from here', async () => {
  const { element, some, turn } = await shown({ step: 'failed', fault: 'digits-differ', by: 'there' });
  button(element, '取消邀请').click();
  await vi.waitFor(() =>
    expect(some.asked.find(({ call }) => call === 'cancelInvitation')?.args).toEqual({ id }),
  );
  await vi.waitFor(() => expect(location.hash).toBe('#/connections/invitations'));
  await turn({ step: 'compare' });
  await turn({ step: 'failed', fault: 'lost' });
  expect(button(element, '取消邀请')).toBeUndefined();
});

test('the admin sees who asks and six digits in threes, which are read out one by one', async () => {
  const { element } = await shown();
  expect(title(element)).toBe('王芳的“手机 Chrome”请求加入');
  expect([...element.querySelectorAll('.digits [aria-hidden] span')].map((s) => s.textContent)).toEqual([
    '482',
    '913',
  ]);
  expect(element.querySelector('.digits .vh')!.textContent).toBe('4 8 2 9 1 3');
  expect(await violations(element)).toEqual([]);
});

test.each([
  ['相同', true],
  ['不同', false],
])('%s is told to the engine', async (name, same) => {
  const { element, some } = await shown();
  button(element, name).click();
  await vi.waitFor(() =>
    expect(some.asked).toContainEqual(
      expect.objectContaining({ call: 'answerDigits', args: { of: id, digits: '482913', same } }),
    ),
  );
});

test('a press that began under other digits says nothing of the new ones', async () => {
  const { element, some, news } = await shown();
  const pressed = button(element, '相同');
  await vi.waitFor(() => expect(element.querySelector('.digits')!.textContent).toContain('482'));
  news({ digits: '111222' });
  await vi.waitFor(() => expect(element.querySelector('.digits')!.textContent).toContain('111'));
  expect(pressed.isConnected).toBe(false);
  button(element, '相同').click();
  await vi.waitFor(() =>
    expect(some.asked.filter(({ call }) => call === 'answerDigits')).toMatchObject([
      { args: { digits: '111222', same: true } },
    ]),
  );
});

test('it goes on to waiting, signed and done; the keyboard follows to each heading', async () => {
  const { element, some, turn } = await shown();
  // Nobody says "same" by a stray Enter.
  expect(element.contains(document.activeElement)).toBe(false);
  await turn({ step: 'waiting' });
  expect(title(element)).toContain('正在等对方也确认');
  expect(document.activeElement).toBe(element.querySelector('.step-title'));
  expect(element.querySelector('.digits')).toBeNull();
  await turn({ step: 'sending' });
  expect(title(element)).toContain('已签名');
  expect(element.querySelector('button')).toBeNull();
  await turn({ step: 'done' });
  expect(title(element)).toBe('“手机 Chrome”已加入，归在王芳名下。');
  expect(document.activeElement).toBe(element.querySelector('.step-title'));
  button(element, '知道了').click();
  await vi.waitFor(() => expect(location.hash).toBe('#/connections/invitations'));
  expect(some.asked).toContainEqual(expect.objectContaining({ call: 'endPairing', args: { of: id } }));
});

test('a failure says what happened and that nothing was given away', async () => {
  const { element } = await shown({ step: 'failed', fault: 'digits-differ', by: 'there' });
  expect(element.querySelector('.notice.bad')!.textContent).toContain('两边的数字不同');
  expect(element.querySelector('.notice.bad')!.textContent).toContain('没有设备因此看到单位的内容');
  expect(await violations(element)).toEqual([]);
});

test.each([
  ['here', '您取消了这次加入'],
  ['there', '对方取消了这次加入'],
] as const)('who broke off is said: %s', async (by, words) => {
  const { element } = await shown({ step: 'failed', fault: 'unwanted', by });
  expect(element.querySelector('.notice.bad')!.textContent).toContain(words);
});

test('an address of something that is over says so', async () => {
  const some = new SomeApp({ pairing: () => ({ invitations: [], admitting: [] }) });
  const element = some.show(Object.assign(new GjAdmit(), { invitation: id }));
  await vi.waitFor(() => expect(element.textContent).toContain('已经结束'));
});

test.each([
  ['zh', zh],
  ['en', en],
] as const)('every fault has words, and who broke off is told apart where it matters, %s', (_, words) => {
  const faults = Object.keys(words.pairingFault) as JoinFault[];
  const says = faults.map((fault) => words.pairingFault[fault](true));
  expect(new Set(says).size).toBe(faults.length);
  expect(words.pairingFault.unwanted(false)).not.toBe(words.pairingFault.unwanted(true));
  expect(words.pairingFault.failed(false)).not.toBe(words.pairingFault.failed(true));
});
