import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import type { Message, ToldRow } from '../../src/sync/message.ts';
import { AskingPace } from '../../src/sync/asking-pace.ts';
import { until } from './some-bases.ts';
import { mustGoOn, rows, type Scene, scene, zeros } from './some-hostile.ts';

beforeAll(automergeForNode);

const mega = 1024 * 1024;

const document = (i: number): ToldRow => ({
  kind: 'document',
  id: `large-${i}`,
  digest: i.toString(16).padStart(32, '0'),
});
const documents = (count: number): ToldRow[] => Array.from({ length: count }, (_, i) => document(i));

const keysAsked = ({ hostile }: Pick<Scene, 'hostile'>): string[] =>
  hostile.heard.flatMap((one) => (one.type === 'get' ? one.keys.map(({ id }) => id) : []));

test('asked for more than a line may hold, it says one after another as fast as they are read', async () => {
  const all = await scene();
  const { replica } = all.victim;
  const read: number[] = [];
  replica.read = async (keys) => {
    read.push(keys.length);
    return keys.map(() => zeros(4 * mega));
  };
  let came = 0;
  all.hostile.answer = (message) => {
    if (message.type === 'documents') came += message.documents.length;
  };
  all.hostile.meet();
  const keys = documents(32).map(({ kind, id }) => ({ kind, id, heads: [] }));
  all.hostile.say({ type: 'get', space: 'members', keys });
  await until([all.victim], () => came === 32 || all.victim.ended.length > 0);
  expect(all.victim.ended).toEqual([]);
  // Only those of the first time are read before it is known how large they are.
  expect(read).toEqual([8, ...Array.from({ length: 24 }, () => 1)]);
});

test('small ones are read many at a time, and what may not be had is not read', async () => {
  const all = await scene();
  const { replica } = all.victim;
  const read: number[] = [];
  replica.read = async (keys) => {
    read.push(keys.length);
    return keys.map(() => zeros(100));
  };
  const came: (number | undefined)[] = [];
  all.hostile.answer = (message) => {
    if (message.type === 'documents') came.push(...message.documents.map((bytes) => bytes?.length));
  };
  all.hostile.meet();
  const keys = rows(0, 200).map(({ kind, id }) => ({ kind, id, heads: [] }));
  all.hostile.say({ type: 'get', space: 'members', keys });
  await until([all.victim], () => came.length === 200);
  expect(came).toEqual(keys.map(() => 100));
  expect(read).toEqual([8, 16, 32, 32, 32, 32, 32, 16]);
  all.hostile.say({ type: 'get', space: 'admins', keys: [{ kind: 'document', id: 'contacts', heads: [] }] });
  await until([all.victim], () => came.length === 201);
  expect(came.at(-1)).toBeUndefined();
  expect(read.slice(8)).toEqual([0]);
});

test('what comes faster than it is kept is asked for again, and nobody loses the line', async () => {
  const all = await scene();
  const { replica } = all.victim;
  let letGo = (): void => undefined;
  const isFree = new Promise<void>((resolve) => (letGo = resolve));
  const merged: string[] = [];
  const merging = replica.merge.bind(replica);
  replica.merge = async (some) => {
    if (some[0]?.kind !== 'document') return await merging(some);
    await isFree;
    merged.push(...some.map(({ id }) => id));
    return some.map(() => 'refused');
  };
  let [open, mostOpen] = [0, 0];
  const say = (message: Message): void => {
    open -= 1;
    all.hostile.say(message);
  };
  all.hostile.answer = (message) => {
    if (message.type !== 'get') return;
    open += message.keys.length;
    if (merged.length > 0) mostOpen = Math.max(mostOpen, open);
    for (const _ of message.keys) say({ type: 'documents', documents: [zeros(8 * mega)] });
  };
  all.hostile.meet();
  all.hostile.say({ type: 'offer', space: 'members', rows: documents(20) });
  // How large they are is not known yet, but that they may be.
  await until([all.victim], () => keysAsked(all).length > 0);
  expect(keysAsked(all)).toHaveLength(16);
  const { documents: outstanding } = all.victim.neighbours
    .list()
    .find(({ device }) => device === all.bad.device)!;
  expect(outstanding).toBe(20);
  // Answered after everything before it was taken.
  all.hostile.say({ type: 'ping' });
  await until(
    [all.victim],
    () => all.victim.ended.length > 0 || all.hostile.heard.some(({ type }) => type === 'pong'),
  );
  letGo();
  await until([all.victim], () => merged.length >= 20 || all.victim.ended.length > 0);
  expect(all.victim.ended).toEqual([]);
  expect(merged.toSorted()).toEqual(
    documents(20)
      .map(({ id }) => id)
      .toSorted(),
  );
  expect(keysAsked(all).length).toBeGreaterThan(20);
  expect(mostOpen).toBeLessThanOrEqual(2);
  await mustGoOn(all);
});

test('small ones are asked for in great number from the beginning', async () => {
  const all = await scene();
  all.hostile.meet();
  all.hostile.say({ type: 'offer', space: 'members', rows: rows(0, 1000) });
  await until([all.victim], () => keysAsked(all).length >= 256);
  const asked = all.hostile.heard.flatMap((one) => (one.type === 'get' ? [one.keys.length] : []));
  expect(asked).toEqual([64, 64, 64, 64]);
});

test('after a large one fewer are asked for, and after small ones as many as before', () => {
  const pace = new AskingPace();
  expect(pace.next('rule', 255)).toBe(64);
  expect(pace.next('rule', 256)).toBe(0);
  expect([pace.next('document', 0), pace.next('document', 10), pace.next('document', 16)]).toEqual([
    16, 6, 0,
  ]);
  for (let i = 0; i < 12; i++) pace.came('document', 2000);
  expect(pace.next('document', 255)).toBe(64);
  pace.came('document', 16 * mega);
  expect([pace.next('document', 0), pace.next('document', 1), pace.next('document', 2)]).toEqual([2, 1, 0]);
  // Of another kind nothing is known by that.
  expect(pace.next('edition', 0)).toBe(64);
});
