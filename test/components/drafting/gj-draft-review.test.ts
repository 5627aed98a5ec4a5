import { afterEach, expect, test, vi } from 'vitest';
import '../../../components/style/compare.css';
import '../../../components/style/draft-workflow.css';
import { GjDraftReview } from '../../../components/drafting/workflow/gj-draft-review.ts';
import type { ReviewView } from '../../../src/engine/workflow-protocol.ts';
import { compareTexts } from '../../../src/rule/compare-texts.ts';
import { comparisonTable } from '../../../src/rule/comparison-table.ts';
import { parseText } from '../../../src/rule/parse-text.ts';
import { violations } from '../connecting/axe.ts';
import { SomeApp } from '../some-app.ts';

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

const text = (...articles: string[]) => {
  const body = articles.map((one, i) => `第${'一二三四'[i]}条 ${one}`).join('\n\n');
  return { text: body, parsed: parseText(body) };
};
const table = comparisonTable(
  compareTexts(text('下班关灯。', '周末也关。'), text('下班关灯断电。', '周末也关灯。')),
);

/** An engine that keeps reasons, and in which others write too. */
async function shown(change: Partial<ReviewView> = {}) {
  const reasons = new Map<string, string>();
  const refused: string[] = [];
  const view = (): ReviewView => ({
    draft: 'd1',
    title: '灯光办法',
    rule: 'lights',
    editions: [
      { edition: 'b'.repeat(64), date: '2026-01-01', validity: 'inForce', signing: 'official' },
      { edition: 'a'.repeat(64), date: '2024-01-01', validity: 'amended', signing: 'official' },
    ],
    against: 'b'.repeat(64),
    table: table.map((row, i) => ({
      ...row,
      key: `id:a${i + 1}`,
      reason: reasons.get(`id:a${i + 1}`) ?? '',
    })),
    leftOver: [{ key: 'id:a9', reason: '第九条原先的理由' }],
    mayWrite: true,
    ...change,
  });
  const some = new SomeApp({
    draftReview: view,
    draftReason: ({ key, before, reason }) => {
      if ((reasons.get(key) ?? '') !== before) {
        refused.push(key);
        throw Object.assign(new Error(), { code: 'draft-changed' });
      }
      reasons.set(key, reason);
    },
  });
  const element = new GjDraftReview();
  element.draft = 'd1';
  some.show(element);
  await vi.waitFor(() => expect(element.querySelector('.review, .notice')).not.toBeNull());
  const field = (row: number): HTMLTextAreaElement =>
    element.querySelectorAll('tbody textarea')[row] as never;
  const type = async (row: number, words: string): Promise<void> => {
    field(row).value = words;
    field(row).dispatchEvent(new Event('input'));
    await element.updateComplete;
  };
  return { element, reasons, refused, field, type, some };
}

test('each change stands in the table with what it was and what it is, and a place for why', async () => {
  const { element } = await shown();
  expect([...element.querySelectorAll('tbody tr')]).toHaveLength(2);
  expect(element.querySelector('tbody ins')!.textContent).toBe('断电');
  expect(
    [...element.querySelectorAll('option')].map((one) => one.textContent.trim().replace(/\s+/g, ' ')),
  ).toEqual(['2026-01-01 现行有效', '2024-01-01 已修改']);
  expect(element.querySelector('.review-left')!.textContent).toContain('第九条原先的理由');
  expect(await violations(element)).toEqual([]);
});

test('what is typed is saved after a while, and what another has saved for the same article meanwhile is kept above it', async () => {
  const { element, reasons, refused, field, type } = await shown();
  await type(0, '省电');
  await type(1, '周末无人');
  await vi.waitFor(() => expect([...reasons.values()]).toEqual(['省电', '周末无人']), { timeout: 3000 });
  await vi.waitFor(() => expect(element.querySelector('.said')!.textContent).toContain('理由已保存'));
  // A colleague writes on the same article, and this page has not heard of it.
  reasons.set('id:a1', '领导要求');
  await type(0, '省电，也安全');
  await vi.waitFor(() => expect(reasons.get('id:a1')).toBe('领导要求\n省电，也安全'), { timeout: 5000 });
  expect(refused).toEqual(['id:a1']);
  expect(field(0).value).toBe('领导要求\n省电，也安全');
  expect(element.querySelector('.notice.bad')).toBeNull();
});

test('who turns the page has not lost what they typed', async () => {
  const { element, reasons, type } = await shown();
  await type(0, '省电');
  element.remove();
  await vi.waitFor(() => expect(reasons.get('id:a1')).toBe('省电'));
});

test('who may not write cannot, and a draft that revises nothing says so', async () => {
  const { element, reasons, type } = await shown({ mayWrite: false });
  await type(0, '不算');
  element.remove();
  await element.updateComplete;
  expect(reasons.size).toBe(0);
  const { against: _against, ...none } = { against: undefined, table: [], leftOver: [] };
  const { element: fresh } = await shown({ ...none, against: undefined as never });
  expect(fresh.textContent).toContain('没有可对照的版本');
});
