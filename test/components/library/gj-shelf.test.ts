import { afterEach, expect, test, vi } from 'vitest';
import { GjShelf } from '../../../components/library/gj-shelf.ts';
import type { ShelfRow } from '../../../src/engine/protocol.ts';
import { SomeApp } from '../some-app.ts';

function row(n: number, more: Partial<ShelfRow> = {}): ShelfRow {
  return {
    id: `r${n}`,
    title: `第${n}号规定`,
    kind: 'rule',
    tags: [],
    edition: 'a'.repeat(64),
    editions: 1,
    date: '2026-01-01',
    articles: n,
    validity: 'inForce',
    signing: 'official',
    trial: false,
    updatedAt: n,
    ...more,
  };
}

async function shelf(rows: ShelfRow[], filters = {}): Promise<{ element: GjShelf; some: SomeApp }> {
  const some = new SomeApp({ shelf: () => rows });
  const element = new GjShelf();
  element.route = { page: 'shelf', filters, sort: 'title' };
  some.show(element);
  await vi.waitFor(() => expect(element.querySelector('h1')).not.toBeNull());
  return { element, some };
}

afterEach(() => {
  document.body.replaceChildren();
  history.replaceState(null, '', '#/');
});

test('fifteen hundred texts: the first are there at once, the others follow', async () => {
  const { element } = await shelf(Array.from({ length: 1512 }, (_, i) => row(i)));
  expect(element.querySelector('[role=status]')?.textContent).toBe('共 1512 件');
  const first = element.querySelectorAll('.shelf-row').length;
  expect(first).toBeGreaterThan(20);
  expect(first).toBeLessThan(1512);
  await vi.waitFor(() => expect(element.querySelectorAll('.shelf-row')).toHaveLength(1512), {
    timeout: 10_000,
  });
});

test('filters narrow the list and keep their counts', async () => {
  const { element } = await shelf([row(1), row(2, { validity: 'repealed' }), row(3, { kind: 'code' })], {
    validity: ['inForce'],
  });
  expect(element.querySelectorAll('.shelf-row')).toHaveLength(2);
  expect(element.querySelector('[role=status]')?.textContent).toBe('3 件中的 2 件');
  element.querySelector<HTMLElement>('aside .button')!.click();
  expect(location.hash).toBe('#/shelf');
});

test('an empty library says how to begin', async () => {
  const { element } = await shelf([]);
  expect(element.querySelector('a.main')?.getAttribute('href')).toBe('#/bring-in');
});

test('what changes in the base is shown without asking for it', async () => {
  const rows = [row(1)];
  const { element, some } = await shelf(rows);
  expect(element.querySelectorAll('.shelf-row')).toHaveLength(1);
  rows.push(row(2));
  some.news({ changed: 1 });
  await vi.waitFor(() => expect(element.querySelectorAll('.shelf-row')).toHaveLength(2));
});

test('what is not in force yet is opened in the edition that is coming', async () => {
  const { element } = await shelf([row(1, { validity: 'notYet' }), row(2)]);
  const [coming, holds] = element.querySelectorAll('.shelf-row a');
  expect(coming?.getAttribute('href')).toBe(`#/rule/r1?ed=${'a'.repeat(16)}`);
  expect(holds?.getAttribute('href')).toBe('#/rule/r2');
});
