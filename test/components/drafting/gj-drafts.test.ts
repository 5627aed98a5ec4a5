import { afterEach, expect, test, vi } from 'vitest';
import { GjDrafts } from '../../../components/drafting/gj-drafts.ts';
import type { ListedDraft } from '../../../src/engine/workflow-protocol.ts';
import { violations } from '../connecting/axe.ts';
import { SomeApp } from '../some-app.ts';

afterEach(() => document.body.replaceChildren());

const line = (draft: string, change: Partial<ListedDraft>): ListedDraft => ({
  draft,
  title: `办法${draft}`,
  kind: 'rule',
  from: 'nothing',
  chars: 1200,
  by: 'm1',
  byName: '王芳',
  on: '2026-05-01',
  changedAt: Date.now(),
  stage: 'drafting',
  ...change,
});
const lines: ListedDraft[] = [
  line('d1', { stage: 'reviewing', waits: { what: 'approval', names: ['李强'], isMine: true } }),
  line('d2', {
    stage: 'reviewing',
    waits: { what: 'approval', names: ['甲', '乙', '丙', '丁'], isMine: false },
  }),
  line('d3', { stage: 'returned', waits: { what: 'revision', names: [], isMine: false } }),
  line('d4', { stage: 'shelved' }),
  line('d5', { stage: 'published' }),
];

async function shown(answer: ListedDraft[], language: 'zh' | 'en' = 'zh'): Promise<GjDrafts> {
  const element = new GjDrafts();
  new SomeApp({ draftList: () => answer, mentions: () => [] }, { language }).show(element);
  await vi.waitFor(() => expect(element.querySelector('.shelf-row')).not.toBeNull());
  return element;
}

const stands = (element: GjDrafts): string[] =>
  [...element.querySelectorAll('.draft-stands')].map((one) => one.textContent.replace(/\s+/g, ' ').trim());

test('where each draft stands and for whom it waits, those for the user first and what is published folded away', async () => {
  const element = await shown(lines);
  expect(stands(element)).toEqual([
    '审核 等您、李强同意',
    '审核 等甲、乙、丙等 4 人同意',
    '退回 等编辑修改',
    '搁置',
    '发布',
  ]);
  expect([...element.querySelectorAll('h2')].map((one) => one.textContent)).toEqual(['等您办理', '其他草稿']);
  expect(element.querySelector<HTMLAnchorElement>('.draft-stands a')!.hash).toBe('#/draft/d1/workflow');
  expect(element.querySelectorAll('details.drafts-over .shelf-row')).toHaveLength(1);
  expect(await violations(element)).toEqual([]);
});

test('a branch says into what it was merged, and whether it went on since', async () => {
  const merged = { draft: 'd9', title: '会议管理制度', byName: '李强', at: Date.now(), isAhead: true };
  const element = await shown([line('d1', { stage: 'drafting', merged }), line('d2', { stage: 'drafting' })]);
  const rows = [...element.querySelectorAll('.shelf-row')].map((one) => one.textContent);
  expect(rows[0]).toContain('刚刚并入《会议管理制度》，此后又有改动');
  expect(rows[1]).not.toContain('并入');
});

test('where nothing waits for the user there are no groups; and in English', async () => {
  const element = await shown(lines.slice(1), 'en');
  expect(element.querySelector('h2')).toBeNull();
  expect(stands(element).slice(0, 2)).toEqual([
    'Review waits for approval by 甲, 乙, 丙 and others (4 in all)',
    'Sent back to be revised by an editor',
  ]);
});
