import * as Automerge from '@automerge/automerge/slim';
import { beforeAll, expect, test } from 'vitest';
import type { DraftNews } from '../../src/engine/drafts-protocol.ts';
import { LiveDraft } from '../../src/engine/live-draft.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { draftActor, draftKey, newDraft } from '../../src/store/draft-document.ts';
import { Library } from '../../src/store/library.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { OpenDraft } from '../../src/store/open-draft.ts';
import { StorageFull } from '../../src/store/storage.ts';
import { HandClock } from '../sync/hand-clock.ts';

let begun: Uint8Array;

beforeAll(async () => {
  await automergeForNode();
  begun = newDraft(
    { id: 'd1', title: '规范', kind: 'code', from: 'nothing', by: 'm1', at: 0 },
    '甲',
    draftActor('0'.repeat(32)),
  );
});

const key = draftKey('d1', 'editors');
interface SomeLive {
  live: LiveDraft;
  clock: HandClock;
  storage: MemoryStorage;
  library: Library;
  told: DraftNews[];
  pushed: { changes: Uint8Array<ArrayBuffer>[]; except: string | undefined }[];
}

async function someLive(n = 1): Promise<SomeLive> {
  const clock = new HandClock();
  const storage = new MemoryStorage();
  const library = await Library.open(storage, automergeForNode, () => clock.now());
  await library.changeDocument(key, () => begun);
  const told: DraftNews[] = [];
  const pushed: SomeLive['pushed'] = [];
  const live = new LiveDraft({
    key,
    open: new OpenDraft(begun, draftActor(String(n).repeat(32)), () => clock.now()),
    library,
    clock,
    tell: (news) => told.push(news),
    push: (changes, except) => pushed.push({ changes, except }),
  });
  return { live, clock, storage, library, told, pushed };
}

/** Lets time pass until it is done. */
async function whileTimePasses<T>(clock: HandClock, doing: Promise<T>): Promise<T> {
  const end = doing.then(
    () => true,
    () => true,
  );
  const turn = async (): Promise<false> => {
    clock.pass(10);
    await new Promise((resolve) => setImmediate(resolve));
    return false;
  };
  while (!(await Promise.race([end, turn()])));
  return await doing;
}

const type = (live: LiveDraft, text: string): Promise<string[]> =>
  live.use((open) => open.edit(open.heads, [{ at: open.text.length, remove: 0, insert: text }]));

async function stored({ library }: SomeLive): Promise<string> {
  const draft = new OpenDraft((await library.document(key))!, draftActor('9'.repeat(32)), () => 0);
  const { text } = draft;
  draft.close();
  return text;
}

/** What another device writes at the end. */
async function later({ library }: SomeLive, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const draft = new OpenDraft((await library.document(key))!, draftActor('8'.repeat(32)), () => 0);
  let made: Uint8Array<ArrayBuffer>[] = [];
  draft.onChanges = (changes) => (made = changes);
  draft.edit(draft.heads, [{ at: draft.text.length, remove: 0, insert: text }]);
  draft.close();
  return made[0]!;
}

const kinds = ({ told }: SomeLive): string[] => told.map(({ kind }) => kind);

test('what was typed is told to others at once, and called saved when it is on disk', async () => {
  const some = await someLive();
  const typing = type(some.live, '乙');
  expect(some.pushed).toHaveLength(1);
  expect(kinds(some)).toEqual(['changed', 'saving']);
  expect(await stored(some)).toBe('甲');
  await whileTimePasses(some.clock, typing);
  expect(kinds(some)).toEqual(['changed', 'saving', 'saved']);
  expect(await stored(some)).toBe('甲乙');
});

test('edits of one moment are written together', async () => {
  const some = await someLive();
  let writes = 0;
  const write = some.storage.write.bind(some.storage);
  some.storage.write = (...args) => {
    writes += 1;
    return write(...args);
  };
  await whileTimePasses(some.clock, Promise.all([type(some.live, '乙'), type(some.live, '丙')]));
  expect(writes).toBe(1);
  expect(await stored(some)).toBe('甲乙丙');
});

