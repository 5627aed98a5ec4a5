import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunningDesk } from '../../src/desk/start-desk.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { betweenTexts } from '../../src/store/text-splices.ts';
import { ownDesk, ownFolder } from './own-desk.ts';
import { letIn, patiently, SomeEngine } from './some-engines.ts';

let folder: ReturnType<typeof ownFolder>;
let desk: RunningDesk & { url: string };

beforeEach(async () => {
  folder = ownFolder();
  desk = await ownDesk(folder.path);
});

afterEach(async () => {
  await desk.close();
  folder.remove();
});

const text = '# 行为规范\n\n第一条　守时。\n\n第二条　守信。\n';

/** Two editors, each on a device of their own, and a draft that both have. */
async function twoEditors() {
  const kept = new MemoryStorage();
  const admin = await SomeEngine.open(desk.url);
  const other = await SomeEngine.open(desk.url, kept);
  await admin.found();
  const { id } = await admin.ask('saveMember', { name: '吴晓', roles: ['editor'] });
  await letIn(admin, other, id);
  const { draft } = await admin.ask('startDraft', { from: 'nothing', kind: 'code', title: '行为规范', text });
  await vi.waitFor(async () => expect(await other.ask('drafts', undefined)).toHaveLength(1), patiently);
  return { admin, other, kept, draft };
}

async function type(engine: SomeEngine, draft: string, old: string, insert: string): Promise<void> {
  const { text: now, heads } = await engine.ask('draftOpen', { draft });
  const splices = [betweenTexts(now, now.replace(old, insert))];
  await engine.ask('draftEdit', { draft, name: crypto.randomUUID(), heads, splices });
}

/** Waits until both have the same draft, text and remarks. */
async function meet(draft: string, ...engines: SomeEngine[]): Promise<string> {
  return await vi.waitFor(async () => {
    const opened = await Promise.all(engines.map((engine) => engine.ask('draftOpen', { draft })));
    const heads = opened.map((one) => [...one.heads].sort().join());
    expect(new Set(heads).size).toBe(1);
    return opened[0]!.text;
  }, patiently);
}

test('a colleague who is asked finds it, answers, and both see what the other wrote since', async () => {
  const { admin, other, draft } = await twoEditors();
  const { heads } = await admin.ask('draftOpen', { draft });
  expect(await other.ask('sinceLook', { draft })).toMatchObject({ places: [] });
  const from = text.indexOf('守时');
  const place = { draft, heads, from, to: from + 2 };
  const { remark } = await admin.ask('addRemark', { ...place, text: '@吴晓 几点算守时？' });
  await meet(draft, admin, other);
  const asked = await vi.waitFor(async () => {
    const lines = await other.ask('mentions', undefined);
    expect(lines).toMatchObject([{ draft, byName: '周明远', text: '@吴晓 几点算守时？' }]);
    return lines;
  }, patiently);
  expect(asked[0]!.remark).toBe(remark);
  expect(await admin.ask('mentions', undefined)).toEqual([]);

  await other.ask('replyToRemark', { draft, remark, text: '八点半。' });
  await type(admin, draft, '守信', '守信守法');
  await meet(draft, admin, other);
  expect((await admin.ask('remarks', { draft })).remarks).toMatchObject([
    { replies: [{ byName: '吴晓', text: '八点半。' }] },
  ]);
  const since = await other.ask('sinceLook', { draft });
  const now = (await other.ask('draftOpen', { draft })).text;
  expect(since.places).toMatchObject([{ label: '第二条', names: ['周明远'], from: now.indexOf('第二条') }]);
  await other.ask('markLooked', { draft, heads: since.heads });
  expect((await other.ask('sinceLook', { draft })).places).toEqual([]);
  // What one wrote oneself is no news.
  await type(other, draft, '守时', '准时');
  expect((await other.ask('sinceLook', { draft })).places).toEqual([]);
  const { sessions } = await other.ask('draftHistory', { draft, most: 10 });
  expect(sessions.map(({ name }) => name)).toEqual(['吴晓', '周明远']);
  await Promise.all([admin.close(), other.close()]);
});

test('two who accept a proposal and take a branch in apart have done so once', async () => {
  const { admin, other, kept, draft } = await twoEditors();
  const { heads } = await admin.ask('draftOpen', { draft });
  const from = text.indexOf('守时');
  const place = { draft, heads, from, to: from + 2, text: '' };
  const { remark } = await admin.ask('addRemark', { ...place, wording: '准时到岗' });
  const { draft: branch } = await admin.ask('startDraft', { from: 'draft', draft });
  await type(admin, branch, '守信', '守信守法');
  await meet(draft, admin, other);
  await meet(branch, admin, other);
  await other.close();
  kept.reopen();
  const apart = await SomeEngine.open(undefined, kept);
  for (const [engine, more] of [
    [admin, '甲'],
    [apart, '乙'],
  ] as const) {
    await type(engine, draft, '# 行为', `# ${more}行为`);
    await engine.ask('acceptWording', { draft, remark });
    const { heads: seen } = await engine.ask('previewMerge', { draft: branch });
    await engine.ask('mergeBranch', { draft: branch, heads: seen });
  }
  await apart.close();
  kept.reopen();
  const back = await SomeEngine.open(desk.url, kept);
  const joined = await meet(draft, admin, back);
  expect(joined).toMatch(/^# (甲乙|乙甲)行为规范\n\n第一条　准时到岗。\n\n第二条　守信守法。\n$/);
  await meet(branch, admin, back);
  expect((await back.ask('previewMerge', { draft: branch })).isNothing).toBe(true);
  expect((await back.ask('branches', { draft })).twice).toEqual([]);
  const [view] = (await back.ask('remarks', { draft })).remarks;
  expect(view!.standing.is).toBe('accepted');
  await Promise.all([admin.close(), back.close()]);
});
