import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { isWhole, pieceBytes } from '../../src/store/file-head.ts';
import { isIn, type SomeFile, someFile } from '../store/some-file.ts';
import type { HandClock } from './hand-clock.ts';
import { connect, type SomeBase, someBases, until } from './some-bases.ts';
import { SomeLink } from './some-link.ts';

beforeAll(automergeForNode);

const has =
  (base: SomeBase, { hash }: SomeFile) =>
  (): boolean => {
    const head = base.replica.files.head(hash);
    return head !== undefined && isWhole(head);
  };

const want = (base: SomeBase, { hash, bytes }: SomeFile, space = 'members'): Promise<unknown> =>
  base.replica.files.want(hash, bytes.length, space);

const bytesOf = (link: SomeLink): number => link.sent.reduce((sum, { length }) => sum + length, 0);

/** Alters a byte of what lies in a base, as somebody who means harm would. */
async function alter({ storage }: SomeBase, { hash }: SomeFile, place: number): Promise<void> {
  const key = `${hash}/00000${place}`;
  const piece = (await storage.get('files', key)) as Uint8Array;
  piece[99]! ^= 1;
  await storage.write([{ room: 'files', key, value: piece }], 'strict');
}

/** Cuts the line as soon as so many pieces have come. */
function cutAfter(pieces: number, base: SomeBase, link: SomeLink): void {
  const stop = base.replica.files.subscribe(({ got }) => {
    if (got < pieces * pieceBytes) return;
    stop();
    link.close();
  });
}

test('a wanted file comes over from whoever has it, wanted before the line or while it lasts', async () => {
  const [here, there] = await someBases('admin', 'member');
  const files = [someFile(1, 1), someFile(6, 2), someFile(3, 3)] as const;
  for (const { bytes } of files) await here!.replica.files.keep(bytes, 'members');
  await want(there!, files[0]);
  await want(there!, files[1]);
  await connect(there!, here!);
  await until([here!, there!], () => has(there!, files[0])() && has(there!, files[1])());
  await want(there!, files[2]);
  await until([here!, there!], has(there!, files[2]));
  for (const file of files) expect(await isIn(there!.replica.files, file)).toBe(true);
});

test('cut in the middle it goes on where it was, with whoever is there', async () => {
  const [here, other, there] = await someBases('admin', 'member', 'member');
  const file = someFile(9);
  await here!.replica.files.keep(file.bytes, 'members');
  await other!.replica.files.keep(file.bytes, 'members');
  await want(there!, file);
  const [, first] = await connect(there!, here!);
  cutAfter(3, there!, first);
  await until([here!, there!], () => first.isClosed && there!.neighbours.list().length === 0);
  const { got } = there!.replica.files.head(file.hash)!;
  expect(got).toBeGreaterThanOrEqual(3 * pieceBytes);
  expect(got).toBeLessThan(file.bytes.length);
  const [, second] = await connect(there!, other!);
  await until([other!, there!], has(there!, file));
  expect(bytesOf(second)).toBeLessThan(file.bytes.length - got + 10_000);
  expect(await isIn(there!.replica.files, file)).toBe(true);
});

test('an altered piece: the file is not taken from there again, and comes from another', async () => {
  const [liar, honest, there] = await someBases('admin', 'member', 'member');
  const [file, next] = [someFile(3), someFile(2, 7)];
  for (const base of [liar!, honest!]) await base.replica.files.keep(file.bytes, 'members');
  await liar!.replica.files.keep(next.bytes, 'members');
  await alter(liar!, file, 1);
  await want(there!, file);
  await want(there!, next);
  const [, link] = await connect(there!, liar!);
  // What the same device has besides is not held against it.
  await until([liar!, there!], has(there!, next));
  expect(there!.replica.files.head(file.hash)!.got).toBe(0);
  expect(bytesOf(link)).toBeLessThan(file.bytes.length + next.bytes.length + 20_000);
  await connect(there!, honest!);
  await until([honest!, there!], has(there!, file));
  expect(await isIn(there!.replica.files, file)).toBe(true);
});

test('pieces of two devices that do not fit: it is fetched anew from one alone, and only the liar is left out', async () => {
  const [liar, honest, there] = await someBases('admin', 'member', 'member');
  const file = someFile(6);
  for (const base of [liar!, honest!]) await base.replica.files.keep(file.bytes, 'members');
  await alter(liar!, file, 0);
  await want(there!, file);
  const [, first] = await connect(there!, liar!);
  cutAfter(2, there!, first);
  await until([liar!, there!], () => first.isClosed && there!.neighbours.list().length === 0);
  expect(there!.replica.files.head(file.hash)!.got).toBeGreaterThan(0);
  await connect(there!, honest!);
  await until([honest!, there!], has(there!, file));
  expect(await isIn(there!.replica.files, file)).toBe(true);
});

test('from two that have it each piece comes once', async () => {
  const [here, other, there] = await someBases('admin', 'member', 'member');
  const file = someFile(8);
  for (const base of [here!, other!]) await base.replica.files.keep(file.bytes, 'members');
  const links = [(await connect(there!, here!))[1], (await connect(there!, other!))[1]];
  await want(there!, file);
  await until([here!, other!, there!], has(there!, file));
  expect(links.reduce((sum, link) => sum + bytesOf(link), 0)).toBeLessThan(file.bytes.length + 20_000);
});

