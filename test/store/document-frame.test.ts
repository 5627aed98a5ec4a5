import { deflateRawSync } from 'node:zlib';
import * as Automerge from '@automerge/automerge/slim';
import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import {
  draftActor,
  draftBounds,
  draftKey,
  mostDraftText,
  newDraft,
} from '../../src/store/draft-document.ts';
import { DamagedDocument } from '../../src/store/damaged-document.ts';
import { Library } from '../../src/store/library.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { changeRound, newRound, readRound, roundKey } from '../../src/store/round-document.ts';
import { someChunk } from './some-chunks.ts';
import { openDraft, someDevice } from './some-draft.ts';

beforeAll(automergeForNode);

type Bytes = Uint8Array<ArrayBuffer>;
type Doc = Record<string, unknown>;

const key = draftKey('d1', 'editors');
const head = { id: 'd1', title: '题目', kind: 'rule', from: 'draft', by: 'm1', at: 0 } as const;
const begun = (text = '第一条'): Bytes =>
  newDraft({ ...head, parent: 'd0', parentHeads: ['ab'] }, text, draftActor(someDevice(1))) as Bytes;

async function open(...documents: Bytes[]): Promise<Library> {
  const library = await Library.open(new MemoryStorage(), automergeForNode, () => 1000);
  for (const bytes of documents) expect(await library.merge([{ ...key, bytes }])).toEqual(['kept']);
  return library;
}

interface Later {
  whole: Bytes;
  /** Only what follows. */
  changes: Bytes;
}

function later(bytes: Uint8Array, change: (doc: Doc) => void): Later {
  const before = Automerge.load<Doc>(bytes);
  const heads = Automerge.getHeads(before);
  const after = Automerge.change(before, change);
  return { whole: Automerge.save(after) as Bytes, changes: Automerge.saveSince(after, heads) as Bytes };
}

const write = (text: string) => (doc: Doc) => Automerge.splice(doc, ['text'], 0, 0, text);

const harms: Record<string, (doc: Doc) => void> = {
  'has no id any more': (doc) => delete doc['id'],
  'has the id of another': (doc) => (doc['id'] = new Automerge.ImmutableString('d2')),
  'is of another version': (doc) => (doc['v'] = 2),
  'has no text any more': (doc) => (doc['text'] = 7),
  'has another text, begun anew': (doc) => (doc['text'] = '没有'),
  'has no remarks any more': (doc) => delete doc['remarks'],
  'has other facts, begun anew': (doc) => (doc['facts'] = {}),
  'has another title': (doc) => (doc['title'] = new Automerge.ImmutableString('别的')),
  'becomes another rule': (doc) => (doc['rule'] = new Automerge.ImmutableString('r2')),
  'has no state of its parent any more': (doc) => (doc['parentHeads'] as unknown[]).splice(0, 1),
  'has something nested deeper than is read': (doc) => {
    let deep: object = {};
    for (let i = 0; i < 20; i++) deep = { deep };
    doc['more'] = deep;
  },
};

/** By any way: as changes, as a whole document to who has the draft and to who has not, and while it is open. */
async function ways(bytes: Bytes, { whole, changes }: Later): Promise<unknown[]> {
  const draft = openDraft(bytes, 2);
  try {
    const parts = Automerge.getChangesSince(Automerge.load(whole), Automerge.getHeads(Automerge.load(bytes)));
    return [
      ...(await (await open(bytes)).merge([{ ...key, bytes: changes }])),
      ...(await (await open(bytes)).merge([{ ...key, bytes: whole }])),
      ...(await (await open()).merge([{ ...key, bytes: whole }])),
      threw(() => draft.take(parts)),
      draft.takeStored(whole),
    ];
  } finally {
    draft.close();
  }
}

function threw(act: () => unknown): boolean {
  try {
    act();
    return false;
  } catch (cause) {
    if (cause instanceof DamagedDocument) return true;
    throw cause;
  }
}

test.each(Object.keys(harms))(
  'a change after which a draft %s is taken by nobody, by no way',
  async (harm) => {
    const bytes = begun();
    expect(await ways(bytes, later(bytes, write('乙')))).toEqual(['kept', 'kept', 'kept', false, false]);
    expect(await ways(bytes, later(bytes, harms[harm]!))).toEqual([
      'refused',
      'refused',
      'refused',
      true,
      false,
    ]);
  },
);

test('what is hidden beneath an honest value is refused before it comes to the light', async () => {
  const bytes = begun();
  // A second beginning whose id loses against that of the first, until somebody takes that away.
  const beneath = newDraft({ ...head, id: 'd2' }, '', '0'.repeat(48)) as Bytes;
  const library = await open(bytes);
  const changes = Automerge.getAllChanges(Automerge.load(beneath));
  expect(await library.merge([{ ...key, bytes: Buffer.concat(changes) }])).toEqual(['refused']);
  expect(await library.merge([{ ...key, bytes: beneath }])).toEqual(['refused']);
  const both = Automerge.merge(Automerge.load<Doc>(bytes), Automerge.load<Doc>(beneath));
  for (const one of [library, await open()])
    expect(await one.merge([{ ...key, bytes: Automerge.save(both) as Bytes }])).toEqual(['refused']);
  const draft = openDraft(bytes, 2);
  expect(() => draft.take(changes)).toThrow(DamagedDocument);
  expect(draft.takeStored(Automerge.save(both))).toBe(false);
});

