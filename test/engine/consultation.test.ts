import * as Automerge from '@automerge/automerge/slim';
import { hexToBytes } from '@noble/hashes/utils.js';
import { beforeEach, expect, test } from 'vitest';
import { Consultation } from '../../src/engine/consultation.ts';
import { DraftLedger } from '../../src/engine/draft-ledger.ts';
import { Drafts } from '../../src/engine/drafts.ts';
import { Office } from '../../src/engine/office.ts';
import { sealedUses } from '../../src/engine/opened-rounds.ts';
import { carrySealed } from '../../src/engine/round-upkeep.ts';
import { readersAmong } from '../../src/engine/round-readers.ts';
import { canonicalBytes } from '../../src/ledger/canonical-json.ts';
import { deviceId } from '../../src/ledger/device-id.ts';
import { type DeviceKeys, makeKeys } from '../../src/ledger/signature.ts';
import type { Opinion, OpinionSlip } from '../../src/office/opinion-slip.ts';
import { writeSignedSlip } from '../../src/office/signed-slip.ts';
import { roundKey } from '../../src/store/round-document.ts';
import { newSealed, roundOf, sealedHash, sealedKey } from '../../src/store/sealed-document.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { LedgerKeeper } from '../../src/store/ledger-keeper.ts';
import { Library } from '../../src/store/library.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { systemClock } from '../../src/sync/clock.ts';
import { sealFor } from '../../src/sync/sealed/seal-for.ts';

const on = '2026-12-01';
const text = '# 行为规范\n\n第一条　守时守信。\n\n第二条　轻声交谈。\n';

/** An office with an editor at this device, somebody who is asked, and a round. */
interface World {
  engine: { library: Library; office: Office; drafts: Drafts; consultation: Consultation };
  draft: string;
  consultation: string;
  /** Somebody else who is asked, with the keys of their device. */
  anna: { member: string; device: string; keys: DeviceKeys };
}

let world: World;

async function begin(
  { engine, draft }: Pick<World, 'engine' | 'draft'>,
  anonymous: boolean,
): Promise<string> {
  const { consultation } = await engine.consultation.begin({
    draft,
    audience: { everyone: true, units: [], posts: [], roles: [], members: [], except: [] },
    closes: '2026-12-20',
    anonymous,
    note: '',
    questions: [],
    on,
  });
  return consultation;
}

beforeEach(async () => {
  const storage = new MemoryStorage();
  const library = await Library.open(storage, automergeForNode);
  const office = new Office(await LedgerKeeper.open(storage), library);
  const quiet = (): void => undefined;
  const ledger = new DraftLedger(office);
  const drafts = new Drafts({ library, office, clock: systemClock, tell: quiet, say: quiet, ledger });
  const engine = {
    library,
    office,
    drafts,
    consultation: new Consultation({ library, office, drafts, changed: quiet }),
  };
  await engine.office.found({
    name: '某办公室',
    units: [{ name: '秘书科', kind: 'office' }],
    posts: [],
    me: { name: '周明远', unit: '秘书科' },
    device: '台式机',
  });
  await engine.office.keeper.announce();
  const { id: member } = await engine.office.saveMember({ name: '安娜', roles: [] });
  const keys = await makeKeys();
  const device = deviceId(keys.alg, keys.key);
  const { alg, key } = keys;
  await engine.office.change([{ op: 'device', id: device, member, alg, key, name: '手机', kind: 'device' }]);
  const { draft } = await engine.drafts.start({ from: 'nothing', kind: 'code', title: '行为规范', text });
  const consultation = await begin({ engine, draft }, true);
  world = { engine, draft, consultation, anna: { member, device, keys } };
});

const someOpinion = (n: number, change: Partial<Opinion> = {}): Opinion => ({
  id: n.toString(16).padStart(16, '0'),
  address: 'a1',
  label: '第一条',
  quote: '',
  text: `意见${n}`,
  proposal: '',
  ...change,
});

function slipOf(change: Partial<OpinionSlip> = {}): OpinionSlip {
  return {
    v: 1,
    consultation: world.consultation,
    id: 'ab'.repeat(16),
    turn: 0,
    opinions: [someOpinion(1)],
    on,
    ...change,
  };
}