test('who has no right to it gets what they would get if it were not there', async () => {
  const [admin, member, editor] = await someBases('admin', 'member', 'editor');
  const file = someFile(2);
  await admin!.replica.files.keep(file.bytes, 'editors');
  await want(member!, file);
  await want(editor!, file, 'editors');
  await admin!.keeper.say({
    type: 'roster',
    epoch: 1,
    changes: [{ op: 'grant', member: 'm0', roles: ['member', 'admin', 'editor'] }],
    seen: {},
  });
  const [, link] = await connect(member!, admin!);
  await connect(editor!, admin!);
  await until([admin!, member!, editor!], has(editor!, file));
  expect(bytesOf(link)).toBeLessThan(10_000);
  expect(await member!.storage.keys('files')).toEqual([`${file.hash}/head`]);
  expect(member!.ended).toEqual([]);
});

test('who did not have it is asked again later', async () => {
  const [here, there] = await someBases('admin', 'member');
  const file = someFile(2);
  await want(there!, file);
  await connect(there!, here!);
  await until([here!, there!], () => there!.neighbours.areEqual && here!.neighbours.areEqual);
  await here!.replica.files.keep(file.bytes, 'members');
  // A little more than a minute, in which each asks whether the other is there, and is answered.
  for (let passed = 0; passed < 75; passed += 5) {
    for (const { clock } of [here!, there!]) (clock as HandClock).pass(5000);
    await elsewhere();
  }
  await until([here!, there!], has(there!, file));
});

test('a document that says the wrong length of a file takes nothing else away', async () => {
  const [here, there] = await someBases('admin', 'member');
  const [file, next] = [someFile(2), someFile(3, 5)];
  for (const { bytes } of [file, next]) await here!.replica.files.keep(bytes, 'members');
  await there!.replica.files.want(file.hash, file.bytes.length + pieceBytes, 'members');
  await want(there!, next);
  await connect(there!, here!);
  await until([here!, there!], has(there!, next));
  expect(there!.replica.files.head(file.hash)!.got).toBe(0);
  expect(there!.ended).toEqual([]);
});

/** Lets what is sent from this end wait, once a part of a file has come to it; the call lets so many bytes go on. */
function held(link: SomeLink): (bytes: number) => void {
  const waiting: Uint8Array<ArrayBuffer>[] = [];
  let credit = 0;
  link.between = (bytes) => {
    if (waiting.length === 0 && bytes.length < 2000) return [bytes];
    waiting.push(bytes.slice());
    return [];
  };
  return (bytes) => {
    credit += bytes;
    while (waiting.length > 0 && waiting[0]!.length <= credit) {
      credit -= waiting[0]!.length;
      link.inject(waiting.shift()!);
    }
    if (waiting.length === 0) credit = 0;
  };
}

/** Until what was given to other threads to encrypt or decrypt has come back: what is given to them now comes after it. */
async function elsewhere(): Promise<void> {
  const one = (): Promise<ArrayBuffer> => crypto.subtle.digest('SHA-256', new Uint8Array(1));
  for (let round = 0; round < 12; round++) {
    await Promise.all(Array.from({ length: 8 }, one));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Fetches a file from several, over lines on which a piece takes so many seconds. How many bytes they sent. */
async function slowly(there: SomeBase, file: SomeFile, others: SomeBase[], seconds: number): Promise<number> {
  const pairs = others.map(() => SomeLink.pair());
  const links = pairs.map(([, link]) => link);
  const go = links.map(held);
  await Promise.all(others.map((other, i) => connect(there, other, pairs[i])));
  for (let passed = 0; passed < 1500 && !has(there, file)(); passed += 5) {
    for (const { clock } of [there, ...others]) (clock as HandClock).pass(5000);
    for (const some of go) some((1.05 * pieceBytes * 5) / seconds);
    await elsewhere();
  }
  expect(there.ended.filter(({ why }) => why === 'silent')).toEqual([]);
  expect(has(there, file)()).toBe(true);
  return links.reduce((sum, link) => sum + bytesOf(link), 0);
}

test('over a slow line a file comes once, however long it takes', async () => {
  const [one, other, there] = (await someBases('admin', 'member', 'member')) as [
    SomeBase,
    SomeBase,
    SomeBase,
  ];
  const file = someFile(12);
  for (const base of [one, other]) await base.replica.files.keep(file.bytes, 'members');
  await want(there, file);
  expect(await slowly(there, file, [one, other], 20)).toBeLessThan(1.2 * file.bytes.length);
});

test('what has to come from one alone is not begun anew by another, however slow the one is', async () => {
  const [liar, one, other, there] = (await someBases('admin', 'member', 'member', 'member')) as [
    SomeBase,
    SomeBase,
    SomeBase,
    SomeBase,
  ];
  const file = someFile(6);
  for (const base of [liar, one, other]) await base.replica.files.keep(file.bytes, 'members');
  await alter(liar, file, 0);
  await want(there, file);
  const [, first] = await connect(there, liar);
  cutAfter(1, there, first);
  await until([liar, there], () => first.isClosed && there.neighbours.list().length === 0);
  expect(await slowly(there, file, [one, other], 50)).toBeLessThan(3.5 * file.bytes.length);
});
