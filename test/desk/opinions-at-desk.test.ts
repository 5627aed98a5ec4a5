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
    shared: true,
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
  await editor.ask('closeRound', { consultation, on });
  expect(await editor.ask('giveFeedback', { consultation, on })).toEqual({
    answered: 1,
    isShared: true,
  });
  await vi.waitFor(async () => {
    const { slips, state } = await asked.ask('consult', { consultation, on });
    expect(state).toBe('answered');
    expect(slips[0]!.answers).toMatchObject([{ decision: 'adopted', reason: '表述更准确' }]);
  }, patiently);

  // Who gave no name finds the answer among what all who were asked can see, on their own device only.
  const results = (engine: SomeEngine) =>
    vi.waitFor(async () => {
      const found = await engine.ask('consult', { consultation, on });
      expect(found.results).toBeDefined();
      return { slip: found.slips[0]!, items: found.results!.items.map((one) => [one.text, one.isMine]) };
    }, patiently);
  const own = await results(unnamed);
  expect(own.slip.answers).toMatchObject([{ decision: 'rejected', reason: '表述更准确' }]);
  expect(own.items).toEqual([
    ['领导先做到', true],
    ['“大声”不好掌握', false],
  ]);
  expect((await results(asked)).items).toEqual([
    ['领导先做到', false],
    ['“大声”不好掌握', true],
  ]);
  const said = JSON.stringify((await asked.ask('consult', { consultation, on })).results);
  for (const name of ['安娜', '白洋', anna, bert]) expect(said).not.toContain(name);
  expect(said).not.toContain(first!.slice(0, 32));
  expect(await unnamed.ask('askedRounds', { on })).toMatchObject([{ hasAnswer: true }]);

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

test('a device that comes later can read the copy too, and shows what its user said elsewhere', async () => {
  const admin = await SomeEngine.open(desk.url);
  await admin.found();
  const anna = (await admin.ask('saveMember', { name: '安娜', roles: [] })).id;
  const { draft } = await admin.ask('startDraft', { from: 'nothing', kind: 'code', title: '行为规范', text });
  const { consultation } = await admin.ask('beginRound', {
    draft,
    audience: someAudience([anna]),
    closes: '2026-12-20',
    anonymous: false,
    note: '',
    questions: [],
    on,
  });
  expect((await admin.ask('round', { consultation, on })).unreached).toEqual(['安娜']);
  const first = await SomeEngine.open(desk.url);
  await letIn(admin, first, anna);
  const open = (engine: SomeEngine) =>
    vi.waitFor(async () => await engine.ask('consult', { consultation, on }), patiently);
  expect((await open(first)).title).toBe('行为规范');
  const what = { consultation, as: 'me', none: false, named: true, on };
  await first.ask('sendOpinions', { ...what, opinions: [opinion('a2', '第二条', '手机上写的')] });
  const second = await SomeEngine.open(desk.url);
  await letIn(admin, second, anna, '电脑');
  await open(second);
  // Sealed when this device was not known yet, it stays closed to it; what is said from now on is open to both.
  await first.ask('sendOpinions', { ...what, opinions: [opinion('a2', '第二条', '手机上改过的')] });
  await vi.waitFor(async () => {
    const [slip] = (await second.ask('consult', { consultation, on })).slips;
    expect(slip).toMatchObject({ opinions: [{ text: '手机上改过的' }], sent: { isNamed: true } });
  }, patiently);
  await second.ask('sendOpinions', { ...what, opinions: [opinion('a2', '第二条', '电脑上改过的')] });
  await vi.waitFor(async () => {
    const { opinions } = await admin.ask('round', { consultation, on });
    expect(opinions.map((one) => one.text)).toEqual(['电脑上改过的']);
  }, patiently);
  await Promise.all([admin, first, second].map((one) => one.close()));
}, 60_000);

test('two editors who decide apart do not lose each other, and a later one settles it', async () => {
  const admin = await SomeEngine.open(desk.url);
  const kept = new MemoryStorage();
  let other = await SomeEngine.open(desk.url, kept);
  await admin.found();
  const id = (await admin.ask('saveMember', { name: '吴晓', roles: ['editor'] })).id;
  await letIn(admin, other, id);
  const { draft } = await admin.ask('startDraft', { from: 'nothing', kind: 'code', title: '行为规范', text });
  const { consultation } = await admin.ask('beginRound', {
    draft,
    audience: someAudience([id]),
    closes: '2026-12-20',
    anonymous: false,
    note: '',
    questions: [],
    on,
  });
  await vi.waitFor(async () => await other.ask('consult', { consultation, on }), patiently);
  await other.ask('sendOpinions', {
    consultation,
    as: 'me',
    none: false,
    named: true,
    on,
    opinions: [opinion('a2', '第二条', '太严')],
  });
  const key = await vi.waitFor(async () => {
    const [one] = (await admin.ask('round', { consultation, on })).opinions;
    expect(one).toBeDefined();
    return one!.key;
  }, patiently);
  await other.close();
  kept.reopen();
  other = await SomeEngine.open(undefined, kept);
  const decide = { consultation, opinions: [key], over: [] };
  await other.ask('decideOpinions', { ...decide, decision: 'rejected', reason: '上级有规定' });
  await admin.ask('decideOpinions', { ...decide, decision: 'partly', reason: '放宽一些' });
  await other.close();
  kept.reopen();
  other = await SomeEngine.open(desk.url, kept);
  const standing = (engine: SomeEngine, count: number) =>
    vi.waitFor(async () => {
      const [one] = (await engine.ask('round', { consultation, on })).opinions;
      expect(one!.decisions).toHaveLength(count);
      return one!.decisions;
    }, patiently);
  const both = await standing(admin, 2);
  expect(await standing(other, 2)).toEqual(both);
  expect(both.map(({ reason }) => reason).sort()).toEqual(['上级有规定', '放宽一些']);
  await other.ask('decideOpinions', {
    ...decide,
    decision: 'adopted',
    reason: '',
    over: both.map(({ id: one }) => one),
  });
  expect(await standing(admin, 1)).toMatchObject([{ decision: 'adopted', byName: '吴晓' }]);
  await Promise.all([admin.close(), other.close()]);
}, 60_000);
