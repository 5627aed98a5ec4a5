import { afterEach, expect, test, vi } from 'vitest';
import { GjHome } from '../../../components/library/gj-home.ts';
import type { HomeView } from '../../../src/engine/protocol.ts';
import { SomeApp } from '../some-app.ts';

const view: Omit<HomeView, 'rules' | 'articles'> = {
  recent: [],
  changed: [],
  favourites: [],
  favouritePlaces: [],
  needsRecovery: false,
  attention: 0,
  coming: [],
};

async function home(rules: number, change: Partial<HomeView> = {}): Promise<GjHome> {
  const some = new SomeApp({ home: () => ({ ...view, rules, articles: rules * 3, ...change }) });
  const element = some.show(new GjHome());
  await vi.waitFor(() => expect(element.querySelector('h1')).not.toBeNull());
  return element;
}

afterEach(() => {
  document.body.replaceChildren();
  localStorage.clear();
});

test('an empty base that never held anything says how to begin, and nothing else', async () => {
  const element = await home(0);
  expect(element.querySelector('h1')?.textContent).toBe('先把制度放进来');
  expect(element.querySelector('[role=alert]')).toBeNull();
});

test('whoever was invited is led to joining before anything is brought in; a device of an office is not', async () => {
  const links = (element: GjHome): (string | null)[] =>
    [...element.querySelectorAll('.row a')].map((a) => a.getAttribute('href'));
  const element = await home(0, { mayJoin: true });
  expect(links(element)).toContain('#/join');
  expect(element.querySelector('a[href="#/join"]')!.textContent.trim()).toBe('我有邀请码，加入已有的单位');
  expect(links(await home(0))).not.toContain('#/join');
});

test('a base that held something and is empty now says so, and how it comes back', async () => {
  await home(2);
  document.body.replaceChildren();
  const alert = (await home(0)).querySelector('[role=alert]');
  expect(alert?.textContent).toContain('现在是空的');
  expect(alert?.textContent).toContain('备份');
});