test('a full disk is told, nothing typed is lost, and it is tried again until it is there', async () => {
  const some = await someLive();
  some.storage.failNextWrites(new StorageFull('full'), 2);
  const typing = type(some.live, '乙');
  await expect(whileTimePasses(some.clock, typing)).rejects.toThrow(StorageFull);
  expect(some.told.at(-1)).toEqual({ kind: 'failed', problem: 'storage-full' });
  expect(some.live.isDirty).toBe(true);
  await expect(whileTimePasses(some.clock, type(some.live, '丙'))).rejects.toThrow(StorageFull);
  expect(await stored(some)).toBe('甲');
  const until = async (): Promise<void> => {
    while (some.live.isDirty) await new Promise((resolve) => setImmediate(resolve));
  };
  await whileTimePasses(some.clock, until());
  expect(some.told.at(-1)).toEqual({ kind: 'saved' });
  expect(await stored(some)).toBe('甲乙丙');
});

test('what others type is taken together, kept, and passed on to all but who it came from', async () => {
  const [here, there] = [await someLive(1), await someLive(2)];
  await whileTimePasses(there.clock, type(there.live, '乙'));
  await whileTimePasses(there.clock, type(there.live, '丙'));
  // The second before the first, as by another line.
  here.live.take(there.pushed[1]!.changes, 'b');
  here.clock.pass(100);
  expect(here.live.open.text).toBe('甲');
  here.live.take(there.pushed[0]!.changes, 'c');
  here.live.take([new Uint8Array([1, 2, 3])], 'd');
  here.clock.pass(100);
  // What is nothing spoils the turn of what came with it; the next one has it all the same.
  here.live.take(there.pushed[0]!.changes, 'c');
  here.live.take(there.pushed[1]!.changes, 'b');
  here.clock.pass(100);
  expect(here.live.open.text).toBe('甲乙丙');
  expect(here.pushed.map(({ except }) => except)).toEqual(['c', 'b']);
  const until = async (): Promise<void> => {
    while (here.live.isDirty) await new Promise((resolve) => setImmediate(resolve));
  };
  await whileTimePasses(here.clock, until());
  expect(await stored(here)).toBe('甲乙丙');
});

/** A disk that takes its time: each write waits until it is let go. */
function slowDisk({ storage }: SomeLive) {
  const held: (() => void)[] = [];
  const write = storage.write.bind(storage);
  storage.write = async (...args) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await write(...args);
  };
  return {
    /** Lets time pass until a write is on its way. */
    begun: (clock: HandClock) =>
      whileTimePasses(
        clock,
        (async () => {
          while (held.length === 0) await new Promise((resolve) => setImmediate(resolve));
        })(),
      ),
    go: () => held.shift()!(),
  };
}

/** What is on disk when the answer comes: a cut of power after it leaves just that. */
const storedThen = async (some: SomeLive, doing: Promise<unknown>): Promise<string> => {
  await whileTimePasses(some.clock, doing);
  return await stored(some);
};

test.each(['here', 'by another device'])(
  'what is written while the disk takes something written %s is called saved when it is there too',
  async (by) => {
    const some = await someLive();
    const { begun, go } = slowDisk(some);
    const first = by === 'here' ? type(some.live, '乙') : undefined;
    if (first === undefined) some.live.take([await later(some, '乙')], 'b');
    await begun(some.clock);
    let isAnswered = false;
    const second = type(some.live, '丙').finally(() => (isAnswered = true));
    go();
    await first;
    await begun(some.clock);
    expect(await stored(some)).toBe('甲乙');
    expect(isAnswered).toBe(false);
    expect(kinds(some).filter((kind) => kind === 'saved')).toEqual([]);
    go();
    expect(await storedThen(some, second)).toBe('甲乙丙');
    expect(some.told.at(-1)).toEqual({ kind: 'saved' });
    expect(some.live.isDirty).toBe(false);
  },
);

