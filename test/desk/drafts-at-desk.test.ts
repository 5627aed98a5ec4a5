import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunningDesk } from '../../src/desk/start-desk.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { ownDesk, ownFolder } from './own-desk.ts';
import { letIn, patiently, putAt, SomeEngine, textAt } from './some-engines.ts';

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

/** Types at a place of what the device shows. */
const type = (engine: SomeEngine, draft: string, at: number, words: string): Promise<void> =>
  putAt(engine, draft, words, () => ({ at, remove: 0 }));

test('two write in one draft at once and see each other, and what one wrote while away comes later', async () => {
  const admin = await SomeEngine.open(desk.url);
  const kept = new MemoryStorage();
  let other = await SomeEngine.open(desk.url, kept);
  const outsider = await SomeEngine.open(desk.url);
  await admin.found();
  const { id } = await admin.ask('saveMember', { name: '吴晓', roles: ['editor'] });
  const { id: third } = await admin.ask('saveMember', { name: '郑宁', roles: [] });
  await letIn(admin, other, id);
  await letIn(admin, outsider, third);
  const { draft } = await admin.ask('startDraft', {
    from: 'nothing',
    kind: 'code',
    title: '行为规范',
    text: '# 行为规范\n\n第一条　守时。\n',
  });
  await vi.waitFor(async () => expect(await other.ask('drafts', undefined)).toHaveLength(1), patiently);
  expect(await other.ask('drafts', undefined)).toMatchObject([
    { draft, title: '行为规范', byName: '周明远' },
  ]);
  expect(await textAt(other, draft)).toContain('守时');
  await Promise.all([type(admin, draft, 12, '应当'), type(other, draft, 0, '<!-- 初稿 -->\n')]);
  const whole = '<!-- 初稿 -->\n# 行为规范\n\n第一条　应当守时。\n';
  await vi.waitFor(async () => {
    expect([await textAt(admin, draft), await textAt(other, draft)]).toEqual([whole, whole]);
  }, patiently);

  const { heads } = await other.ask('draftOpen', { draft });
  await other.ask('draftShow', { draft, tab: 't', where: { heads, from: 3, to: 5 } });
  await vi.waitFor(async () => {
    const seen = await admin.ask('draftPresent', { draft, heads });
    expect(seen).toMatchObject([{ name: '吴晓', from: 3, to: 5 }]);
  }, patiently);

  await other.close();
  await vi.waitFor(
    async () => expect(await admin.ask('draftPresent', { draft, heads })).toEqual([]),
    patiently,
  );
  await type(admin, draft, whole.length, '\n第二条　守信。\n');
  kept.reopen();
  other = await SomeEngine.open(undefined, kept);
  await type(other, draft, whole.length, '\n第二条　守法。\n');
  await other.close();
  kept.reopen();
  other = await SomeEngine.open(desk.url, kept);
  await vi.waitFor(async () => {
    const [here, there] = [await textAt(admin, draft), await textAt(other, draft)];
    expect(here).toBe(there);
    expect(here).toContain('守信');
    expect(here).toContain('守法');
  }, patiently);

  expect(await outsider.ask('drafts', undefined)).toEqual([]);
  await expect(outsider.ask('draftOpen', { draft })).rejects.toMatchObject({ code: 'not-found' });
  await Promise.all([admin.close(), other.close(), outsider.close()]);
});
