import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { GjApp } from '../../../components/shell/gj-app.ts';
import type { HomeView } from '../../../src/engine/protocol.ts';
import { SomeApp } from '../some-app.ts';

const emptyHome: HomeView = {
  rules: 0,
  articles: 0,
  recent: [],
  changed: [],
  favourites: [],
  coming: [],
  favouritePlaces: [],
  needsRecovery: false,
  attention: 0,
};

async function open(
  hash: string,
  some = new SomeApp({ home: () => emptyHome, shelf: () => [] }),
): Promise<{ element: GjApp; some: SomeApp }> {
  history.replaceState(null, '', hash);
  const element = new GjApp(some.app);
  document.body.append(element);
  await element.updateComplete;
  return { element, some };
}

afterEach(() => {
  document.body.replaceChildren();
  history.replaceState(null, '', '#/');
});

test('an empty base says how to begin', async () => {
  const { element } = await open('#/');
  await vi.waitFor(() => expect(element.querySelector('h1')?.textContent).toBe('先把制度放进来'));
  expect(element.querySelector('.empty a.main')?.getAttribute('href')).toBe('#/bring-in');
});

test('an address that leads nowhere says so and offers a way on', async () => {
  const { element } = await open('#/no/such/page');
  expect(element.querySelector('main h1')?.textContent).toBe('没有这个页面');
  expect(element.querySelector('main a')?.getAttribute('href')).toBe('#/');
});

test('a slash goes to the search field, but stays a slash where one types', async () => {
  const { element } = await open('#/');
  const field = element.querySelector<HTMLInputElement>('gj-search-field input')!;
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true }));
  expect(document.activeElement).toBe(field);
  const typed = new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true });
  field.dispatchEvent(typed);
  expect(typed.defaultPrevented).toBe(false);
});

test('single letters can be switched off as commands', async () => {
  const { element, some } = await open('#/');
  some.app.settings.change({ shortcuts: false });
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true }));
  expect(document.activeElement).not.toBe(element.querySelector('gj-search-field input'));
  expect(some.storage.getItem('guiju:reading')).toContain('"shortcuts":false');
});

test('typing leads to the results with one step of history, not one for every letter', async () => {
  const { element, some } = await open('#/');
  const before = history.length;
  const field = element.querySelector<HTMLInputElement>('gj-search-field input')!;
  for (const value of ['会', '会议', '会议室']) {
    field.value = value;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await element.updateComplete;
  }
  expect(decodeURIComponent(location.hash)).toBe('#/find?q=会议室');
  expect(history.length).toBe(before + 1);
  const queries = some.asked
    .filter(({ call }) => call === 'find')
    .map(({ args }) => (args as { query: string }).query);
  expect(queries.at(-1)).toBe('会议室');
});

test('a new version is offered; it is taken only when the reader says so', async () => {
  const { element, some } = await open('#/');
  expect(element.querySelector('.update-line')).toBeNull();
  some.updateReady.set(true);
  await vi.waitFor(() => expect(element.querySelector('.update-line')).not.toBeNull());
  expect(some.updatesTaken).toBe(0);
  const [now, later] = element.querySelectorAll<HTMLButtonElement>('.update-line button');
  now!.click();
  expect(some.updatesTaken).toBe(1);
  later!.click();
  await element.updateComplete;
  expect(element.querySelector('.update-line')).toBeNull();
});

test('a change of language changes every word and stays on the page', async () => {
  const { element, some } = await open('#/shelf');
  await vi.waitFor(() => expect(element.querySelector('gj-shelf h1')?.textContent).toBe('书架'));
  some.app.settings.change({ language: 'en' });
  await vi.waitFor(() => expect(element.querySelector('gj-shelf h1')?.textContent).toBe('Library'));
  expect(document.documentElement.lang).toBe('en');
  expect(element.querySelector('nav.ways')?.textContent).not.toMatch(/[一-鿿]/);
  expect(location.hash).toBe('#/shelf');
});

