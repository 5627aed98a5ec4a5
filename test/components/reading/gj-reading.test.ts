import { afterEach, expect, test, vi } from 'vitest';
import { GjReading } from '../../../components/reading/gj-reading.ts';
import type { Reading } from '../../../src/engine/protocol.ts';
import type { Route } from '../../../src/app/route.ts';
import { SomeApp } from '../some-app.ts';
import { hash, keysText, readingOf } from '../some-reading.ts';

type RuleRoute = Extract<Route, { page: 'rule' }>;

async function read(
  reading: Reading,
  route: Partial<RuleRoute> = {},
  answers: ConstructorParameters<typeof SomeApp>[0] = {},
): Promise<{ element: GjReading; some: SomeApp }> {
  const some = new SomeApp({ read: () => reading, citedCounts: () => ({}), ...answers });
  const element = new GjReading();
  element.route = { page: 'rule', rule: 'keys', ...route };
  some.show(element);
  await vi.waitFor(() => expect(element.querySelector('h1')).not.toBeNull());
  await element.updateComplete;
  return { element, some };
}

afterEach(() => {
  document.body.replaceChildren();
  scrollTo(0, 0);
  history.replaceState(null, '', '#/');
});

test('the head says first what is in force, and that nobody has signed it', async () => {
  const { element } = await read(readingOf(keysText, { signing: 'unsigned' }));
  const line = element.querySelector('.status-line')!.textContent.replace(/\s+/g, ' ');
  expect(line).toContain('2026-06-01 起施行');
  expect(line).toContain('现行有效');
  expect(line).toContain('未经签发');
  expect(element.querySelector('.strip')).toBeNull();
});

test('what only this device has says so, until another one has it', async () => {
  let asked = 0;
  const only = readingOf(keysText, { onlyHere: true });
  const { element, some } = await read(
    only,
    {},
    { read: () => (++asked === 1 ? only : readingOf(keysText)) },
  );
  const line = element.querySelector('.only-here')!;
  expect(line.textContent).toContain('只有本机有');
  expect(line.querySelector('a')!.getAttribute('href')).toBe('#/connections');
  some.news({ connections: 1 });
  await vi.waitFor(() => expect(element.querySelector('.only-here')).toBeNull());
  // From then on nothing that other devices do can change it.
  some.news({ connections: 2 });
  await element.updateComplete;
  expect(asked).toBe(2);
});

test('a text that is not in force says so above its title and leads to the one that is', async () => {
  const { element } = await read(
    readingOf(keysText, { validity: 'amended', edition: { ...readingOf('').edition, hash: 'b'.repeat(64) } }),
  );
  expect(element.querySelector('.strip')?.textContent).toContain('这是修改前的文本');
  expect(element.querySelector('.strip a')?.getAttribute('href')).toBe('#/rule/keys');
});

test('every article, paragraph and item is a place with an address of its own', async () => {
  const { element } = await read(readingOf(keysText));
  for (const id of ['a1', 'a2', 'a2.p1', 'a2.p1.i2', 'a2.p2', 'a33']) {
    expect(element.querySelectorAll(`[id="${id}"]`), id).toHaveLength(1);
  }
  expect(element.querySelector('#a2 a.number')?.getAttribute('href')).toBe('#/rule/keys/a2');
});

test('arriving marks the article and keeps it clear of the top; a place that is missing is said', async () => {
  const { element } = await read(readingOf(keysText), { address: 'a20' });
  await vi.waitFor(() => expect(element.querySelector('.arrived')?.id).toBe('a20'));
  const { top } = element.querySelector('#a20')!.getBoundingClientRect();
  expect(top).toBeGreaterThanOrEqual(0);
  expect(top).toBeLessThan(innerHeight);
  element.route = { ...element.route, address: 'a99' };
  await element.updateComplete;
  await vi.waitFor(() => expect(element.querySelector('.strip')?.textContent).toContain('a99'));
  expect(element.querySelector('.arrived')).toBeNull();
});

