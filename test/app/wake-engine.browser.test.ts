import { expect, test } from 'vitest';
import { wakeEngine } from '../../src/app/wake-engine.ts';

test('the engine hears when the network is back, or the page is looked at again', () => {
  const asked: string[] = [];
  const app = {
    ask: (name: string) => {
      asked.push(name);
      return Promise.reject(new Error('no engine'));
    },
  };
  const end = wakeEngine(app as never);
  dispatchEvent(new Event('online'));
  document.dispatchEvent(new Event('visibilitychange'));
  document.dispatchEvent(new Event('resume'));
  dispatchEvent(new Event('pageshow'));
  expect(asked).toEqual(['reconnect', 'reconnect', 'reconnect', 'reconnect']);
  end();
  dispatchEvent(new Event('online'));
  expect(asked).toHaveLength(4);
});

test('a page that nobody sees wakes nobody', () => {
  const asked: string[] = [];
  const page = new EventTarget() as unknown as Window;
  const hidden = Object.assign(new EventTarget(), { visibilityState: 'hidden' });
  Object.assign(page, { document: hidden });
  wakeEngine({ ask: (name: string) => (asked.push(name), Promise.resolve()) } as never, page);
  page.dispatchEvent(new Event('online'));
  hidden.dispatchEvent(new Event('visibilitychange'));
  expect(asked).toEqual([]);
});
