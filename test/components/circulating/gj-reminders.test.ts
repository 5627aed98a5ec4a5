import axe from 'axe-core';
import { afterEach, expect, test, vi } from 'vitest';
import { GjReminders } from '../../../components/circulating/gj-reminders.ts';
import '../../../components/style/circulating.css';
import '../../../components/style/office.css';
import type { RemindersView } from '../../../src/engine/circulations-protocol.ts';
import { SomeApp } from '../some-app.ts';
import { someId, someLine } from './some-circulation.ts';

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const missing = (member: string, change: Partial<RemindersView['missing'][number]> = {}) => ({
  member,
  name: `成员${member}`,
  isOverdue: false,
  isWaitingTurn: false,
  isReached: false,
  ...change,
});

async function shown(change: Partial<RemindersView> = {}): Promise<GjReminders> {
  const view: RemindersView = {
    missing: [
      missing('a', { phone: '138 0000 0001', isOverdue: true }),
      missing('b'),
      missing('c', { phone: '13800000003', isWaitingTurn: true }),
      missing('d', { phone: '问办公室' }),
    ],
    mayNames: true,
    mayPhones: true,
    editions: someLine().editions,
    due: '2026-03-10',
    level: 'read',
    state: 'open',
    office: '某办公室',
    ...change,
  };
  const some = new SomeApp({ reminders: () => view });
  const element = new GjReminders();
  element.circulation = someId;
  some.show(element);
  await vi.waitFor(() => expect(element.textContent).not.toBe(''));
  return element;
}

test('a number is called with one tap, a message goes to those whose turn it is', async () => {
  const element = await shown();
  expect(element.querySelector('h2')!.textContent).toBe('还有 4 人未阅');
  expect([...element.querySelectorAll('a[href^="tel:"]')].map((a) => a.getAttribute('href'))).toEqual([
    'tel:13800000001',
    'tel:13800000003',
  ]);
  expect(element.querySelectorAll('li')[3]!.textContent).toContain('问办公室');
  expect(element.querySelectorAll('li')[1]!.textContent).toContain('名册里没有电话');
  const links = [...element.querySelectorAll('a[href^="sms:"]')].map((a) => a.getAttribute('href')!);
  expect(links).toHaveLength(1);
  expect(links[0]).toContain('13800000001');
  expect(links[0]).not.toContain('13800000003');
  expect((await axe.run(element)).violations.map(({ id }) => id)).toEqual([]);
});

test('in how many parts a message goes is counted while it is written', async () => {
  const element = await shown();
  const text = element.querySelector('textarea')!;
  expect(text.value).toBe('【某办公室】请于 2026-03-10 前在“规矩”里签阅《用车规定》。');
  expect(element.querySelector('#message-parts')!.textContent).toContain('按 1 条');
  text.value = '字'.repeat(71);
  text.dispatchEvent(new Event('input'));
  await vi.waitFor(() => expect(element.querySelector('#message-parts')!.textContent).toContain('按 2 条'));
  const link = element.querySelector('a[href^="sms:"]')!.getAttribute('href')!;
  expect(decodeURIComponent(link)).toContain('字'.repeat(71));
});

test('numbers and text, and the due day, are saved as files', async () => {
  const element = await shown();
  const saved: { name: string; text: Promise<string> }[] = [];
  let last: Blob | undefined;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    last = blob as Blob;
    return 'blob:some';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, text: last!.text() });
  });
  for (const button of element.querySelectorAll<HTMLButtonElement>('.remind-text button.button'))
    if (button.closest('gj-copy') === null) button.click();
  expect(saved).toHaveLength(2);
  expect(saved[0]!.name).toMatch(/^用车规定 .*\.csv$/);
  expect(await saved[0]!.text).toContain('成员a,,138 0000 0001,');
  expect(await saved[1]!.text).toContain('DTSTART;VALUE=DATE:20260310\r\n');
  expect((await saved[1]!.text).replaceAll('\r\n ', '')).toContain(`UID:${someId}@guiju\r\n`);
});

test('without the right to numbers there are names, and where the numbers are', async () => {
  const element = await shown({ mayPhones: false, missing: [missing('a'), missing('b')] });
  expect(element.querySelectorAll('li')).toHaveLength(2);
  expect(element.textContent).toContain('电话号码只有管理员能看到');
  expect(element.querySelector('a[href^="sms:"], a[href^="tel:"]')).toBeNull();
});

test('nobody is reminded of what is over, or when all have read', async () => {
  expect((await shown({ state: 'closed', missing: [] })).textContent).toContain('已经结束');
  expect((await shown({ missing: [] })).textContent).toContain('没有需要催办的人');
});
