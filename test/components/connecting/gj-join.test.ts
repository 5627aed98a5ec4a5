import { afterEach, expect, test, vi } from 'vitest';
import { GjJoin } from '../../../components/connecting/gj-join.ts';
import { ownDeviceName } from '../../../components/connecting/own-device-name.ts';
import { zh } from '../../../components/words/zh.ts';
import type { ConnectionsView, JoinView, RequestMade } from '../../../src/engine/connect-protocol.ts';
import type { OfficeView } from '../../../src/engine/office-protocol.ts';
import { SomeApp } from '../some-app.ts';
import { violations } from './axe.ts';
import { someConnections } from './some-connections.ts';
import { pick } from './some-file.ts';
import { noOfficeView, someOfficeView } from './some-office.ts';
import '../../../components/style/office.css';
import '../../../components/style/connect.css';

afterEach(() => {
  document.body.replaceChildren();
  history.replaceState(null, '', '#/');
});

interface Now {
  rules: number;
  request?: RequestMade;
  join?: JoinView | undefined;
  office: OfficeView;
  view: ConnectionsView;
}

async function shown(
  change: Partial<Now> = {},
  {
    code = '',
    language = 'zh',
    problem = '',
  }: { code?: string; language?: 'zh' | 'en'; problem?: string } = {},
): Promise<{ element: GjJoin; some: SomeApp; turn(change: Partial<Now>): Promise<void> }> {
  let now: Now = { rules: 0, office: noOfficeView, view: someConnections({ standing: 'apart' }), ...change };
  const fail = <T>(answer: T): T => {
    if (problem !== '') throw Object.assign(new Error(problem), { code: problem });
    return answer;
  };
  const some = new SomeApp(
    {
      pairing: () => ({
        invitations: [],
        admitting: [],
        ...(now.join && { join: now.join }),
        ...(now.request && { request: now.request }),
      }),
      office: () => now.office,
      connections: () => now.view,
      device: () => ({ rules: now.rules, editions: now.rules, indexBytes: 0 }),
      join: () => fail(undefined),
      answerDigits: () => undefined,
      endPairing: () => {
        now = { ...now, join: undefined };
        some.news({ connections: 1 });
      },
      makeRequest: () => fail({ name: 'x.json', bytes: new Uint8Array(3), digits: '111222333444' }),
      takeAnswer: () => fail({ officeName: '某某局办公室', memberName: '王芳', fingerprint: 'ab12 cd34' }),
      answerCode: () => ({ code: 'REPLY-CODE' }),
    },
    { language },
  );
  const element = some.show(Object.assign(new GjJoin(), { code }));
  await vi.waitFor(() => expect(element.querySelector('gj-join-form, .notice')).not.toBeNull());
  await element.querySelector<GjJoin>('gj-join-form')?.updateComplete;
  return {
    element,
    some,
    async turn(next) {
      now = { ...now, ...next };
      const was = element.innerHTML;
      some.news({ connections: 1 });
      await vi.waitFor(() => expect(element.innerHTML).not.toBe(was));
    },
  };
}

const field = (element: Element, name: string): HTMLInputElement =>
  element.querySelector<HTMLInputElement>(`[name=${name}]`)!;
const button = (element: Element, name: string): HTMLButtonElement =>
  [...element.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name)!;
const title = (element: Element): string => element.querySelector('h2.step-title')!.textContent.trim();
const asked = (some: SomeApp, call: string): unknown => some.asked.find((one) => one.call === call)?.args;

test('a link fills in the code; joining hands it over and takes it out of the address', async () => {
  history.replaceState(null, '', '#/join?code=ABC');
  const { element, some } = await shown({}, { code: 'ABC' });
  expect(field(element, 'code').value).toBe('ABC');
  expect(field(element, 'device').value).toContain('Chrome');
  field(element, 'device').value = '我的手机';
  element.querySelector('form')!.requestSubmit();
  await vi.waitFor(() => expect(asked(some, 'join')).toEqual({ code: 'ABC', device: '我的手机' }));
  await vi.waitFor(() => expect(location.hash).toBe('#/join'));
  expect(await violations(element)).toEqual([]);
});

