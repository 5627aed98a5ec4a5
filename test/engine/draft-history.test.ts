import { expect, test } from 'vitest';
import { someDraft, someText as text } from './some-draft.ts';

test('the history says who wrote how much in which articles, and any state can be brought back', async () => {
  const { engine, draft, body, type } = await someDraft();
  const before = await type('守时', '准时到岗');
  const seen = await body();
  await type('员工应当守信。', '员工应当守信守法。');
  const { sessions, more } = await engine.ask('draftHistory', { draft, most: 10 });
  expect(more).toBe(false);
  expect(sessions).toMatchObject([{ name: '周明远', changes: 3, isBeginning: true }]);
  const states = await engine.ask('sessionStates', { draft, session: sessions[0]!.id });
  expect(states).toHaveLength(3);
  expect(states[1]!.heads).toEqual(before);
  const { comparison, text: old } = await engine.ask('compareState', { draft, heads: before });
  expect(old).toBe(seen);
  expect(comparison.counts).toMatchObject({ changed: 1, same: 1 });

  await engine.ask('restoreState', { draft, heads: states[0]!.heads });
  expect(await body()).toBe(text);
  // What was written since is not lost.
  await engine.ask('restoreState', { draft, heads: states[2]!.heads });
  expect(await body()).toBe(seen.replace('守信。', '守信守法。'));
  await engine.close();
});

test('what was taken in of a proposal was written by who took it in', async () => {
  const { engine, draft } = await someDraft();
  const { heads } = await engine.ask('draftOpen', { draft });
  const from = text.indexOf('守信');
  const place = { draft, heads, from, to: from + 2, text: '', wording: '守信守法' };
  const { remark } = await engine.ask('addRemark', place);
  await engine.ask('acceptWording', { draft, remark });
  const { sessions } = await engine.ask('draftHistory', { draft, most: 10 });
  expect(sessions.map(({ name, changes }) => [name, changes])).toEqual([['周明远', 2]]);
  await engine.close();
});

test('a branch is taken in beside what was written meanwhile, and once only', async () => {
  const { engine, draft, body, type } = await someDraft();
  const { draft: branch } = await engine.ask('startDraft', { from: 'draft', draft });
  await type('守时', '准时到岗', branch);
  await type('守信。', '守信守法。', branch);
  await type('# 行为规范', '# 员工行为规范');
  await type('不得迟到', '不得迟到早退');
  const view = await engine.ask('previewMerge', { draft: branch });
  expect(view).toMatchObject({
    parent: { draft, title: '员工行为规范' },
    isNothing: false,
    both: ['第一条'],
  });
  expect(view.comparison.counts.changed).toBe(2);
  expect(await body()).not.toContain('守法');

  await type('守法', '守法纪', branch);
  await expect(engine.ask('mergeBranch', { draft: branch, heads: view.heads })).rejects.toMatchObject({
    code: 'changed-meanwhile',
  });
  const { heads } = await engine.ask('previewMerge', { draft: branch });
  await engine.ask('mergeBranch', { draft: branch, heads });
  const merged = `# 员工行为规范

第一条　员工应当准时到岗，不得迟到早退。

第二条　员工应当守信守法纪。
`;
  expect(await body()).toBe(merged);
  expect(await engine.ask('branches', { draft: branch })).toMatchObject({
    parent: { draft },
    merged: { byName: '周明远' },
    isAhead: false,
    branches: [],
  });
  const inList = async (): Promise<unknown> =>
    (await engine.ask('drafts', undefined)).find((line) => line.draft === branch)!.merged;
  expect(await inList()).toMatchObject({
    draft,
    title: '员工行为规范',
    byName: '周明远',
    isAhead: false,
  });
  expect(await engine.ask('branches', { draft })).toMatchObject({
    branches: [{ draft: branch, byName: '周明远', merged: { byName: '周明远' } }],
    twice: [],
  });

  // The same again is nothing; what is written in the branch later can follow.
  expect((await engine.ask('previewMerge', { draft: branch })).isNothing).toBe(true);
  await type('守法纪', '守法守纪', branch);
  expect(await engine.ask('branches', { draft: branch })).toMatchObject({ isAhead: true });
  expect(await inList()).toMatchObject({ isAhead: true });
  const again = await engine.ask('previewMerge', { draft: branch });
  await engine.ask('mergeBranch', { draft: branch, heads: again.heads });
  expect(await body()).toBe(merged.replace('守法纪', '守法守纪'));
  await engine.close();
});