/** Seals something for the editor and carries it, as any member's device can. */
async function carry(
  content: Uint8Array<ArrayBuffer>,
  { belongsTo = world.consultation, into = world.consultation } = {},
): Promise<string> {
  const { engine } = world;
  const { office } = engine;
  const points = readersAmong(office, new Set([office.me()!.member])).map(({ point }) => point);
  const bytes = await sealFor(points, sealedUses.opinions, hexToBytes(belongsTo), content);
  const { act } = engine.consultation.record(into);
  return await carrySealed(engine.library, roundOf(act.sealed), 'opinions', bytes);
}

const keyOf = async (consultation = world.consultation): Promise<Uint8Array<ArrayBuffer>> =>
  (await world.engine.consultation.opened.key(world.engine.consultation.record(consultation)))!;

const seen = async (consultation = world.consultation): Promise<string[]> =>
  (await world.engine.consultation.view({ consultation, on })).opinions.map((one) => one.text);

test('what a member signs is taken once, however often and in whatever order it comes', async () => {
  const { anna } = world;
  const from = { member: anna.member };
  const first = await writeSignedSlip(slipOf({ from }), await keyOf(), anna);
  const second = await writeSignedSlip(
    slipOf({ from, turn: 1, opinions: [someOpinion(2)] }),
    await keyOf(),
    anna,
  );
  await carry(second);
  await carry(first);
  await carry(first);
  expect(await seen()).toEqual(['意见2']);
  const { people } = await world.engine.consultation.view({ consultation: world.consultation, on });
  expect(people.find(({ id }) => id === anna.member)).toMatchObject({ said: 'opinions' });
});

test('what was forged, altered, said by nobody who is asked, or for another round, is not seen', async () => {
  const { engine, anna } = world;
  const key = await keyOf();
  const from = { member: anna.member };
  const me = { device: engine.office.keeper.device!, keys: engine.office.keeper.keys! };
  const other = await begin(world, false);
  const stranger = await makeKeys();
  const good = await writeSignedSlip(slipOf({ from }), key, anna);
  const changed = new TextDecoder().decode(good).replace('意见1', '意见9');
  const unsigned = new TextDecoder().decode(good).replace(/"signed":\{[^}]*\},/, '');
  const tricks: [string, Uint8Array<ArrayBuffer>, { belongsTo?: string; into?: string }?][] = [
    ['signed by another device', await writeSignedSlip(slipOf({ from }), key, me)],
    [
      'signed with a key of nobody',
      await writeSignedSlip(slipOf({ from }), key, { device: anna.device, keys: stranger }),
    ],
    ['other words below the signature', new TextEncoder().encode(changed)],
    ['a name without a signature', new TextEncoder().encode(unsigned)],
    ['by who was not asked', await writeSignedSlip(slipOf({ from }), new Uint8Array(32), anna)],
    ['without a name by who was not asked', await writeSignedSlip(slipOf(), new Uint8Array(32), undefined)],
    [
      'of another round',
      await writeSignedSlip(slipOf({ from, consultation: other }), await keyOf(other), anna),
    ],
    ['sealed for another round', good, { belongsTo: other }],
    ['carried into another round', good, { into: other }],
    ['no JSON', new TextEncoder().encode('{')],
    ['nothing', new Uint8Array(0)],
    ['a list', canonicalBytes([])],
    ['deep', new TextEncoder().encode('['.repeat(100_000))],
  ];
  for (const [name, content, where] of tricks) {
    await carry(content, where);
    expect(await seen(), name).toEqual([]);
    expect(await seen(other), name).toEqual([]);
  }
  // Where names are wanted, what has none is not taken.
  const nameless = await writeSignedSlip(slipOf({ consultation: other }), await keyOf(other), undefined);
  await carry(nameless, { belongsTo: other, into: other });
  expect(await seen(other)).toEqual([]);
  // What is good is seen all the same.
  await carry(good);
  await carry(await writeSignedSlip(slipOf({ id: 'cd'.repeat(16) }), key, undefined));
  expect((await seen()).sort()).toEqual(['意见1', '意见1']);
});

