import { afterEach, expect, test, vi } from 'vitest';
import { GjDraftMerged } from '../../../../components/drafting/remarks/gj-draft-merged.ts';
import type { BranchesView } from '../../../../src/engine/draft-history-protocol.ts';
import { SomeApp } from '../../some-app.ts';
import { wordsIn } from './some-remark.ts';

afterEach(() => document.body.replaceChildren());

const branch: BranchesView = {
  parent: { draft: 'd0', title: '原稿' },
  isAhead: true,
  branches: [],
  twice: [],
};

async function shown(view: BranchesView): Promise<GjDraftMerged> {
  const some = new SomeApp({ branches: () => view });
  const element = some.show(Object.assign(new GjDraftMerged(), { draft: 'd1' }));
  await vi.waitFor(() => expect(some.asked).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve));
  await element.updateComplete;
  return element;
}

test('a branch says into what it was taken, and what is not there yet', async () => {
  const element = await shown({ ...branch, merged: { by: 'm1', byName: '吴晓', at: Date.UTC(2026, 2, 2) } });
  await vi.waitFor(() => expect(element.querySelector('a')).not.toBeNull());
  expect(wordsIn(element)).toMatch(/吴晓 .+ 已把这个分支并入 原稿 之后又写的还没有并入。/);
  expect(element.querySelector('a')!.getAttribute('href')).toBe('#/draft/d0');
});

test('one that was never merged says nothing', async () => {
  expect(wordsIn(await shown(branch))).toBe('');
});