test('what is asked for again while it is being written is not answered before it is on disk', async () => {
  const some = await someLive();
  const { begun, go } = slowDisk(some);
  const { heads } = some.live.open;
  const once = () => some.live.use((open) => open.edit(heads, [{ at: 1, remove: 0, insert: '乙' }], 'tab/1'));
  const first = once();
  await begun(some.clock);
  let isAnswered = false;
  const again = once().finally(() => (isAnswered = true));
  some.clock.pass(100);
  await new Promise((resolve) => setImmediate(resolve));
  expect(isAnswered).toBe(false);
  go();
  expect(await storedThen(some, again)).toBe('甲乙');
  expect(await again).toEqual(await first);
});

test('when a write fails, what was written meanwhile is told of by its own', async () => {
  const some = await someLive();
  const { begun, go } = slowDisk(some);
  some.storage.failNextWrites(new StorageFull('full'));
  const first = type(some.live, '乙');
  const failed = expect(first).rejects.toThrow(StorageFull);
  await begun(some.clock);
  const second = type(some.live, '丙');
  go();
  await failed;
  await begun(some.clock);
  go();
  expect(await storedThen(some, second)).toBe('甲乙丙');
  expect(some.told.at(-1)).toEqual({ kind: 'saved' });
  expect(some.live.isDirty).toBe(false);
});

test('something that breaks off in the middle leaves nothing that is not written', async () => {
  const some = await someLive();
  const doing = some.live.use((open) => {
    open.edit(open.heads, [{ at: 1, remove: 0, insert: '乙' }]);
    open.edit(open.heads, [{ at: 99, remove: 0, insert: '丙' }]);
  });
  await expect(doing).rejects.toThrow('a place outside the text');
  await whileTimePasses(some.clock, some.live.settle());
  expect(await stored(some)).toBe('甲乙');
});

test('what came by a comparison is joined, not overwritten', async () => {
  const [here, there] = [await someLive(1), await someLive(2)];
  await whileTimePasses(there.clock, type(there.live, '乙'));
  const bytes = (await there.library.document(key)) as Uint8Array<ArrayBuffer>;
  const typing = type(here.live, '丙');
  await here.library.merge([{ ...key, bytes }]);
  await whileTimePasses(here.clock, typing);
  expect(here.live.open.text).toContain('乙');
  expect(await stored(here)).toBe(here.live.open.text);
  await here.live.stored();
  expect(here.live.open.text).toHaveLength(3);
});

test('what others wrote stays on disk and comes into the text, whatever somebody did to the draft meanwhile', async () => {
  const [here, there, hostile] = [await someLive(1), await someLive(2), await someLive(3)];
  await whileTimePasses(there.clock, type(there.live, '乙'));
  const { storage, library, clock } = here;
  // Put there as by a program that does not look at what comes.
  const harmed = Automerge.change(Automerge.load<Record<string, unknown>>(begun), (doc) => delete doc['id']);
  const honest = Automerge.load<Record<string, unknown>>((await there.library.document(key))!);
  const value = Automerge.save(Automerge.merge(harmed, honest));
  await storage.write([{ room: 'documents', key: 'editors/d:d1', value }], 'strict');
  await whileTimePasses(clock, type(here.live, '丙'));
  expect(new Set(await stored(here))).toEqual(new Set('甲乙丙'));
  expect(here.told.filter(({ kind }) => kind === 'changed')).toHaveLength(2);
  const bytes = (await library.document(key)) as Uint8Array<ArrayBuffer>;
  expect(await hostile.library.merge([{ ...key, bytes }])).toEqual(['kept']);
});

test('closing writes what is not on disk yet', async () => {
  const some = await someLive();
  const typing = type(some.live, '乙');
  await whileTimePasses(some.clock, Promise.all([typing, some.live.close()]));
  expect(await stored(some)).toBe('甲乙');
});
