import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { draftActor, draftKey, newDraft } from '../../src/store/draft-document.ts';
import type { DocumentKey } from '../../src/store/manifest-row.ts';
import { OpenDraft } from '../../src/store/open-draft.ts';
import { BadBytes } from '../../src/sync/bytes.ts';
import type { Live } from '../../src/sync/live.ts';
import { readMessage, writeMessage } from '../../src/sync/message.ts';
import type { Rights } from '../../src/sync/spaces.ts';
import { rightsOf } from '../../src/sync/spaces.ts';
import type { HandClock } from './hand-clock.ts';
import { areEqual, connect, type SomeBase, someBases, until } from './some-bases.ts';

beforeAll(automergeForNode);

const key = draftKey('d1', 'editors');
const bytes = (...some: number[]): Uint8Array<ArrayBuffer> => new Uint8Array(some);

/** What a device hears while it has a draft open. */
class Heard implements Live {
  readonly heard: string[] = [];
  isOpen({ id }: DocumentKey): boolean {
    return id === key.id;
  }
  take({ space, id }: DocumentKey, changes: Uint8Array[]): void {
    this.heard.push(`${space}/${id}: ${changes.map((change) => change.join()).join('|')}`);
  }
  here({ space, id }: DocumentKey, where: Uint8Array): void {
    this.heard.push(`${space}/${id} at ${where.join()}`);
  }
  gone(): void {
    this.heard.push('gone');
  }
}

function listening(base: SomeBase): Heard {
  const live = new Heard();
  (base.replica as { live: Live | undefined }).live = live;
  return live;
}

const say = (base: SomeBase, space: string, ...change: number[]): void =>
  base.neighbours.sayLive({ type: 'live', space, id: key.id, changes: [bytes(...change)] });

test('what is being written goes to who may have it, and to nobody else', async () => {
  const [, other, editor, member] = await someBases('admin', 'editor', 'editor', 'member');
  const bases = [other!, editor!, member!];
  const heard = bases.map(listening);
  await connect(editor!, other!);
  await connect(member!, other!);
  await connect(member!, editor!);
  await until(bases, areEqual(...bases));
  say(editor!, 'editors', 1, 2);
  editor!.neighbours.sayLive({ type: 'here', space: 'editors', id: key.id, where: bytes(7) });
  // A program that takes every right is told nothing, and believed in nothing.
  (member!.rights as { mayHave: Rights['mayHave'] }).mayHave = () => true;
  say(member!, 'editors', 3);
  say(editor!, 'editors', 4);
  await until(bases, () => heard[0]!.heard.length === 3);
  expect(heard[0]!.heard).toEqual(['editors/d:d1: 1,2', 'editors/d:d1 at 7', 'editors/d:d1: 4']);
  expect(heard[1]!.heard).toEqual([]);
  expect(heard[2]!.heard).toEqual([]);
  editor!.neighbours.close();
  await until(bases, () => heard[0]!.heard.at(-1) === 'gone');
});

test('what is being written is offered when a second has gone by, to who has it not open', async () => {
  const [, admin, editor] = await someBases('admin', 'editor', 'editor');
  listening(admin!);
  const [, link] = await connect(editor!, admin!);
  await until([admin!, editor!], areEqual(admin!, editor!));
  const begun = newDraft(
    { id: 'd1', title: '规范', kind: 'code', from: 'nothing', by: 'm0', at: 0 },
    '甲',
    draftActor(admin!.device),
  );
  const sent = link.sent.length;
  await admin!.library.changeDocument(key, () => begun);
  (admin!.clock as HandClock).pass(900);
  // As long as anything that is said takes to be encrypted.
  for (let turns = 0; turns < 200; turns++) await new Promise((resolve) => setImmediate(resolve));
  expect(link.sent.length).toBe(sent);
  await until([admin!, editor!], () => editor!.replica.manifest.row(key) !== undefined);
  const open = new OpenDraft((await editor!.library.document(key))!, draftActor(editor!.device), () => 0);
  expect(open.text).toBe('甲');
  open.close();
});

test('a draft that is no draft, or another one, is refused on arrival', async () => {
  const [here] = await someBases('editor');
  const other = newDraft(
    { id: 'd2', title: '规范', kind: 'code', from: 'nothing', by: 'm0', at: 0 },
    '甲',
    draftActor(here!.device),
  ) as Uint8Array<ArrayBuffer>;
  expect(await here!.library.merge([{ ...key, bytes: other }])).toEqual(['refused']);
  expect(await here!.library.merge([{ ...draftKey('d2', 'editors'), bytes: other }])).toEqual(['kept']);
  expect(await here!.library.merge([{ ...key, bytes: bytes(1, 2, 3) }])).toEqual(['refused']);
});

test('messages about what is being written are bounded', () => {
  const live = { type: 'live', space: 'editors', id: key.id } as const;
  const many = writeMessage({ ...live, changes: Array.from({ length: 257 }, () => bytes(1)) });
  expect(() => readMessage(many)).toThrow(BadBytes);
  const long = writeMessage({ ...live, changes: [new Uint8Array(1024 * 1024 + 1)] });
  expect(() => readMessage(long)).toThrow(BadBytes);
  const far = writeMessage({ type: 'here', space: 'editors', id: key.id, where: new Uint8Array(513) });
  expect(() => readMessage(far)).toThrow(BadBytes);
  const nobody = writeMessage({ ...live, id: 'A/../b', changes: [] });
  expect(() => readMessage(nobody)).toThrow(BadBytes);
});

test('who is invited to a draft has that and no other, and editors have it too', async () => {
  const [admin, editor, member] = await someBases('admin', 'editor', 'member');
  const invitations = new Map([['d1', new Set(['m2'])]]);
  const rights: Rights = rightsOf(
    () => admin!.keeper.ledger?.roster.roster(),
    () => invitations,
  );
  const spaces = [admin!, editor!, member!].map(({ device }) => rights.spacesOf(device));
  expect(spaces.map((some) => some.filter((space) => space.startsWith('draft:')))).toEqual([
    [],
    ['draft:d1'],
    ['draft:d1'],
  ]);
  expect(rights.mayHave(member!.device, 'draft:d2')).toBe(false);
  expect(rights.mayHave(member!.device, 'editors')).toBe(false);
  invitations.clear();
  expect(rights.mayHave(member!.device, 'draft:d1')).toBe(false);
});
