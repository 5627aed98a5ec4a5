import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunningDesk } from '../../src/desk/start-desk.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { day, publishDraft } from '../engine/some-drafting.ts';
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

/** Puts words in the place of others. */
const type = (engine: SomeEngine, draft: string, find: string, put: string): Promise<void> =>
  putAt(engine, draft, put, (text) => ({ at: text.indexOf(find), remove: find.length }));

const start = {
  from: 'nothing',
  kind: 'code',
  title: '行为规范',
  text: '# 行为规范\n\n第一条　守时。\n',
} as const;

test('who is invited has the draft and writes in it; once that is ended nothing more comes, and what they have stays', async () => {
  const admin = await SomeEngine.open(desk.url);
  const guest = await SomeEngine.open(desk.url);
  await admin.found();
  const { id } = await admin.ask('saveMember', { name: '郑宁', roles: [] });
  await letIn(admin, guest, id);
  const { draft } = await admin.ask('startDraft', start);
  expect(await guest.ask('seesDrafts', undefined)).toBe(false);
  await admin.ask('inviteToDraft', { draft, members: [id], end: false });
  await vi.waitFor(async () => expect(await textAt(guest, draft)).toContain('守时'), patiently);
  expect(await guest.ask('seesDrafts', undefined)).toBe(true);
  await type(guest, draft, '守时', '守时守信');
  await vi.waitFor(async () => expect(await textAt(admin, draft)).toContain('守信'), patiently);
  // Whoever was invited moves nothing and invites nobody.
  await expect(guest.ask('moveDraft', { draft, to: 'drafting', note: '', on: day })).rejects.toMatchObject({
    code: 'not-allowed',
  });
  await expect(guest.ask('inviteToDraft', { draft, members: [id], end: false })).rejects.toMatchObject({
    code: 'not-allowed',
  });
  // They may be asked, and agree.
  await admin.ask('askApproval', { draft, member: id, ask: true });
  await vi.waitFor(async () => {
    const { approvers } = await guest.ask('workflow', { draft, on: day });
    expect(approvers).toMatchObject([{ member: id, state: 'waiting' }]);
  }, patiently);
  await guest.ask('approveDraft', { draft, text: (await guest.ask('workflow', { draft, on: day })).text });
  await vi.waitFor(async () => {
    const { approvers } = await admin.ask('workflow', { draft, on: day });
    expect(approvers).toMatchObject([{ member: id, state: 'agreed' }]);
  }, patiently);

  await admin.ask('inviteToDraft', { draft, members: [id], end: true });
  await vi.waitFor(async () => {
    expect(await guest.ask('draft', { draft, on: day })).toMatchObject({ mayWrite: false, ended: true });
  }, patiently);
  await expect(type(guest, draft, '守信', '守信守法')).rejects.toMatchObject({ code: 'not-allowed' });
  await type(admin, draft, '守信', '保密');
  // Something else comes after it, so the draft would have come too.
  await admin.write('通知');
  await vi.waitFor(() => expect(guest.titles()).toEqual(['通知']), patiently);
  const kept = await textAt(guest, draft);
  expect([kept.includes('守信'), kept.includes('保密')]).toEqual([true, false]);
  expect(await textAt(admin, draft)).toContain('保密');
  await Promise.all([admin.close(), guest.close()]);
});

test('two publish two drafts of one rule apart: both editions are there, both pages say so, and neither holds', async () => {
  const admin = await SomeEngine.open(desk.url);
  const kept = new MemoryStorage();
  let other = await SomeEngine.open(desk.url, kept);
  await admin.found();
  const { id } = await admin.ask('saveMember', { name: '李强', roles: ['publisher'] });
  await letIn(admin, other, id);
  const { draft: first } = await admin.ask('startDraft', start);
  const way = ['drafting', 'reviewing', 'signing'] as const;
  const bring = async (engine: SomeEngine, draft: string): Promise<void> => {
    for (const to of way) await engine.ask('moveDraft', { draft, to, note: '', on: day });
  };
  await bring(admin, first);
  const ask = admin.ask.bind(admin);
  const { rule, edition } = await publishDraft({ ask, draft: first });
  const drafts: string[] = [];
  for (const words of ['守时、守信。', '守时、守法。']) {
    const { draft } = await admin.ask('startDraft', { from: 'edition', rule, edition });
    await type(admin, draft, '守时。', words);
    await bring(admin, draft);
    drafts.push(draft);
  }
  const [a, b] = drafts as [string, string];
  await vi.waitFor(async () => {
    expect((await other.ask('workflow', { draft: b, on: day })).stage).toBe('signing');
    expect(await textAt(other, b)).toContain('守法');
    expect((await other.ask('read', { rule, on: day })).edition.hash).toBe(edition);
  }, patiently);
  // Nobody hears of anybody while both sign.
  await other.close();
  kept.reopen();
  other = await SomeEngine.open(undefined, kept);
  const one = await publishDraft({ ask, draft: a });
  const two = await publishDraft({ ask: other.ask.bind(other), draft: b });
  await other.close();
  kept.reopen();
  other = await SomeEngine.open(desk.url, kept);
  for (const engine of [admin, other]) {
    await vi.waitFor(async () => {
      const { published } = await engine.ask('workflow', { draft: a, on: day });
      expect(published).toMatchObject({ standing: 'disputed', rivals: [two.edition] });
    }, patiently);
    const { published } = await engine.ask('workflow', { draft: b, on: day });
    expect(published).toMatchObject({ standing: 'disputed', rivals: [one.edition] });
    expect((await engine.ask('read', { rule, on: day })).edition.hash).toBe(edition);
  }
  await Promise.all([admin.close(), other.close()]);
});
