import { afterEach, expect, test, vi } from 'vitest';
import { GjBringIn } from '../../../components/library/gj-bring-in.ts';
import type { BringInEntry, BringInSummary } from '../../../src/engine/protocol.ts';
import { SomeApp } from '../some-app.ts';

const summary: BringInSummary = {
  files: 2,
  rules: 1,
  editions: 1,
  articles: 2,
  units: 0,
  citationsFound: 3,
  citationsResolved: 2,
  refused: 1,
  warnings: 1,
  ms: 5,
  cancelled: false,
  resolvedByEdition: { ['a'.repeat(64)]: 2 },
};
const entries: BringInEntry[] = [
  { file: '空.md', outcome: 'problem', problem: { code: 'empty' } },
  {
    file: '钥匙.md',
    outcome: 'rule',
    rule: 'keys',
    edition: 'a'.repeat(64),
    title: '钥匙管理规定',
    date: '2026-05-01',
    articles: 2,
    citations: 3,
    warnings: [{ code: 'gap', at: '第三条' }],
  },
];

interface Engine {
  some: SomeApp;
  element: GjBringIn;
  id(): number;
  end(value: BringInSummary | { code: 'storage-full' }): void;
}

/** Begins an import that the test itself drives. */
async function begun(): Promise<Engine> {
  const some = new SomeApp();
  const element = some.show(new GjBringIn());
  await element.updateComplete;
  some.app.intake.files([{ path: '钥匙.md', file: new File(['x'], '钥匙.md') }]);
  await vi.waitFor(() => expect(element.querySelector('progress')).not.toBeNull());
  const id = (): number =>
    (some.asked.find(({ call }) => call === 'bringIn') as unknown as { id: number }).id;
  return {
    some,
    element,
    id,
    end: (value) =>
      some.news(
        'code' in value
          ? { id: id(), problem: { code: value.code, message: '' } }
          : { id: id(), answer: value },
      ),
  };
}

afterEach(() => document.body.replaceChildren());

test('progress is counted; the report has a line for every file, with its reason', async () => {
  const { some, element, id, end } = await begun();
  some.news({ id: id(), progress: { done: 1, total: 2, articles: 0, entries: entries.slice(0, 1) } });
  await vi.waitFor(() => expect(element.querySelector('.progress')?.textContent).toContain('1 / 2 个文件'));
  some.news({ id: id(), progress: { done: 2, total: 2, articles: 2, entries: entries.slice(1) } });
  end(summary);
  await vi.waitFor(() => expect(element.textContent).toContain('导入完成'));
  const lines = [...element.querySelectorAll('.entry')].map((line) => line.textContent.replace(/\s+/g, ' '));
  expect(lines[0]).toContain('文件是空的。');
  expect(lines[1]).toContain('编号不连续：第三条');
  expect(lines[1]).toContain('引用 3 处，2 处可打开');
  const [, problems] = element.querySelectorAll<HTMLInputElement>('.show-only input');
  problems!.click();
  await element.updateComplete;
  expect(element.querySelectorAll('.entry')).toHaveLength(1);
});

test('cancelling is asked of the engine and ends with what was saved', async () => {
  const { some, element, end } = await begun();
  element.querySelector<HTMLButtonElement>('.progress button')!.click();
  await vi.waitFor(() => expect(element.textContent).toContain('正在收尾'));
  expect(some.asked.at(-1)?.call).toBe('abort');
  end({ ...summary, cancelled: true });
  await vi.waitFor(() => expect(element.textContent).toContain('已取消，此前导入的都已保存'));
});

test('a full disk is an alert in words, and the lines saved before stay', async () => {
  const { some, element, id, end } = await begun();
  some.news({ id: id(), progress: { done: 1, total: 2, articles: 2, entries: entries.slice(1) } });
  end({ code: 'storage-full' });
  await vi.waitFor(() =>
    expect(element.querySelector('[role=alert]')?.textContent).toContain('存储空间已满'),
  );
  expect(element.querySelectorAll('.entry')).toHaveLength(1);
  expect(element.textContent).not.toContain('导入完成');
});

test('hostile file names are only text', async () => {
  const { some, element, id } = await begun();
  const file = '<img src=x onerror=alert(1)>.md';
  some.news({
    id: id(),
    progress: {
      done: 1,
      total: 1,
      articles: 0,
      entries: [{ file, outcome: 'problem', problem: { code: 'empty' } }],
    },
  });
  await vi.waitFor(() => expect(element.querySelector('.file')?.textContent).toBe(file));
  expect(element.querySelector('img')).toBeNull();
});
