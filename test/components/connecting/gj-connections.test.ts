import { afterEach, expect, test, vi } from 'vitest';
import { GjConnections } from '../../../components/connecting/gj-connections.ts';
import { en } from '../../../components/words/en.ts';
import { zh } from '../../../components/words/zh.ts';
import type { ConnectionsView } from '../../../src/engine/connect-protocol.ts';
import type { OfficeView } from '../../../src/engine/office-protocol.ts';
import { endings } from '../../../src/sync/ending.ts';
import { SomeApp } from '../some-app.ts';
import { violations } from './axe.ts';
import { before, someConnections, somePeer } from './some-connections.ts';
import { pick } from './some-file.ts';
import { noOfficeView, someOfficeView } from './some-office.ts';
import '../../../components/style/office.css';
import '../../../components/style/connect.css';

afterEach(() => document.body.replaceChildren());

async function shown(
  change: Partial<ConnectionsView>,
  language: 'zh' | 'en' = 'zh',
): Promise<{ element: GjConnections; some: SomeApp; now: { view: ConnectionsView } }> {
  const now = { view: someConnections(change) };
  const some = new SomeApp(
    { connections: () => now.view, office: () => someOfficeView(), reconnect: () => undefined },
    { language },
  );
  const element = some.show(new GjConnections());
  await vi.waitFor(() => expect(element.querySelector('gj-other-devices')?.textContent).toBeTruthy());
  return { element, some, now };
}

const says = (element: Element): string => element.textContent.replaceAll(/\s+/g, ' ');
const peers = (element: Element): string[] =>
  [...element.querySelectorAll('.peer')].map((li) => li.textContent.replaceAll(/\s+/g, ' ').trim());

test('every device is told with its person, its way, and what it still lacks', async () => {
  const { element } = await shown({
    standing: 'receiving',
    outstanding: 3,
    devices: [
      somePeer({ line: { way: 'direct', phase: 'agreed', since: before(5), outstanding: 0 } }),
      somePeer({
        name: '平板',
        line: { way: 'relay', phase: 'receiving', since: before(0), outstanding: 3 },
      }),
      somePeer({ name: '服务台', line: { way: 'desk', phase: 'meeting', since: before(0), outstanding: 0 } }),
      somePeer({ name: '我的手机', mine: true, present: true }),
      somePeer({ name: '旧电脑', heardAt: before(130), agreedAt: before(60 * 24 * 3), ended: 'silent' }),
    ],
  });
  expect(element.querySelector('.standing-lead')!.textContent).toContain('还差 3 项');
  expect(peers(element)).toEqual([
    '手机 王芳 内容一致 同一网络内直连 接通：5分钟前',
    '平板 王芳 还差 3 项 经服务台转接 接通：刚刚 还没有完全一致过',
    '服务台 王芳 正在核对 服务台 接通：刚刚 还没有完全一致过',
    '我的手机 我的设备 在线，正在接通 还没有联系过',
    '旧电脑 王芳 没有连上 最近联系：2小时前 上次完全一致：3天前 上次断开：很久没有回应。',
  ]);
  // The exact time is there for whoever asks.
  expect(element.querySelectorAll('.peer time[title][datetime]')).toHaveLength(5);
  expect(await violations(element)).toEqual([]);
});

test.each(['zh', 'en'] as const)('why a line ended has words of its own for every reason, %s', (language) => {
  const { ended } = language === 'zh' ? zh : en;
  expect(Object.keys(ended).sort()).toEqual([...endings].sort());
  expect(new Set(Object.values(ended)).size).toBe(endings.length);
});

test('a desk that is not reached says why, and can be tried at once, by keyboard', async () => {
  const { element, some } = await shown({
    standing: 'alone',
    desk: { state: 'waiting', since: before(12), why: 'lost', isDevice: false },
    devices: [somePeer()],
  });
  expect(element.querySelector('.standing-lead')!.textContent).toContain('连不上服务台');
  expect(says(element)).toContain('开始尝试：12分钟前');
  expect(element.textContent).toContain('没有连上服务台');
  expect(element.textContent).toContain('原因：服务台没有开，或网络断了。');
  const button = element.querySelector<HTMLButtonElement>('gj-other-devices button')!;
  expect(button.textContent.trim()).toBe('现在重试');
  button.click();
  await vi.waitFor(() => expect(some.asked.some(({ call }) => call === 'reconnect')).toBe(true));
});

