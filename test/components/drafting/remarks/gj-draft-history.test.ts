import axe from 'axe-core';
import { afterEach, expect, test, vi } from 'vitest';
import { GjDraftHistory } from '../../../../components/drafting/remarks/gj-draft-history.ts';
import type { SessionView } from '../../../../src/engine/draft-history-protocol.ts';
import type { DraftView } from '../../../../src/engine/drafts-protocol.ts';
import { compareTexts } from '../../../../src/rule/compare-texts.ts';
import { parseText } from '../../../../src/rule/parse-text.ts';
import { SomeApp } from '../../some-app.ts';
import { button, wordsIn } from './some-remark.ts';

afterEach(() => {
  document.body.replaceChildren();
  location.hash = '';
});

const session = (change: Partial<SessionView>): SessionView => ({
  id: 's1',
  name: '吴晓',
  from: Date.UTC(2026, 2, 2, 1),
  to: Date.UTC(2026, 2, 2, 1, 40),
  changes: 3,
  added: 12,
  removed: 4,
  articles: ['第二条', '第三条'],
  more: false,
  isBeginning: false,
  heads: ['h3'],
  ...change,
});

const view = {
  id: 'd1',
  title: '规范',
  kind: 'code',
  from: 'nothing',
  by: 'm1',
  at: 0,
  byName: '吴晓',
  mayWrite: true,
} satisfies DraftView;

const parsed = (text: string) => ({ text, parsed: parseText(text) });
const comparison = compareTexts(
  parsed('第一条　守时。\n\n第二条　守信。'),
  parsed('第一条　守时。\n\n第二条　守法。'),
);

async function shown(answers: ConstructorParameters<typeof SomeApp>[0] = {}) {
  const some = new SomeApp({
    draft: () => view,
    draftHistory: () => ({
      sessions: [
        session({}),
        session({ id: 's0', name: '周明远', articles: [], isBeginning: true, heads: ['h1'] }),
      ],
      more: true,
    }),
    sinceLook: () => ({ heads: ['h9'], places: [] }),
    branches: () => ({ isAhead: false, branches: [], twice: [] }),
    sessionStates: () => [
      { heads: ['h2'], at: Date.UTC(2026, 2, 2, 1) },
      { heads: ['h3'], at: Date.UTC(2026, 2, 2, 1, 40) },
    ],
    compareState: ({ heads }) => ({ comparison, text: `第一条　守时。${heads[0]}` }),
    restoreState: () => undefined,
    ...answers,
  });
  const element = new GjDraftHistory();
  element.draft = 'd1';
  some.show(element);
  await vi.waitFor(() => expect(element.querySelector('.sessions li')).not.toBeNull());
  const said = (call: string): unknown[] =>
    some.asked.filter((one) => one.call === call).map(({ args }) => args);
  return { element, said };
}

test('sessions say who wrote how much and where, and are chosen by person', async () => {
  const { element, said } = await shown();
  const lines = (): string[] => [...element.querySelectorAll('.session .facts')].map(wordsIn);
  expect(lines()).toEqual(['加 12 字 删 4 字 第二条、第三条', '开始起草 加 12 字 删 4 字']);
  const select = element.querySelector('select')!;
  select.value = '周明远';
  select.dispatchEvent(new Event('change'));
  await element.updateComplete;
  expect(lines()).toHaveLength(1);
  button(element, '更早的').click();
  await vi.waitFor(() => expect(said('draftHistory')).toHaveLength(2));
  expect(said('draftHistory')[1]).toEqual({ draft: 'd1', most: 60 });
});

test('any state is looked at beside that of now, and restored after a second word', async () => {
  const { element, said } = await shown();
  button(element, '查看当时的文本').click();
  await vi.waitFor(() => expect(element.querySelector('.difference')).not.toBeNull());
  expect([...element.querySelectorAll('.difference del, .difference ins')].map(wordsIn)).toEqual([
    '守信。',
    '守法。',
  ]);
  expect((await axe.run(element)).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  const slider = await vi.waitFor(() => element.querySelector<HTMLInputElement>('input[type=range]')!);
  slider.value = '0';
  slider.dispatchEvent(new Event('change'));
  await vi.waitFor(() => expect(said('compareState').at(-1)).toEqual({ draft: 'd1', heads: ['h2'] }));
  button(element, '看全文').click();
  await vi.waitFor(() => expect(wordsIn(element.querySelector('.whole-state'))).toContain('h2'));
  button(element, '恢复成这样').click();
  await vi.waitFor(() => button(element, '恢复'));
  expect(said('restoreState')).toEqual([]);
  button(element, '恢复').click();
  await vi.waitFor(() => expect(said('restoreState')).toEqual([{ draft: 'd1', heads: ['h2'] }]));
  await vi.waitFor(() => expect(wordsIn(element)).toContain('已恢复。'));
});

test('what others changed since one looked leads there, and goes when it is seen', async () => {
  let isSeen = false;
  const places = [{ label: '第二条', names: ['郑宁', '吴晓'], from: 20, to: 30 }];
  const { element, said } = await shown({
    sinceLook: () => ({ heads: ['h9'], lookedAt: Date.UTC(2026, 2, 1), places: isSeen ? [] : places }),
    markLooked: () => void (isSeen = true),
  });
  await vi.waitFor(() => expect(element.querySelector('.since-look')).not.toBeNull());
  expect(wordsIn(element.querySelector('.since-look li'))).toBe('第二条 郑宁、吴晓');
  const chosen: unknown[] = [];
  element.addEventListener('draft-select', (event) => chosen.push((event as CustomEvent).detail));
  button(element.querySelector('.since-look')!, '第二条').click();
  expect(chosen).toEqual([{ from: 20, to: 30, heads: ['h9'] }]);
  button(element, '知道了').click();
  await vi.waitFor(() => expect(element.querySelector('.since-look')).toBeNull());
  expect(said('markLooked')).toEqual([{ draft: 'd1', heads: ['h9'] }]);
});

test('a branch is looked at before it is taken in, and says what both changed', async () => {
  const { element, said } = await shown({
    branches: () => ({ parent: { draft: 'd0', title: '原稿' }, isAhead: false, branches: [], twice: [] }),
    previewMerge: () => ({
      parent: { draft: 'd0', title: '原稿' },
      isNothing: false,
      comparison,
      both: ['第二条'],
      heads: ['b1'],
    }),
    mergeBranch: () => undefined,
  });
  await vi.waitFor(() => button(element, '并入原草稿'));
  button(element, '并入原草稿').click();
  await vi.waitFor(() => expect(element.querySelector('.branch-merge')).not.toBeNull());
  expect(wordsIn(element.querySelector('.branch-merge .notice'))).toContain('第二条两边都改过');
  expect(wordsIn(element.querySelector('.difference .badges'))).toContain('两边都改过');
  button(element, '并入').click();
  await vi.waitFor(() => expect(said('mergeBranch')).toEqual([{ draft: 'd1', heads: ['b1'] }]));
});

test('another branch is begun and opened', async () => {
  const { element, said } = await shown({ startDraft: () => ({ draft: 'd2' }) });
  await vi.waitFor(() => button(element, '另开分支'));
  button(element, '另开分支').click();
  await vi.waitFor(() => expect(location.hash).toBe('#/draft/d2'));
  expect(said('startDraft')).toEqual([{ from: 'draft', draft: 'd1' }]);
});
