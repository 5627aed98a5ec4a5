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

async function home(rules: number): Promise<GjHome> {
  const some = new SomeApp({ home: () => ({ ...view, rules, articles: rules * 3 }) });
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

test('a base that held something and is empty now says so, and how it comes back', async () => {
  await home(2);
  document.body.replaceChildren();
  const alert = (await home(0)).querySelector('[role=alert]');
  expect(alert?.textContent).toContain('现在是空的');
  expect(alert?.textContent).toContain('备份');
});