test('somebody without a name who sends without end crowds nobody out', async () => {
  const { anna, engine, consultation } = world;
  const key = await keyOf();
  const long = '长'.repeat(4000);
  const much = Array.from({ length: 45 }, (_, i) => someOpinion(i, { text: long }));
  for (let i = 0; i < 9; i++)
    await carry(
      await writeSignedSlip(slipOf({ id: i.toString(16).padStart(32, '0'), opinions: much }), key, undefined),
    );
  const named = slipOf({ from: { member: anna.member }, opinions: [someOpinion(1, { text: '我的意见' })] });
  await carry(await writeSignedSlip(named, key, anna));
  const view = await engine.consultation.view({ consultation, on });
  expect(view.leftOut).toBeGreaterThan(0);
  expect(view.unnamed).toBeLessThan(9);
  expect(view.opinions.map((one) => one.text)).toContain('我的意见');
});

test('an editor who writes a slip in the name of somebody else into what editors have convinces no other', async () => {
  const { engine, consultation, anna } = world;
  const record = engine.consultation.record(consultation);
  const body = JSON.stringify({
    slip: slipOf({ from: { member: anna.member } }),
    proof: 'AAAA',
    signed: { device: anna.device, sig: 'A'.repeat(86) },
  });
  await engine.consultation.intake.put(record, {
    slips: {
      ['f'.repeat(64)]: { body, arrived: 1 },
      ['e'.repeat(64)]: 7,
      ['d'.repeat(64)]: { body: '{', arrived: 2 },
    },
  });
  expect(await seen()).toEqual([]);
});

test('an answer counts only when the ledger names it', async () => {
  const { engine, consultation } = world;
  const { own } = engine.consultation;
  await own.send({ consultation, as: 'me', opinions: [someOpinion(1)], none: false, named: true, on });
  const [key] = (await engine.consultation.view({ consultation, on })).opinions.map((one) => one.key);
  const record = engine.consultation.record(consultation);
  const points = readersAmong(engine.office, new Set([engine.office.me()!.member])).map(({ point }) => point);
  const said = { opinion: key!.slice(33), decision: 'rejected', reason: '冒充的答复' };
  const forged = canonicalBytes({ v: 1, consultation, slip: key!.slice(0, 32), items: [said], on });
  const bytes = await sealFor(points, sealedUses.answer, hexToBytes(consultation), forged);
  await carrySealed(engine.library, roundOf(record.act.sealed), 'answer', bytes);
  expect((await own.view({ consultation, on })).slips[0]!.answers).toEqual([]);
  const decide = { consultation, opinions: [key!], over: [] };
  await expect(
    engine.consultation.decide({ ...decide, decision: 'rejected', reason: ' ' }),
  ).rejects.toMatchObject({
    message: 'no-reason',
  });
  await expect(engine.consultation.giveFeedback({ consultation, on })).rejects.toMatchObject({
    message: 'still-open',
  });
  await engine.consultation.closeRound({ consultation, on });
  await expect(engine.consultation.giveFeedback({ consultation, on })).rejects.toMatchObject({
    message: 'undecided',
  });
  await engine.consultation.decide({ ...decide, decision: 'adopted', reason: '' });
  expect(await engine.consultation.giveFeedback({ consultation, on })).toEqual({
    answered: 1,
    isShared: false,
  });
  const { slips, state } = await own.view({ consultation, on });
  expect(state).toBe('answered');
  expect(slips[0]!.answers).toMatchObject([{ decision: 'adopted', reason: '' }]);
});

test('one’s own word is kept while it is written, replaced, taken back, and then said without a name', async () => {
  const { engine, consultation } = world;
  const { own } = engine.consultation;
  const what = { consultation, as: 'me' };
  await own.keep({ ...what, opinions: [someOpinion(1, { text: '半句\r\n话\t' })] });
  const kept = (await own.view({ consultation, on })).slips[0]!;
  expect(kept).toMatchObject({ opinions: [{ text: '半句\n话' }] });
  expect(kept.sent).toBeUndefined();
  expect(await seen()).toEqual([]);
  await own.send({ ...what, opinions: [someOpinion(1, { text: '第一稿' })], none: false, named: true, on });
  await own.send({ ...what, opinions: [someOpinion(1, { text: '第二稿' })], none: false, named: true, on });
  expect(await seen()).toEqual(['第二稿']);
  // Said under a name it cannot become nameless, before it was taken back.
  const nameless = { ...what, opinions: [someOpinion(1, { text: '不具名' })], none: false, named: false, on };
  await expect(own.send(nameless)).rejects.toMatchObject({ message: 'name-wanted' });
  await own.withdraw({ ...what, on });
  expect(await seen()).toEqual([]);
  await own.send(nameless);
  const { opinions } = await engine.consultation.view({ consultation, on });
  expect(opinions).toMatchObject([{ text: '不具名', from: { kind: 'anonymous', name: '' } }]);
  expect((await own.view({ consultation, on })).slips[0]!.sent).toMatchObject({ isNamed: false });
  await own.withdraw({ ...what, on });
  await own.send({ ...what, opinions: [], none: true, named: true, on });
  const { people } = await engine.consultation.view({ consultation, on });
  expect(people.find(({ name }) => name === '周明远')).toMatchObject({ said: 'none' });
});