test('whoever tries again is told that it is tried, and what became of it', async () => {
  const desk = { state: 'waiting', why: 'lost', isDevice: false, triedAt: before(9) } as const;
  const { element, some, now } = await shown({ standing: 'alone', desk, devices: [somePeer()] });
  const told = (): string => element.querySelector('gj-other-devices [role=status]')!.textContent;
  expect(told()).toBe('');
  element.querySelector<HTMLButtonElement>('gj-other-devices button')!.click();
  await vi.waitFor(() => expect(told()).toBe('正在连接服务台……'));
  now.view = someConnections({ ...now.view, desk: { ...desk, triedAt: before(0) } });
  some.news({ connections: 1 });
  await vi.waitFor(() => expect(told()).toBe('刚刚试过，仍连不上服务台。'));
  // The same while a direct line is open.
  now.view = someConnections({ ...now.view, standing: 'agreed' });
  some.news({ connections: 2 });
  await vi.waitFor(() => expect(element.querySelector('.standing-lead')!.textContent).toContain('内容一致'));
  expect(told()).toBe('刚刚试过，仍连不上服务台。');
  now.view = someConnections({ ...now.view, standing: 'alone' });
  now.view = someConnections({ ...now.view, desk: { state: 'open', isDevice: false } });
  some.news({ connections: 4 });
  await vi.waitFor(() => expect(told()).toBe('现在没有别的设备在线。'));
  now.view = someConnections({ ...now.view, devices: [somePeer({ present: true })] });
  some.news({ connections: 5 });
  await vi.waitFor(() => expect(told()).toBe('已再次呼叫在线的设备。'));
  expect(await violations(element)).toEqual([]);
});

test('who is online for a while without a line to anybody is told why, and what helps', async () => {
  const peer = somePeer({ present: true, unmet: true });
  const { element, some, now } = await shown({ standing: 'alone', devices: [peer] });
  expect(peers(element)).toEqual(['手机 王芳 在线，但没有接通 还没有联系过']);
  const notice = element.querySelector('gj-other-devices .notice')!;
  expect(notice.textContent).toContain('可能还不认识这台设备');
  expect(notice.querySelector('a')!.getAttribute('href')).toBe('#/connections/bundles');
  // To be revoked is something else, and no bundle helps.
  now.view = someConnections({ ...now.view, devices: [{ ...peer, ended: 'revoked' }] });
  some.news({ connections: 1 });
  await vi.waitFor(() => expect(element.querySelector('gj-other-devices .notice')).toBeNull());
  // Among many not every device needs a line to every other.
  const linked = somePeer({ line: { way: 'relay', phase: 'agreed', since: before(1), outstanding: 0 } });
  now.view = someConnections({ devices: [linked, peer] });
  some.news({ connections: 2 });
  await vi.waitFor(() => expect(peers(element)[1]).toContain('在线，没有直接相连'));
  expect(element.querySelector('gj-other-devices .notice')).toBeNull();
});

test('a line that was lost may have been closed at the other end, and a desk may not be running', async () => {
  const peer = somePeer({ heardAt: before(1), ended: 'lost' });
  const { element } = await shown({ standing: 'alone', devices: [peer] });
  expect(peers(element)[0]).toContain('上次断开：对方关闭了，或网络断了。');
  expect(en.deskLost).toContain('not running');
});

test('where there are no other devices nothing is to be tried again', async () => {
  const { element } = await shown({ standing: 'alone', devices: [] });
  expect(element.querySelector('gj-other-devices button')).toBeNull();
});

test('trying once more is to its reader the same as waiting to', async () => {
  const desk = { state: 'connecting', since: before(12), why: 'lost', isDevice: false } as const;
  const { element } = await shown({ standing: 'alone', desk, devices: [somePeer()] });
  expect(element.textContent).toContain('没有连上服务台');
  expect(element.querySelector('.standing-lead')!.textContent).toContain('连不上服务台');
  expect(element.querySelector('gj-other-devices button')).not.toBeNull();
});

test('a desk that is there says since when', async () => {
  const { element } = await shown({ desk: { state: 'open', since: before(3), isDevice: false } });
  expect(says(element)).toContain('接通：3分钟前');
});

test('a page that does not come from a desk says what that means and what to do instead', async () => {
  const { element } = await shown({ standing: 'alone', desk: { state: 'none', isDevice: false } });
  expect(element.textContent).toContain('不是从服务台打开的');
  expect(element.textContent).toContain('直连码');
  // There is nothing to try again.
  expect(element.querySelector('gj-other-devices button')).toBeNull();
});

