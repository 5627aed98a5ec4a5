import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunningDesk } from '../../src/desk/start-desk.ts';
import type { Opinion } from '../../src/office/opinion-slip.ts';
import { plain, withDocument } from '../../src/store/plain-document.ts';
import { unlessDamaged } from '../../src/store/unless-damaged.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { everything } from '../engine/some-engine.ts';
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

const on = '2026-12-01';
const secret = '不得在办公区域大声喧哗';
const text = `# 行为规范\n\n第一条　守时守信。\n\n第二条　${secret}。\n`;

const opinion = (address: string, label: string, words: string, proposal = ''): Opinion => ({
  id: '',
  address,
  label,
  quote: '',
  text: words,
  proposal,
});

const someAudience = (members: string[]) => ({ units: [], posts: [], roles: [], members, except: [] });

/** Everything that lies in a storage, documents among it opened: their words are packed. */
async function allWords(storage: MemoryStorage): Promise<string> {
  const parts = [await everything(storage)];
  for (const { value } of await storage.range('documents', ''))
    parts.push(
      JSON.stringify(
        unlessDamaged(() => withDocument(value, plain)),
        asText,
      ),
    );
  return parts.join('\n');
}

const asText = (_: string, value: unknown): unknown =>
  value instanceof Uint8Array ? new TextDecoder().decode(value) : value;

test('a round goes to those who are asked, comes back to editors, and nobody else can read any of it', async () => {
  const admin = await SomeEngine.open(desk.url);
  await admin.found();
  const editorId = (await admin.ask('saveMember', { name: '吴晓', roles: ['editor'] })).id;
  const anna = (await admin.ask('saveMember', { name: '安娜', roles: [] })).id;
  const bert = (await admin.ask('saveMember', { name: '白洋', roles: [] })).id;
  const stranger = (await admin.ask('saveMember', { name: '郑宁', roles: [] })).id;
  const [annaStorage, outsideStorage, editorStorage] = [1, 2, 3].map(() => new MemoryStorage()) as [
    MemoryStorage,
    MemoryStorage,
    MemoryStorage,
  ];
  const editor = await SomeEngine.open(desk.url, editorStorage);
  const asked = await SomeEngine.open(desk.url, annaStorage);
  const unnamed = await SomeEngine.open(desk.url);
  const outside = await SomeEngine.open(desk.url, outsideStorage);
  await letIn(admin, editor, editorId);
  await letIn(admin, asked, anna);
  await letIn(admin, unnamed, bert);
  await letIn(admin, outside, stranger);
  const { draft } = await admin.ask('startDraft', { from: 'nothing', kind: 'code', title: '行为规范', text });
  await vi.waitFor(() => {
    const { announced, roster } = admin.engine.office.ledger;
    for (const { id } of roster.roster().devices.values()) expect(announced.keyOf(id)).toBeDefined();
  }, patiently);
  const { consultation } = await admin.ask('beginRound', {
    draft,
    audience: someAudience([anna, bert]),
    closes: '2026-12-20',
    anonymous: true,
    note: '为规范办公秩序。',
    questions: ['第二条是否可行？'],
    on,
  });

  const view = await vi.waitFor(async () => await asked.ask('consult', { consultation, on }), patiently);
  expect(view).toMatchObject({
    title: '行为规范',
    state: 'open',
    note: '为规范办公秩序。',
    byName: '周明远',
  });
  expect(view.units.map(({ label }) => label)).toEqual(['第一条', '第二条']);
  await asked.ask('sendOpinions', {
    consultation,
    as: 'me',
    opinions: [opinion('a2', '第二条', '“大声”不好掌握', '第二条　在办公区域应当轻声交谈。')],
    none: false,
    named: true,
    on,
  });
  await vi.waitFor(async () => await unnamed.ask('consult', { consultation, on }), patiently);
  await unnamed.ask('sendOpinions', {
    consultation,
    as: 'me',
    opinions: [opinion('a1', '第一条', '领导先做到')],
    none: false,
    named: false,
    on,
  });

  const round = await vi.waitFor(async () => {
    const seen = await editor.ask('round', { consultation, on });
    expect(seen.opinions).toHaveLength(2);
    return seen;
  }, patiently);
  expect(round.opinions).toMatchObject([
    { label: '第一条', text: '领导先做到', from: { kind: 'anonymous', name: '' } },
    { label: '第二条', from: { kind: 'member', name: '安娜' }, proposal: '第二条　在办公区域应当轻声交谈。' },
  ]);
  expect(round.people).toMatchObject([{ name: '安娜', said: 'opinions' }, { name: '白洋' }]);
  expect(round.unnamed).toBe(1);
  const whole = JSON.stringify(round);
  expect(whole).not.toContain(`"said":"opinions","name":"白洋"`);

  // Two editors decide apart; both stand until one settles it.
  const [first, second] = round.opinions.map(({ key }) => key);
  const say = { consultation, reason: '表述更准确', over: [] };
  await admin.ask('decideOpinions', { ...say, opinions: [first!], decision: 'rejected' });
  await editor.ask('decideOpinions', { ...say, opinions: [second!], decision: 'adopted' });
  await vi.waitFor(async () => {
    for (const one of [admin, editor]) {
      const { opinions } = await one.ask('round', { consultation, on });
      expect(opinions.map(({ decisions }) => decisions.length)).toEqual([1, 1]);
    }
  }, patiently);
  expect(await editor.ask('giveFeedback', { consultation, on })).toEqual({ answered: 1 });
  await vi.waitFor(async () => {
    const { slips, state } = await asked.ask('consult', { consultation, on });
    expect(state).toBe('answered');
    expect(slips[0]!.answers).toMatchObject([{ decision: 'adopted', reason: '表述更准确' }]);
  }, patiently);

  // The outsider carries all of it, and holds not a word.
  expect(await outside.ask('askedRounds', { on })).toEqual([]);
  await expect(outside.ask('consult', { consultation, on })).rejects.toMatchObject({ code: 'not-asked' });
  await vi.waitFor(async () => {
    const manifest = await outside.engine.consultation.opened.rows.of(
      outside.engine.consultation.record(consultation).act.sealed.slice(0, 32),
      'answer',
    );
    expect(manifest).toHaveLength(1);
  }, patiently);
  const words = [secret, '行为规范', '大声', '轻声交谈', '领导先做到', '规范办公秩序', '表述更准确'];
  const carried = await allWords(outsideStorage);
  for (const word of words) expect(carried, word).not.toContain(word);
  expect(await allWords(annaStorage)).not.toContain('领导先做到');
  // The same look finds them where they may be.
  const kept = await allWords(editorStorage);
  for (const word of words) expect(kept, word).toContain(word);
  await Promise.all([admin, editor, asked, unnamed, outside].map((one) => one.close()));
}, 60_000);