test('a round ends by itself on its day, goes on when it is prolonged, and what comes late is marked', async () => {
  const { engine, consultation, anna } = world;
  const { own } = engine.consultation;
  const state = async (day: string): Promise<string> =>
    (await engine.consultation.view({ consultation, on: day })).state;
  expect([await state('2026-12-20'), await state('2026-12-21')]).toEqual(['open', 'closed']);
  const late = {
    consultation,
    as: 'me',
    opinions: [someOpinion(1)],
    none: false,
    named: true,
    on: '2026-12-21',
  };
  await expect(own.send(late)).rejects.toMatchObject({ message: 'over' });
  const from = { member: anna.member };
  await carry(await writeSignedSlip(slipOf({ from, on: '2026-12-22' }), await keyOf(), anna));
  const lines = (await engine.consultation.view({ consultation, on: '2026-12-22' })).opinions;
  expect(lines).toMatchObject([{ text: '意见1', late: 'written' }]);
  await engine.consultation.closeRound({ consultation, closes: '2026-12-25', on: '2026-12-21' });
  expect(await state('2026-12-21')).toBe('open');
  await engine.consultation.closeRound({ consultation, on: '2026-12-21' });
  expect(await state('2026-12-21')).toBe('closed');
  await expect(
    engine.consultation.closeRound({ consultation, closes: '2026-12-01', on: '2026-12-21' }),
  ).rejects.toMatchObject({ message: 'past' });
});

test('a document under the name of another, or one that was changed, does not get in', async () => {
  const { engine, anna } = world;
  const bytes = crypto.getRandomValues(new Uint8Array(500));
  const { act } = engine.consultation.record(world.consultation);
  const key = sealedKey({ round: roundOf(act.sealed), kind: 'copy', hash: act.sealed });
  const { library } = engine;
  expect(await library.merge([{ ...key, bytes: newSealed(bytes) }])).toEqual(['refused']);
  // A key that opens nothing, sealed for this device, keeps the right one out of nobody's hands.
  const points = readersAmong(engine.office, new Set([engine.office.me()!.member])).map(({ point }) => point);
  const wrong = await sealFor(points, sealedUses.key, hexToBytes(act.sealed), new Uint8Array(32).fill(9));
  await carrySealed(library, roundOf(act.sealed), 'key', wrong);
  expect(sealedHash(wrong)).toHaveLength(64);
  expect((await engine.consultation.opened.copy({ act }))?.title).toBe('行为规范');
  expect(anna.device).toHaveLength(32);
});

test('a round that was taken back asks nobody any more', async () => {
  const { engine, consultation } = world;
  const { own } = engine.consultation;
  expect(await own.asked({ on })).toMatchObject([{ title: '行为规范', said: 'nothing', state: 'open' }]);
  expect(await own.asked({ on: '2027-03-20' })).toMatchObject([{ state: 'closed' }]);
  expect(await own.asked({ on: '2027-03-21' })).toEqual([]);
  const withdraw = (reason: string): Promise<void> => engine.consultation.withdraw({ consultation, reason });
  await expect(withdraw(' ')).rejects.toMatchObject({ message: 'no-reason' });
  await withdraw('发错了');
  expect(await own.asked({ on })).toEqual([]);
  const say = { consultation, as: 'me', opinions: [someOpinion(1)], none: false, named: true, on };
  await expect(own.send(say)).rejects.toMatchObject({ message: 'over' });
  await expect(withdraw('再一次')).rejects.toMatchObject({ message: 'over' });
  await expect(engine.consultation.closeRound({ consultation, on })).rejects.toMatchObject({
    message: 'over',
  });
});

