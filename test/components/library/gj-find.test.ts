import { afterEach, expect, test, vi } from 'vitest';
import { GjFind } from '../../../components/library/gj-find.ts';
import type { FindAnswer } from '../../../src/search/find.ts';
import { SomeApp } from '../some-app.ts';

const noFacets = { validity: {}, kind: {}, category: {}, unit: {}, year: {} };
const nothingFound: FindAnswer = { rules: [], hits: [], total: 0, facets: noFacets, relaxed: false, ms: 1 };

function answer(label: string, more: Partial<FindAnswer> = {}): FindAnswer {
  return {
    ...nothingFound,
    total: 1,
    hits: [
      {
        rule: 'keys',
        edition: 'a'.repeat(64),
        title: '钥匙管理规定',
        address: 'a2',
        label,
        path: '第一章 总则',
        validity: 'inForce',
        signing: 'official',
        kind: 'rule',
        date: '2026-05-01',
        snippet: { text: '借用柜钥匙的，应当登记。', marks: [[2, 5]] },
        score: 1,
      },
    ],
    ...more,
  };
}

async function find(
  answers: (query: string) => FindAnswer | Promise<FindAnswer>,
  query: string,
  settings = {},
): Promise<{ element: GjFind; some: SomeApp }> {
  const some = new SomeApp({ find: (request) => answers(request.query) }, settings);
  const element = new GjFind();
  element.route = { page: 'find', query, filters: {} };
  some.show(element);
  await element.updateComplete;
  return { element, some };
}

afterEach(() => {
  document.body.replaceChildren();
  history.replaceState(null, '', '#/');
});

test('an article is shown with its place, its standing in words, and the exact characters marked', async () => {
  const { element } = await find(() => answer('第二条'), '柜钥匙');
  await vi.waitFor(() => expect(element.querySelector('.hit')).not.toBeNull());
  const hit = element.querySelector('.hit')!;
  expect(hit.querySelector('.hit-link')?.textContent).toContain('第二条');
  expect(hit.querySelector('.hit-text')?.textContent).toBe('借用柜钥匙的，应当登记。');
  expect([...hit.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['柜钥匙']);
  expect(hit.querySelector('.standing')?.textContent).toContain('现行有效');
  expect(hit.textContent).toContain('第一章 总则');
  expect(hit.querySelector('a')?.getAttribute('href')).toBe('#/rule/keys/a2');
  expect(element.querySelector('[role=status]')?.textContent?.trim()).toBe('找到 1 条');
});

test('an answer that comes after a newer one is dropped', async () => {
  const waiting = new Map<string, (value: FindAnswer) => void>();
  const { element } = await find((query) => new Promise((resolve) => waiting.set(query, resolve)), '钥');
  element.route = { page: 'find', query: '钥匙', filters: {} };
  await element.updateComplete;
  waiting.get('钥匙')!(answer('第二条'));
  await vi.waitFor(() => expect(element.querySelector('.hit b')?.textContent).toBe('第二条'));
  waiting.get('钥')!(answer('第九条'));
  await Promise.resolve();
  await element.updateComplete;
  expect(element.querySelector('.hit b')?.textContent).toBe('第二条');
});

test('a named place comes first, and Enter in the field opens it', async () => {
  const jump = {
    rule: 'keys',
    edition: 'a'.repeat(64),
    title: '钥匙管理规定',
    address: 'a12',
    label: '第十二条',
  };
  const { element } = await find(() => answer('第二条', { jump }), '钥匙管理规定 12');
  await vi.waitFor(() => expect(element.querySelector('.jump')?.textContent).toContain('第十二条'));
  element.enter(true);
  expect(location.hash).toBe('#/rule/keys/a12');
});

test('what was loosened is said; nothing found teaches; a title alone is no failure', async () => {
  const answers: Record<string, FindAnswer> = {
    loose: answer('第二条', { relaxed: true }),
    none: nothingFound,
    title: {
      ...nothingFound,
      rules: [
        {
          rule: 'keys',
          edition: 'a'.repeat(64),
          title: '钥匙管理规定',
          validity: 'inForce',
          signing: 'official',
          kind: 'rule',
          marks: [],
        },
      ],
    },
  };
  const { element } = await find((query) => answers[query]!, 'loose');
  await vi.waitFor(() => expect(element.textContent).toContain('没有条文同时包含这些词'));
  element.route = { page: 'find', query: 'none', filters: {} };
  await vi.waitFor(() => expect(element.textContent).toContain('换一个说法'));
  element.route = { page: 'find', query: 'title', filters: {} };
  await vi.waitFor(() =>
    expect(element.querySelector('.found-count')?.textContent).toContain('标题相符的有 1 件'),
  );
});

test('arrow keys go from result to result and back to the field', async () => {
  const hits = answer('第二条').hits;
  const { element } = await find(
    () => answer('第二条', { total: 2, hits: [...hits, { ...hits[0]!, address: 'a3' }] }),
    '钥匙',
  );
  await vi.waitFor(() => expect(element.querySelectorAll('.hit')).toHaveLength(2));
  element.enter(false);
  const [first, second] = element.querySelectorAll<HTMLElement>('a.hit-link');
  expect(document.activeElement).toBe(first);
  first!.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
  expect(document.activeElement).toBe(second);
  second!.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true, cancelable: true }));
  expect(document.activeElement).toBe(first);
});

test('a facet chosen stands in the address and in the next question', async () => {
  const facets = { ...noFacets, validity: { inForce: 3, amended: 2 } };
  const { element } = await find(() => answer('第二条', { total: 5, facets }), '钥匙');
  await vi.waitFor(() => expect(element.querySelectorAll('.facet ul input')).toHaveLength(2));
  const labels = [...element.querySelectorAll('.facet ul label')].map((label) =>
    label.textContent?.replace(/\s+/g, ''),
  );
  expect(labels).toEqual(['现行有效3', '已修改2']);
  element.querySelectorAll<HTMLInputElement>('.facet ul input')[1]!.click();
  expect(location.hash).toContain('validity=amended');
});

test('a broken index is told in words, and in English when the reader reads English', async () => {
  const some = new SomeApp(
    { find: () => Promise.reject(Object.assign(new Error(''), { code: 'storage-failed' })) },
    { language: 'en' },
  );
  const element = new GjFind();
  element.route = { page: 'find', query: '钥匙', filters: {} };
  some.show(element);
  await vi.waitFor(() => expect(element.querySelector('[role=alert]')).not.toBeNull());
  expect(element.textContent).not.toMatch(/[一-鿿]/);
});
