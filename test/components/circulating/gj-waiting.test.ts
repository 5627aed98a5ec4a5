import { afterEach, expect, test, vi } from 'vitest';
import { GjReadings } from '../../../components/circulating/gj-readings.ts';
import { GjWaiting } from '../../../components/circulating/gj-waiting.ts';
import { GjWaitingCount } from '../../../components/circulating/gj-waiting-count.ts';
import { GjWaitingLines } from '../../../components/circulating/gj-waiting-lines.ts';
import type { WaitingLine } from '../../../src/engine/waiting-protocol.ts';
import { SomeApp } from '../some-app.ts';

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const line = (title: string, change: Partial<WaitingLine> = {}): WaitingLine => ({
  circulation: 'c'.repeat(64),
  level: 'read',
  editions: [{ rule: 'r', title, asked: 'a', edition: 'a', isRead: false }],
  by: '周明远',
  at: Date.UTC(2026, 2, 1),
  isOverdue: false,
  isWaitingTurn: false,
  ...change,
});

test('home shows the first few, and where the rest is', async () => {
  const some = new SomeApp({ waiting: () => Array.from({ length: 7 }, (_, at) => line(`第${at}号通知`)) });
  const element = some.show(new GjWaitingLines());
  await vi.waitFor(() => expect(element.querySelectorAll('li')).toHaveLength(5));
  expect(element.querySelector('a[href="#/waiting"]')!.textContent).toContain('7');
});

test('nothing that waits leaves no trace on the home page', async () => {
  const some = new SomeApp({ waiting: () => [] });
  const element = some.show(new GjWaitingLines());
  await vi.waitFor(() => expect(some.asked).toHaveLength(1));
  await element.updateComplete;
  expect(element.textContent).toBe('');
});

test('overdue, several texts, and whose turn it is not, are told in words', async () => {
  const some = new SomeApp({
    waiting: () => [
      line('用车规定', { due: '2026-02-20', isOverdue: true }),
      line('会议规定', {
        isWaitingTurn: true,
        editions: [...line('会议规定').editions, ...line('考勤').editions],
      }),
    ],
  });
  const element = new GjWaiting();
  element.route = { page: 'waiting' };
  some.show(element);
  await vi.waitFor(() => expect(element.querySelectorAll('li')).toHaveLength(2));
  const [first, second] = element.querySelectorAll('li');
  expect(first!.textContent).toContain('已逾期（2026-02-20 到期）');
  expect(second!.textContent).toContain('会议规定 等 2 份');
  expect(second!.textContent).toContain('还没轮到您');
});

test('the count stands beside the way home and on the icon of the app, and goes when nothing waits', async () => {
  let lines = [line('用车规定'), line('会议规定')];
  const set = vi.fn(() => Promise.resolve());
  const clear = vi.fn(() => Promise.resolve());
  vi.stubGlobal(
    'navigator',
    Object.assign(Object.create(navigator) as Navigator, { setAppBadge: set, clearAppBadge: clear }),
  );
  const some = new SomeApp({ waiting: () => lines });
  const element = some.show(new GjWaitingCount());
  await vi.waitFor(() => expect(set).toHaveBeenLastCalledWith(2));
  expect(element.textContent).toContain('2 件待阅');
  lines = [];
  some.news({ changed: 1 });
  await vi.waitFor(() => expect(clear).toHaveBeenCalled());
  expect(element.textContent).toBe('');
  vi.unstubAllGlobals();
});

test('a word that somebody gave for the reader is never shown as their own', async () => {
  const some = new SomeApp({
    readings: () => [
      {
        entry: 'e',
        rule: 'r',
        title: '用车规定',
        edition: 'a'.repeat(64),
        circulation: 'c'.repeat(64),
        mode: 'read',
        at: Date.UTC(2026, 2, 2),
        witnessed: { before: { at: Date.UTC(2026, 2, 3), device: 'd' } },
        device: '科室电脑',
        behalf: { by: '吴晓', means: 'paper', reason: '出差' },
      },
    ],
  });
  const element = some.show(new GjReadings());
  await vi.waitFor(() => expect(element.querySelector('li')).not.toBeNull());
  expect(element.querySelector('li strong')!.textContent).toBe('纸质签字：吴晓登记，出差');
  expect(element.textContent).toContain('见证不晚于');
  expect(element.textContent).toContain('尚未送达');
});

test('the own history is handed out as a proof in the language of its reader, and only where there is one', async () => {
  let lines: unknown[] = [];
  const some = new SomeApp({
    readings: () => lines as never,
    historyFile: () => ({ name: 'x.html', bytes: new Uint8Array(1) }),
  });
  const element = some.show(new GjReadings());
  await vi.waitFor(() => expect(element.textContent).toContain('还没有签阅过'));
  expect(element.querySelector('button')).toBeNull();
  lines = [
    {
      entry: 'e',
      rule: 'r',
      title: '用车规定',
      edition: 'a'.repeat(64),
      circulation: 'c',
      mode: 'read',
      at: 0,
      witnessed: {},
      device: '手机',
    },
  ];
  some.news({ changed: 1 });
  await vi.waitFor(() => expect(element.querySelector('button')).not.toBeNull());
  element.querySelector('button')!.click();
  await vi.waitFor(() =>
    expect(some.asked).toContainEqual(
      expect.objectContaining({ call: 'historyFile', args: { language: 'zh', on: some.app.today() } }),
    ),
  );
});