test('the outline follows the reader', async () => {
  const { element } = await read(readingOf(keysText));
  const current = (): string | undefined =>
    element.querySelector('.side [aria-current]')?.textContent?.trim().replace(/\s+/g, ' ');
  await vi.waitFor(() => expect(current()).toBe('第一章 总则'));
  element.querySelector('#a20')!.scrollIntoView();
  await vi.waitFor(() => expect(current()).toBe('第二章 保管'));
});

test('a citation that resolves is a link; one that does not is a word that says so, never a dead link', async () => {
  const reading = readingOf(keysText, {}, (quoted) =>
    quoted.includes('值班规定') ? {} : { rule: 'keys', edition: hash, address: 'a2.p2' },
  );
  const { element } = await read(reading);
  const outside = element.querySelector('#a1 .outside')!;
  expect(outside.textContent).toContain('《值班规定》');
  expect(outside.textContent).toContain('库外文件');
  expect(outside.closest('a')).toBeNull();
  expect(element.querySelector('#a33 a.cite')?.getAttribute('href')).toBe('#/rule/keys/a2.p2');
});

test('HTML, scripts and bad addresses in a text stay harmless words', async () => {
  const text =
    '第一条 <script>window.harmed = 1</script><img src=x onerror="window.harmed = 1">登记。\n\n第二条 [点此](javascript:window.harmed=1) 和 [点此](data:text/html,x)。';
  const { element } = await read(readingOf(text));
  expect(element.querySelector('.text script, .text img, .text iframe')).toBeNull();
  expect(element.querySelector('#a1')?.textContent).toContain('<script>');
  expect(
    [...element.querySelectorAll<HTMLAnchorElement>('.text a')].map((a) => new URL(a.href).protocol),
  ).not.toEqual(expect.arrayContaining(['javascript:']));
  expect(element.querySelector('.text a[href^="javascript"], .text a[href^="data"]')).toBeNull();
  expect('harmed' in window).toBe(false);
});

test('J and K go from article to article', async () => {
  await read(readingOf(keysText));
  const press = (key: string): void => {
    (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    );
  };
  scrollTo(0, 0);
  press('j');
  expect(document.activeElement?.textContent).toBe('第一条');
  press('j');
  expect(document.activeElement?.textContent).toBe('第二条');
  press('k');
  expect(document.activeElement?.textContent).toBe('第一条');
});

test('who cites an article is counted beside it and listed on demand', async () => {
  const { element } = await read(
    readingOf(keysText),
    {},
    {
      citedCounts: () => ({ a2: 1, '': 2 }),
      citedBy: () => [
        {
          rule: 'duty',
          edition: hash,
          title: '值班规定',
          address: 'a3',
          label: '第三条',
          validity: 'amended',
        },
      ],
    },
  );
  await vi.waitFor(() => expect(element.querySelector('#a2 .cited')?.textContent).toBe('被引用 1 处'));
  element.querySelector<HTMLElement>('#a2 .cited')!.click();
  await vi.waitFor(() =>
    expect(element.querySelector('.citing a')?.textContent).toContain('值班规定 第三条'),
  );
  expect(element.querySelector('.citing')?.textContent).toContain('已修改');
  expect(element.querySelector('.citing a')?.getAttribute('href')).toBe(
    `#/rule/duty/a3?ed=${hash.slice(0, 16)}`,
  );
  expect(element.querySelector('.cited-whole summary')?.textContent).toContain('全文被引用 2 处');
});

test('a text that is not here says what to do next', async () => {
  const { element } = await read(
    readingOf(''),
    {},
    {
      read: () => Promise.reject(Object.assign(new Error(''), { code: 'not-found' })),
    },
  );
  expect(element.querySelector('h1')?.textContent).toBe('库里没有这件文本');
  expect(element.querySelector('a.main')?.getAttribute('href')).toBe('#/bring-in');
});