test('who has no drafts can neither begin a round nor look into one', async () => {
  const { engine, consultation, draft } = world;
  const me = engine.office.me()!.member;
  await engine.office.saveMember({ id: me, name: '周明远', roles: ['admin'] });
  const refused = { code: 'not-allowed' };
  await expect(begin({ engine, draft }, true)).rejects.toMatchObject(refused);
  await expect(engine.consultation.view({ consultation, on })).rejects.toMatchObject(refused);
  expect(() => engine.consultation.rounds({ draft, on })).toThrow();
  const bytes = new Uint8Array(1);
  await expect(engine.consultation.packages.read({ consultation, bytes, take: false })).rejects.toMatchObject(
    refused,
  );
  // Asked they still are.
  expect((await engine.consultation.own.view({ consultation, on })).title).toBe('行为规范');
});

test('a liaison officer says what the unit thinks, beside what they think themselves; nobody else can', async () => {
  const { engine, consultation, anna } = world;
  const { own } = engine.consultation;
  const me = engine.office.me()!.member;
  const unit = [...engine.office.roster.units.keys()][0]!;
  const what = { consultation, none: false, named: true, on };
  const ofUnit = { ...what, as: unit, opinions: [someOpinion(1, { text: '科里的意见' })] };
  await expect(own.send(ofUnit)).rejects.toMatchObject({ message: 'not-your-unit' });
  await engine.office.saveMember({ id: me, name: '周明远', unit, roles: ['admin', 'publisher', 'liaison'] });
  expect((await own.view({ consultation, on })).slips.map(({ as, unitName }) => [as, unitName])).toEqual([
    ['me', undefined],
    [unit, '秘书科'],
  ]);
  await own.send(ofUnit);
  await own.send({ ...what, as: 'me', opinions: [someOpinion(2, { text: '我的意见' })] });
  await expect(own.send({ ...ofUnit, named: false })).rejects.toMatchObject({ message: 'name-wanted' });
  // Somebody else signs for the unit: it counts as their own.
  const from = { member: anna.member, unit };
  await carry(await writeSignedSlip(slipOf({ from }), await keyOf(), anna));
  const view = await engine.consultation.view({ consultation, on });
  const said = view.opinions.map((one) => [one.text, one.from.kind, one.from.name]);
  expect(said).toHaveLength(3);
  for (const one of [
    ['科里的意见', 'unit', '秘书科'],
    ['我的意见', 'member', '周明远'],
    ['意见1', 'member', '安娜'],
  ])
    expect(said).toContainEqual(one);
  expect(view.units).toMatchObject([{ name: '秘书科', said: 'opinions' }]);
});

/** Who changed a document, each name once. */
function actorsOf(bytes: Uint8Array): string[] {
  const doc = Automerge.load(bytes);
  const actors = Automerge.getChangesMetaSince(doc, []).map(({ actor }) => actor);
  Automerge.free(doc);
  return [...new Set(actors)];
}

test('an editor who says something without a name leaves no trace of themselves where editors look', async () => {
  const { engine, consultation } = world;
  const { own, opened } = engine.consultation;
  const { act } = engine.consultation.record(consultation);
  const bytes = async (): Promise<Uint8Array> =>
    (await engine.library.document(roundKey(roundOf(act.sealed))))!;
  const before = await bytes();
  await own.send({ consultation, as: 'me', opinions: [someOpinion(1)], none: false, named: false, on });
  expect(await seen()).toEqual(['意见1']);
  const after = await bytes();
  const device = engine.office.keeper.device!;
  expect(actorsOf(before).every((actor) => actor.startsWith(device))).toBe(true);
  expect(actorsOf(after).some((actor) => !actor.startsWith(device))).toBe(true);
  expect(actorsOf(after).filter((actor) => actor.startsWith(device))).toEqual(actorsOf(before));
  const [slip] = Object.values((await opened.round(act))!.slips) as { body: string; arrived: number }[];
  expect(new Date(slip!.arrived).toTimeString()).toMatch(/^12:00:00/);
  const [me] = [engine.office.me()!.member];
  expect(slip!.body).not.toContain(me);
  expect(slip!.body).not.toContain(device);
});