test('what only this device has is said with a way to help it', async () => {
  const { element, some, now } = await shown({ onlyHere: 7 });
  const notice = (): string => element.querySelector('.notice')!.textContent;
  expect(notice()).toContain('有 7 件文本只有本机有');
  expect(element.querySelector('.notice a')!.getAttribute('href')).toBe('#/connections/bundles');
  now.view = someConnections({ othersOnlyHere: 2 });
  some.news({ connections: 1 });
  await vi.waitFor(() => expect(notice()).toContain('有 2 份其他内容只有本机有'));
});

test('how many devices have had everything is a number with its days', async () => {
  const at = (day: number): number => new Date(2026, 10, day, 12).getTime();
  const { element, some, now } = await shown({ devices: [somePeer()] });
  const copies = (): string => element.querySelector('.copies')!.textContent;
  expect(copies()).toBe('除本机外，单位有 1 台设备，还没有一台与本机完全一致过。');
  const devices = [somePeer({ agreedAt: at(28) }), somePeer({ agreedAt: at(3) }), somePeer()];
  now.view = someConnections({ devices });
  some.news({ connections: 1 });
  await vi.waitFor(() =>
    expect(copies()).toBe(
      '除本机外，单位有 3 台设备，其中 2 台与本机完全一致过，最近一次在 2026年11月3日至2026年11月28日。',
    ),
  );
  now.view = someConnections({ devices: devices.slice(0, 1) });
  some.news({ connections: 2 });
  await vi.waitFor(() => expect(copies()).toContain('1 台与本机完全一致过，最近一次在 2026年11月28日。'));
  now.view = someConnections({ devices: [] });
  some.news({ connections: 3 });
  await vi.waitFor(() => expect(copies()).toBe(''));
  expect(en.copiesKnown(1, 2, ['28 Nov'])).toContain('2 devices besides this one; 1 has had everything');
});

test('it follows what happens to other devices, though nothing in the base changes', async () => {
  const { element, some, now } = await shown({ standing: 'receiving', outstanding: 2 });
  now.view = someConnections({ devices: [somePeer()] });
  some.news({ connections: 1 });
  await vi.waitFor(() => expect(peers(element)).toHaveLength(1));
});

test('the page is English when its reader is', async () => {
  const { element } = await shown(
    {
      standing: 'alone',
      desk: { state: 'waiting', why: 'version', isDevice: true },
      onlyHere: 1,
      devices: [somePeer({ name: 'phone', memberName: 'Wang', ended: 'storage', heardAt: before(1) })],
    },
    'en',
  );
  expect(element.textContent).not.toMatch(/\p{Script=Han}/u);
  expect(element.textContent).toContain('1 text on this device only');
  expect(await violations(element)).toEqual([]);
});

test('a device that holds the office but is not in its roster is led to joining it', async () => {
  const { me: _me, ...restored } = someOfficeView();
  const some = new SomeApp({
    connections: () => someConnections({ standing: 'outside', onlyHere: 30, devices: [somePeer()] }),
    office: () => restored,
  });
  const element = some.show(new GjConnections());
  await vi.waitFor(() => expect(element.querySelector('.lead')).not.toBeNull());
  expect(says(element)).toContain('它还不是单位的设备');
  expect(element.querySelector('a.main')!.getAttribute('href')).toBe('#/join');
  expect(element.querySelector('.peer, .notice')).toBeNull();
  // Nobody may be left to let it in: then the recovery file does.
  expect(element.querySelector('gj-restore-office')!.textContent).toContain('先从备份找回，再用恢复文件');
  expect(await violations(element)).toEqual([]);
  // What it wrote, nobody would take.
  element.section = 'bundles';
  await vi.waitFor(() => expect(element.querySelector('gj-open-bundle h2')).not.toBeNull());
  expect(element.querySelector('gj-write-bundle, gj-bundle-folder')).toBeNull();
  expect(element.querySelector('.notice.warn')!.textContent).toContain('还不是单位的设备');
});