test('who takes the harm of one leaves nothing out that others wrote, but what follows the harm', () => {
  const bytes = begun();
  const harmed = later(bytes, harms['has no id any more']!).whole;
  const after = later(harmed, write('丁')).whole;
  const honest = later(bytes, write('乙')).whole;
  const stored = Automerge.merge(Automerge.load<Doc>(after), Automerge.load<Doc>(honest));
  const draft = openDraft(bytes, 2);
  draft.edit(draft.heads, [{ at: 3, remove: 0, insert: '丙' }]);
  expect(draft.takeStored(Automerge.save(stored))).toBe(true);
  expect(draft.text).toBe('乙第一条丙');
  expect(openDraft(draft.save(), 3).head.id).toBe('d1');
});

test('all is taken in whatever order it comes, or nothing of it in any', async () => {
  const bytes = begun();
  const some = [write('乙'), harms['has no id any more']!, write('丙'), harms['has another title']!];
  const changes = some.map((change) => later(bytes, change).changes);
  const heads = new Set<string>();
  for (const order of [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [1, 3, 0, 2],
  ]) {
    const library = await open(bytes);
    for (const i of order) await library.merge([{ ...key, bytes: changes[i]! }]);
    heads.add((await library.heads(key))!.join());
  }
  expect(heads.size).toBe(1);
});

test('what several wrote apart may be longer together than what one may write, and can be made shorter', () => {
  const bytes = begun('字'.repeat(mostDraftText - 5));
  const [here, there] = [openDraft(bytes, 2), openDraft(bytes, 3)];
  for (const one of [here, there]) one.edit(one.heads, [{ at: 0, remove: 0, insert: '四个字呢' }]);
  expect(here.takeStored(there.save())).toBe(true);
  expect(here.text.length).toBe(mostDraftText + 3);
  expect(() => here.edit(here.heads, [{ at: 0, remove: 1, insert: '更长' }])).toThrow('too-long');
  here.edit(here.heads, [{ at: 0, remove: 2, insert: '短' }]);
  expect(here.text.length).toBe(mostDraftText + 2);
}, 120_000);

test('what would make of an open draft one that is too great for every other device is not taken', () => {
  // Its head and the change itself take some rows.
  const bytes = begun('字'.repeat(draftBounds.rows - 30));
  const draft = openDraft(bytes, 2);
  const changes = (text: string) => [later(bytes, write(text)).changes];
  expect(() => draft.take(changes('乙'.repeat(20)))).toThrow('more than any draft holds');
  expect(draft.take(changes('乙'))).toEqual({ isNew: true, early: [] });
}, 120_000);

test('a change that stands for gigabytes is not unfolded to be looked at', () => {
  const draft = openDraft('第一条', 2);
  const bomb = someChunk(2, deflateRawSync(new Uint8Array(draftBounds.bytes + 1)));
  expect(() => draft.take([bomb])).toThrow('it unpacks to more than it may');
});

test('a round of opinions stays one, whatever an editor does to it', async () => {
  const round = roundKey('ab'.repeat(16));
  const bytes = newRound(
    { key: new Uint8Array(32), copy: new Uint8Array([1]), given: { d1: 'k1' } },
    draftActor(someDevice(1)),
  ) as Bytes;
  const put = changeRound(bytes, { slips: { s1: { body: 'x' } } }, draftActor(someDevice(2))) as Bytes;
  const roundHarms: ((doc: Doc) => void)[] = [
    (doc) => delete doc['key'],
    (doc) => (doc['v'] = 2),
    (doc) => (doc['copy'] = 'x'),
    (doc) => (doc['copy'] = new Uint8Array([2])),
    (doc) => (doc['slips'] = {}),
  ];
  for (const harm of roundHarms) {
    const library = await Library.open(new MemoryStorage(), automergeForNode, () => 1000);
    const { whole, changes } = later(bytes, harm);
    expect(await library.merge([{ ...round, bytes: whole }])).toEqual(['refused']);
    expect(await library.merge([{ ...round, bytes }])).toEqual(['kept']);
    expect(await library.merge([{ ...round, bytes: changes }])).toEqual(['refused']);
    expect(await library.merge([{ ...round, bytes: whole }])).toEqual(['refused']);
    expect(await library.merge([{ ...round, bytes: put }])).toEqual(['kept']);
    expect(readRound((await library.document(round))!).slips).toEqual({ s1: { body: 'x' } });
  }
  const none = Automerge.save(Automerge.from<Doc>({ v: 1 })) as Bytes;
  const library = await Library.open(new MemoryStorage(), automergeForNode, () => 1000);
  expect(await library.merge([{ ...round, bytes: none }])).toEqual(['refused']);
});