test('a code with a slip is said, and what was typed stays', async () => {
  const { element } = await shown({}, { code: 'ABC', problem: 'bad-invitation' });
  element.querySelector('form')!.requestSubmit();
  await vi.waitFor(() =>
    expect(element.querySelector('[role=alert]')?.textContent).toContain('不完整，或有错字'),
  );
  expect(field(element, 'code').value).toBe('ABC');
});

test('from seeking to welcome; the keyboard follows', async () => {
  const { element, some, turn } = await shown();
  await turn({ join: { step: 'seeking' } });
  expect(title(element)).toBe('正在找管理员的设备……');
  expect(element.querySelector<HTMLElement>('gj-join-form')!.hidden).toBe(true);
  expect(document.activeElement).toBe(element.querySelector('h2.step-title'));
  expect(element.textContent).toContain('最多等一分钟');
  await turn({ join: { step: 'compare', digits: '482913' } });
  expect(element.querySelector('.digits .vh')!.textContent).toBe('4 8 2 9 1 3');
  expect(await violations(element)).toEqual([]);
  button(element, '相同').click();
  await vi.waitFor(() =>
    expect(asked(some, 'answerDigits')).toEqual({ of: 'join', digits: '482913', same: true }),
  );
  await turn({ join: { step: 'waiting' } });
  expect(title(element)).toContain('正在等管理员确认并签名');
  await turn({
    join: { step: 'done', officeName: '某某局办公室', memberName: '王芳' },
    office: someOfficeView(),
    view: someConnections({ standing: 'receiving', outstanding: 40 }),
  });
  expect(title(element)).toBe('欢迎，王芳');
  expect(element.textContent).toContain('这台设备已加入“某某局办公室”');
  expect(element.textContent).toContain('还差 40 项');
  button(element, '开始使用').click();
  await vi.waitFor(() => expect(location.hash).toBe('#/'));
  expect(asked(some, 'endPairing')).toEqual({ of: 'join' });
});

test('when more admins must sign, nobody is told that it is done', async () => {
  const { element } = await shown({
    join: { step: 'done', officeName: '某某局办公室', memberName: '王芳', awaiting: true },
  });
  expect(element.textContent).toContain('还要其他管理员签名');
  expect(element.textContent).not.toContain('已加入');
});

test('a failure says why and what is safe, and leads back to what was typed', async () => {
  const { element, turn } = await shown();
  field(element, 'code').value = 'TYPED';
  await turn({ join: { step: 'failed', fault: 'nobody-there' } });
  expect(element.querySelector('.notice.bad')!.textContent).toContain('没有找到发出邀请的设备');
  expect(element.querySelector('.notice.bad')!.textContent).toContain('已用过、过期或取消');
  expect(element.querySelector('.notice.bad')!.textContent).toContain('这台设备上的内容没有变化');
  button(element, '再试一次').click();
  await vi.waitFor(() => expect(element.querySelector<HTMLElement>('gj-join-form')!.hidden).toBe(false));
  expect(field(element, 'code').value).toBe('TYPED');
  expect(document.activeElement).toBe(element.querySelector('h1'));
});

test('what will be seen by the whole office is said before joining', async () => {
  const { element } = await shown({ rules: 12 });
  expect(element.querySelector('.notice')!.textContent).toContain('已有 12 件文本');
  expect(element.querySelector('.notice')!.textContent).toContain('全单位都能看到');
  expect(await violations(element)).toEqual([]);
  document.body.replaceChildren();
  // What a backup brought belongs to the office already.
  const { me: _me, ...office } = someOfficeView();
  const restored = await shown({ rules: 12, office });
  expect(restored.element.querySelector('.notice')).toBeNull();
});

test('who broke off is said', async () => {
  const { element, turn } = await shown({ join: { step: 'failed', fault: 'unwanted', by: 'there' } });
  expect(element.querySelector('.notice.bad')!.textContent).toContain('对方取消了');
  await turn({ join: { step: 'failed', fault: 'unwanted', by: 'here' } });
  expect(element.querySelector('.notice.bad')!.textContent).toContain('您取消了');
});

