import { afterEach, expect, test, vi } from 'vitest';
import { GjAudit } from '../../../components/circulating/gj-audit.ts';
import type { AuditAsked, AuditView } from '../../../src/engine/registers-protocol.ts';
import { SomeApp } from '../some-app.ts';

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const at = new Date(2026, 2, 3, 9, 5).getTime();

const view = ({ page }: Pick<AuditAsked, 'page'>, change: Partial<AuditView> = {}): AuditView => ({
  lines: [
    {
      entry: 'e'.repeat(64),
      kind: 'close',
      kindName: '结束传阅',
      at,
      before: at + 60_000,
      who: '周明远',
      device: '台式机',
      what: `第${page}页的事`,
      refused: '无效：没有这项职责',
    },
  ],
  total: 120,
  entries: 300,
  page,
  pages: 3,
  kinds: [{ kind: 'publish', name: '签发' }],
  members: [{ id: 'm1', name: '周明远' }],
  cutOff: at,
  now: at,
  ...change,
});

async function shown(some: SomeApp): Promise<GjAudit> {
  const element = some.show(new GjAudit());
  await vi.waitFor(() => expect(element.querySelector('.audit')).not.toBeNull());
  return element;
}

const text = (element: Element, selector: string): string =>
  element.querySelector(selector)!.textContent.replaceAll(/\s+/g, ' ').trim();

test('each entry says when by which clocks, who, what, and whether it has no effect', async () => {
  const element = await shown(new SomeApp({ audit: view }));
  expect(text(element, 'tbody tr')).toBe(
    '2026-03-03 09:05 见证不晚于 2026-03-03 09:06 周明远 设备 台式机 结束传阅 第0页的事 无效：没有这项职责 记录编号 eeeeeeeeeeee',
  );
  expect(element.textContent).toContain('120 条（共 300 条签名记录）');
});

test('what is chosen is asked for, from the first page on', async () => {
  const some = new SomeApp({ audit: view });
  const element = await shown(some);
  const older = [...element.querySelectorAll<HTMLButtonElement>('.audit-pages button')][1]!;
  older.click();
  await vi.waitFor(() => expect(text(element, 'tbody td:last-child')).toContain('第1页的事'));
  const [kind, member] = [...element.querySelectorAll('select')];
  kind!.value = 'publish';
  kind!.dispatchEvent(new Event('change'));
  member!.value = 'm1';
  member!.dispatchEvent(new Event('change'));
  const [search, from] = [...element.querySelectorAll('input')];
  search!.value = ' 值班 ';
  search!.dispatchEvent(new Event('input'));
  from!.value = '2026-03-01';
  from!.dispatchEvent(new Event('change'));
  await vi.waitFor(() =>
    expect(some.asked.at(-1)!.args).toMatchObject({
      kinds: ['publish'],
      member: 'm1',
      text: ' 值班 ',
      from: '2026-03-01',
      page: 0,
    }),
  );
});

test('nothing found is said, and one page needs no turning', async () => {
  const some = new SomeApp({ audit: (asked) => view(asked, { lines: [], total: 0, pages: 1 }) });
  const element = await shown(some);
  expect(element.textContent).toContain('没有符合的记录');
  expect(element.querySelector('.audit-pages')).toBeNull();
});

test('what is found goes out as a file by the same choice', async () => {
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  const some = new SomeApp({ audit: view, auditFile: () => ({ name: '记录.csv', bytes: Uint8Array.of(1) }) });
  const element = await shown(some);
  [...element.querySelectorAll<HTMLButtonElement>('.register-actions button')][1]!.click();
  await vi.waitFor(() => expect(element.textContent).toContain('已导出并留下记录：记录.csv'));
  expect(some.asked.at(-1)!.args).toMatchObject({ as: 'csv', language: 'zh' });
});

test('it is not for everybody', async () => {
  const some = new SomeApp({
    audit: () => {
      throw Object.assign(new Error('no'), { code: 'not-allowed' });
    },
  });
  const element = some.show(new GjAudit());
  await vi.waitFor(() => expect(element.textContent).toContain('只有发布人和管理员能看'));
});