test.each(['zh', 'en'] as const)(
  'a device that may be revoked is told so, not that it waits: %s',
  async (language) => {
    const doubted = {
      standing: 'doubted',
      devices: [somePeer({ present: true, ended: 'revoked' })],
    } as const;
    const { element, some } = await shown({ ...doubted, devices: [...doubted.devices] }, language);
    const w = language === 'zh' ? zh : en;
    const lead = element.querySelector('.standing-lead')!;
    expect(lead.textContent).toContain(
      language === 'zh' ? '可能已吊销这台设备' : 'may have revoked this device',
    );
    expect(element.querySelector('a[href="#/join"]')!.textContent).toContain(w.rejoin);
    expect(element.textContent).not.toContain(w.peerPresent);
    expect(peers(element)[0]).toContain(w.peerRefuses);
    expect(peers(element)[0]).toContain(w.lastEnded(w.ended.revoked));
    // It may not be so: trying again is offered all the same.
    [...element.querySelectorAll('button')].find((one) => one.textContent.trim() === w.tryNow)!.click();
    await vi.waitFor(() => expect(some.asked.some(({ call }) => call === 'reconnect')).toBe(true));
    expect(await violations(element)).toEqual([]);
  },
);

test('a device that is revoked by the roster it has says so for certain', async () => {
  const { me: _me, ...office } = someOfficeView();
  const some = new SomeApp({
    connections: () => someConnections({ standing: 'revoked' }),
    office: () => office,
  });
  const element = some.show(new GjConnections());
  await vi.waitFor(() => expect(element.querySelector('.lead')).not.toBeNull());
  expect(element.querySelector('.lead')!.textContent).toContain('单位已吊销这台设备');
  expect(element.querySelector('a.main')!.textContent).toContain('用邀请码重新加入');
});

test('once an office came some other way, nothing is restored any more', async () => {
  let office = noOfficeView as OfficeView;
  const some = new SomeApp({ connections: () => someConnections(), office: () => office });
  const element = some.show(new GjConnections());
  await vi.waitFor(() => expect(element.querySelector('gj-restore-backup summary')).not.toBeNull());
  office = someOfficeView();
  some.news({ changed: 1 });
  await vi.waitFor(() => expect(element.querySelector('.parts')).not.toBeNull());
  await element.querySelector<GjConnections>('gj-restore-backup')!.updateComplete;
  expect(element.querySelector('gj-restore-backup summary')).toBeNull();
});

test('the part that is open is in view on a narrow screen, also after the screen has turned', async () => {
  const { element } = await shown({}, 'en');
  const row = element.querySelector<HTMLElement>('.parts')!;
  const inView = (): boolean => {
    const current = row.querySelector('[aria-current]')!.getBoundingClientRect();
    const { left, right } = row.getBoundingClientRect();
    return current.left >= left - 1 && current.right <= right + 1;
  };
  element.section = 'bundles';
  await element.updateComplete;
  expect(inView()).toBe(true);
  row.style.cssText = 'flex-wrap: nowrap; overflow-x: auto; width: 250px';
  for (const link of row.querySelectorAll('a')) link.style.whiteSpace = 'nowrap';
  expect(inView()).toBe(false);
  dispatchEvent(new Event('resize'));
  expect(inView()).toBe(true);
  element.section = 'devices';
  await element.updateComplete;
  expect(inView()).toBe(true);
});

test('where there is no office, three ways lead to one', async () => {
  let office = noOfficeView as OfficeView;
  const some = new SomeApp({
    connections: () => someConnections({ standing: 'apart' }),
    office: () => office,
    restoreBackup: () => ({
      officeName: '某某局办公室',
      writerName: '陈静',
      writtenAt: Date.UTC(2026, 0, 5),
      entries: 12,
      texts: 3,
      others: 0,
      known: 0,
      waiting: 0,
      refused: 0,
      closed: 0,
    }),
  });
  const element = some.show(new GjConnections());
  await vi.waitFor(() => expect(element.querySelector('.row')).not.toBeNull());
  expect([...element.querySelectorAll('.row a')].map((a) => a.getAttribute('href'))).toEqual([
    '#/join',
    '#/office',
  ]);
  expect(element.querySelector('.parts')).toBeNull();
  element.querySelector('summary')!.click();
  expect(await violations(element)).toEqual([]);
  pick(element.querySelector('[name=file]')!);
  element.querySelector<HTMLInputElement>('[name=passphrase]')!.value = 'correct horse battery';
  office = someOfficeView();
  element.querySelector('form')!.requestSubmit();
  // That there is an office now may be known before the report has come.
  some.news({ changed: 1 });
  await vi.waitFor(() =>
    expect(element.querySelector('.notice')?.textContent).toContain('已找回“某某局办公室”'),
  );
  expect(element.querySelector('.notice')!.textContent).toContain('新增或更新 3 件文本、12 条记录');
  expect(element.querySelector('.parts')).not.toBeNull();
  expect(some.asked.find(({ call }) => call === 'restoreBackup')!.args).toMatchObject({
    passphrase: 'correct horse battery',
  });
});