test('a device of an office is told that it has one', async () => {
  const { element } = await shown({ office: someOfficeView() });
  expect(element.querySelector('.notice')!.textContent).toContain('已经属于“某某局办公室”');
  // The form is for a device that was revoked and has not heard of it.
  const revoked = element.querySelector('details')!;
  expect(revoked.open).toBe(false);
  expect([...element.querySelectorAll('gj-join-form')].every((form) => revoked.contains(form))).toBe(true);
});

test('a device that has not heard that it was revoked asks as a new one', async () => {
  const { element, some, turn } = await shown({ office: someOfficeView() }, { code: 'ABC' });
  const revoked = element.querySelector('details')!;
  revoked.querySelector('summary')!.click();
  expect(revoked.textContent).toContain('作为新设备加入');
  expect(element.querySelector('[name=anew]')).toBeNull();
  expect(await violations(element)).toEqual([]);
  button(element, '加入').click();
  await vi.waitFor(() => expect(asked(some, 'join')).toMatchObject({ code: 'ABC', anew: true }));
  field(element, 'code').value = 'TYPED';
  await turn({ join: { step: 'failed', fault: 'not-revoked', by: 'here' } });
  expect(element.querySelector('.notice.bad')!.textContent).toContain('没有被吊销');
  expect(revoked.checkVisibility()).toBe(false);
  button(element, '再试一次').click();
  await vi.waitFor(() => expect(revoked.checkVisibility()).toBe(true));
  expect(field(element, 'code').value).toBe('TYPED');
});

test('a request file of a device that was revoked asks for a new one', async () => {
  const { element, some } = await shown({}, { code: 'ABC' });
  const [byFile] = element.querySelectorAll('details');
  byFile!.querySelector('summary')!.click();
  const made = (): unknown[] =>
    some.asked.filter(({ call }) => call === 'makeRequest').map(({ args }) => args);
  button(byFile!, '生成请求文件').click();
  await vi.waitFor(() => expect(made()).toHaveLength(1));
  expect(made()[0]).not.toHaveProperty('anew');
  field(byFile!, 'anew').click();
  await vi.waitFor(() => expect(button(byFile!, '生成请求文件').ariaDisabled).toBe('false'));
  button(byFile!, '生成请求文件').click();
  await vi.waitFor(() => expect(made()[1]).toMatchObject({ code: 'ABC', anew: true }));
  expect(await violations(element)).toEqual([]);
});

test('a device that may be revoked can join again, and is told why it should', async () => {
  const { element, turn } = await shown({
    rules: 3,
    office: someOfficeView(),
    view: someConnections({ standing: 'doubted' }),
  });
  expect(element.querySelector('.notice')!.textContent).toContain('可能已吊销这台设备');
  expect(element.querySelector('.notice')!.textContent).toContain('用邀请码重新加入');
  expect(element.querySelector('gj-join-form form')).not.toBeNull();
  expect(await violations(element)).toEqual([]);
  // Somebody has agreed with it again.
  await turn({ view: someConnections({ standing: 'agreed' }) });
  expect(element.querySelector('.notice')!.textContent).toContain('已经属于');
});

test('without a network: a request file with twelve digits, and the answer file', async () => {
  const { element, some } = await shown({}, { code: 'ABC' });
  const [byFile] = element.querySelectorAll('details');
  byFile!.querySelector('summary')!.click();
  button(byFile!, '生成请求文件').click();
  await vi.waitFor(() =>
    expect(byFile!.querySelector('.digits .vh')!.textContent).toBe('1 1 1 2 2 2 3 3 3 4 4 4'),
  );
  expect(asked(some, 'makeRequest')).toMatchObject({ code: 'ABC' });
  expect(await violations(element)).toEqual([]);
  pick(field(byFile!, 'file'));
  byFile!.querySelector('form')!.requestSubmit();
  await vi.waitFor(() => expect(title(element)).toBe('欢迎，王芳'));
  expect(element.querySelector('.fingerprint code')!.textContent).toBe('ab12 cd34');
  expect(element.querySelector('.fingerprint')!.textContent).toContain('看不出是谁写的');
  expect(await violations(element)).toEqual([]);
  // Before the lines begin, nobody is told that there is no office.
  expect(element.textContent).toContain('接下来会自动从别的设备接收');
  expect(element.textContent).not.toContain('还没有加入');
});