test('from the fourth step of text size on the whole interface is large', async () => {
  const { some } = await open('#/');
  for (const [size, large] of [
    [2, false],
    [3, true],
    [4, true],
  ] as const) {
    some.app.settings.change({ size });
    await vi.waitFor(() => expect(document.documentElement.hasAttribute('data-large')).toBe(large));
  }
  expect(some.storage.getItem('guiju:reading')).toContain('"size":4');
});

test.each([[false], [true]])(
  'on a phone the ways stand side by side without a hole, whoever sees which: %s',
  async (sees) => {
    await page.viewport(390, 844);
    const answers = { home: () => emptyHome, seesDrafts: () => sees, oversees: () => false };
    const { element } = await open('#/', new SomeApp(answers));
    await vi.waitFor(() => expect(element.querySelectorAll('.ways a')).toHaveLength(sees ? 6 : 5));
    const boxes = [...element.querySelectorAll('.ways a')].map((way) => way.getBoundingClientRect());
    const room = element.querySelector('.ways')!.clientWidth;
    for (const [i, { left, width }] of boxes.entries()) {
      expect(Math.abs(left - (i === 0 ? 0 : boxes[i - 1]!.right))).toBeLessThan(1);
      expect(Math.abs(width - room / boxes.length)).toBeLessThan(1);
    }
  },
);

test('on a phone the longest name of a way is whole in the largest type', async () => {
  await page.viewport(390, 844);
  const answers = { home: () => emptyHome, seesDrafts: () => true, oversees: () => true };
  const { element } = await open('#/', new SomeApp(answers, { language: 'en', size: 4 }));
  await vi.waitFor(() => expect(element.querySelectorAll('.ways a')).toHaveLength(7));
  const right = element.querySelector('.ways')!.getBoundingClientRect().right;
  expect(element.querySelector('.ways a:last-child')!.getBoundingClientRect().right).toBeLessThan(right + 1);
  for (const { scrollWidth, clientWidth } of element.querySelectorAll('.ways a'))
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
});

test('dropped files are brought in, from whatever page', async () => {
  const { element, some } = await open('#/shelf');
  const transfer = new DataTransfer();
  transfer.items.add(new File(['# 钥匙\n\n第一条 略。'], '钥匙.md'));
  dispatchEvent(new DragEvent('dragover', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  await element.updateComplete;
  expect(element.querySelector('.drop-veil')?.textContent).toContain('松开鼠标即导入');
  dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  await vi.waitFor(() => expect(some.asked.some(({ call }) => call === 'bringIn')).toBe(true));
  expect(location.hash).toBe('#/bring-in');
  expect(element.querySelector('.drop-veil')).toBeNull();
});

test.each([
  ['#/connections', 'gj-connections', '设备与同步 · 规矩'],
  ['#/join?code=ABC', 'gj-join', '加入单位 · 规矩'],
  [`#/admit/${'0a'.repeat(16)}`, 'gj-admit', '接纳新设备 · 规矩'],
])('%s opens its page', async (hash, page, title) => {
  const { element } = await open(hash);
  await vi.waitFor(() => expect(customElements.get(page)).toBeDefined());
  expect(element.querySelector(`main > ${page}`)).not.toBeNull();
  expect(document.title).toBe(title);
  if (page === 'gj-join') expect(element.querySelector(page)).toHaveProperty('code', 'ABC');
});

test('a device that asks to come in is announced above every page', async () => {
  const admitting = [
    { id: '0a'.repeat(16), memberName: '王芳', deviceName: '手机', digits: '1', step: 'compare' as const },
  ];
  const some = new SomeApp({ shelf: () => [], pairing: () => ({ invitations: [], admitting }) });
  const { element } = await open('#/shelf', some);
  await vi.waitFor(() => expect(element.querySelector('.pairing-line')?.textContent).toContain('请求加入'));
});
