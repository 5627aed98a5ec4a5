import { afterEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../../components/style/compare.css';
import '../../../components/style/draft-workflow.css';
import { GjDraftReview } from '../../../components/drafting/workflow/gj-draft-review.ts';
import type { CallArgs } from '../../../src/engine/protocol.ts';
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

type Asked = CallArgs<'draftReview'>;

/** An engine that keeps reasons, and in which others write too. */
async function shown(
  change: Partial<ReviewView> | ((asked: Asked) => Partial<ReviewView>) = {},
  reasons = new Map<string, string>(),
) {
  const refused: string[] = [];
  const view = (asked: Asked): ReviewView => ({
    draft: 'd1',
    title: '灯光办法',
    rule: 'lights',
    editions: [
      { edition: 'b'.repeat(64), date: '2026-01-01', validity: 'inForce', signing: 'official' },
      { edition: 'a'.repeat(64), date: '2024-01-01', validity: 'amended', signing: 'official' },
    ],
    against: 'b'.repeat(64),
    heads: ['h1'],
    table: table.map((row, i) => ({
      ...row,
      key: `id:a${i + 1}`,
      reason: reasons.get(`id:a${i + 1}`) ?? '',
    })),
    leftOver: [{ key: 'id:a9', reason: '第九条原先的理由' }],
    mayWrite: true,
    ...(typeof change === 'function' ? change(asked) : change),
  });
  const some = new SomeApp({
    draftReview: view,
    draftReasonKey: ({ at }) => `new:${at}`,
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

test('who writes why an article is new goes on writing there when others put articles above it', async () => {
  const fresh = { ...table[0]!, before: [{ label: '', text: '（新增）' }] };
  let isMore = false;
  const kept = new Map<string, string>();
  const { element, field, type, some } = await shown(({ keys = [] }) => {
    const name = (at: number) => (keys.includes('new:5') ? { key: 'new:5' } : { at });
    const own = { ...fresh, ...name(isMore ? 9 : 5), reason: kept.get('new:5') ?? '' };
    const above = { ...fresh, at: 5, reason: '' };
    return { heads: [isMore ? 'h2' : 'h1'], table: isMore ? [above, own] : [own], leftOver: [] };
  }, kept);
  field(0).focus();
  await type(0, '原来没有');
  const written = field(0);
  isMore = true;
  some.news({ changed: 1 });
  await vi.waitFor(() => expect(element.querySelectorAll('tbody tr')).toHaveLength(2));
  expect(field(1)).toBe(written);
  expect(document.activeElement).toBe(written);
  expect([field(0).value, field(1).value]).toEqual(['', '原来没有']);
  await type(1, '原来没有这一条');
  await vi.waitFor(() => expect([...kept]).toEqual([['new:5', '原来没有这一条']]), { timeout: 5000 });
});

test('every article is shown when it is asked for, by keyboard too, and whoever comes back finds it so', async () => {
  const asked: boolean[] = [];
  const of = ({ all = false }: Asked): Partial<ReviewView> => {
    asked.push(all);
    const same = { ...table[1]!, key: 'id:a2', reason: '', same: true as const };
    return { table: [{ ...table[0]!, key: 'id:a1', reason: '' }, ...(all ? [same] : [])] };
  };
  const { element } = await shown(of);
  const rows = (): number => element.querySelectorAll('tbody tr').length;
  expect(rows()).toBe(1);
  element.querySelector<HTMLInputElement>('.review-rows input:checked')!.focus();
  await userEvent.keyboard('{ArrowRight}');
  await vi.waitFor(() => expect(rows()).toBe(2));
  expect(element.querySelector('tr[data-same]')!.textContent).toContain('未改动');
  expect(element.querySelectorAll('textarea')).toHaveLength(1);
  expect(await violations(element)).toEqual([]);
  const { element: again } = await shown(of);
  await vi.waitFor(() => expect(again.querySelectorAll('tbody tr')).toHaveLength(2));
  again.querySelector<HTMLInputElement>('.review-rows input')!.click();
  await vi.waitFor(() => expect(again.querySelectorAll('tbody tr')).toHaveLength(1));
  expect(asked).toContain(true);
});