test('the digits of a request are there the next day, with its section open', async () => {
  const request = { digits: '111222333444', name: '支部电脑', at: Date.UTC(2026, 0, 5, 1) };
  const { element } = await shown({ request });
  const byFile = element.querySelector('details')!;
  expect(byFile.open).toBe(true);
  expect(byFile.querySelector('.digits .vh')!.textContent).toBe('1 1 1 2 2 2 3 3 3 4 4 4');
  expect(byFile.textContent).toContain('“支部电脑”的请求文件生成于');
  expect(byFile.textContent).not.toContain('文件已下载');
  expect(await violations(element)).toEqual([]);
});

test('a wrong code is said beside what was pressed, and not below the answer file', async () => {
  const { element } = await shown({}, { code: 'ABC', problem: 'bad-invitation' });
  const byFile = element.querySelector('details')!;
  byFile.querySelector('summary')!.click();
  button(byFile, '生成请求文件').click();
  await vi.waitFor(() => expect(byFile.querySelector('[role=alert]')?.textContent).toContain('有错字'));
  expect(byFile.querySelector('form [role=alert]')).toBeNull();
  expect(byFile.querySelector('[role=alert]')!.previousElementSibling!.textContent).toContain('生成请求文件');
});

test.each([
  ['bad-file', '.guiju-answer'],
  ['not-found', '请先在上面生成请求文件'],
])('an answer file that is none says what to do next: %s', async (problem, says) => {
  const { element } = await shown({}, { problem });
  const byFile = element.querySelector('details')!;
  byFile.querySelector('summary')!.click();
  pick(field(byFile, 'file'));
  byFile.querySelector('form')!.requestSubmit();
  await vi.waitFor(() => expect(byFile.querySelector('form [role=alert]')?.textContent).toContain(says));
});

test('a request is not made before there is a code', async () => {
  const { element, some } = await shown();
  const [byFile] = element.querySelectorAll('details');
  byFile!.querySelector('summary')!.click();
  button(byFile!, '生成请求文件').click();
  expect(asked(some, 'makeRequest')).toBeUndefined();
  expect(document.activeElement).toBe(field(element, 'code'));
});

test('without a desk: the code of the other side gives one to carry back', async () => {
  const { element, some } = await shown({}, { code: 'ABC' });
  const byCode = element.querySelectorAll('details')[1]!;
  byCode.querySelector('summary')!.click();
  field(byCode, 'offer').value = 'OFFER';
  byCode.querySelector('form')!.requestSubmit();
  await vi.waitFor(() => expect(byCode.querySelector('.address')?.textContent).toBe('REPLY-CODE'));
  expect(asked(some, 'answerCode')).toMatchObject({ code: 'OFFER', join: { code: 'ABC' } });
  expect(await violations(element)).toEqual([]);
});

test('the page is English when its reader is', async () => {
  const { element, turn } = await shown({}, { language: 'en' });
  const looks = [element.textContent];
  await turn({ join: { step: 'failed', fault: 'lost' } });
  looks.push(element.textContent);
  await turn({ join: { step: 'compare', digits: '000111' } });
  looks.push(element.textContent);
  expect(looks.join('')).not.toMatch(/\p{Script=Han}/u);
});

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0.0.0 Safari/537.36', 'Windows 电脑 Chrome'],
  ['Mozilla/5.0 (Windows NT 10.0) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0', 'Windows 电脑 Edge'],
  ['Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/130.0.0.0 Mobile Safari/537.36', '手机 Chrome'],
  ['Mozilla/5.0 (Linux; Android 14; SM-X700) Chrome/130.0.0.0 Safari/537.36', '平板 Chrome'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile/15E148 Safari/604.1',
    '手机 Safari',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:130.0) Gecko/20100101 Firefox/130.0',
    'Mac 电脑 Firefox',
  ],
  ['something else', 'Linux 电脑'],
])('a device has a name to begin with: %s', (agent, name) => {
  expect(ownDeviceName(agent, zh)).toBe(name);
});
