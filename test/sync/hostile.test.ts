import * as Automerge from '@automerge/automerge/slim';
import { beforeAll, describe, expect, test } from 'vitest';
import { packEntry } from '../../src/ledger/entry-bytes.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { highWater } from '../../src/sync/link.ts';
import type { Message, ToldRow } from '../../src/sync/message.ts';
import type { HandClock } from './hand-clock.ts';
import { until } from './some-bases.ts';
import { mustEnd, mustGoOn, rows, type Scene, scene, state, zeros } from './some-hostile.ts';

beforeAll(automergeForNode);

type Bytes = Uint8Array<ArrayBuffer>;

/** Lets time pass on all clocks; the friend and whoever means harm keep saying that they are there. */
async function pass(
  { victim, friend, hostile }: Scene,
  seconds: number,
  meanwhile: () => void,
): Promise<void> {
  for (let i = 0; i < seconds && victim.ended.length === 0; i += 10) {
    const before = hostile.heard.length;
    for (const { clock } of [victim, friend]) (clock as HandClock).pass(10_000);
    meanwhile();
    hostile.say({ type: 'ping' });
    await until(
      [],
      () => victim.ended.length > 0 || hostile.heard.slice(before).some(({ type }) => type === 'pong'),
    );
    await until([], () => victim.neighbours.has(friend.device));
  }
}

describe('what cannot be read or is not its turn', () => {
  const lie = (type: number, ...rest: number[]): Bytes => Uint8Array.of(type, ...rest);
  const met: Message = state('11'.repeat(16));
  test.each<[string, (Message | Bytes)[]]>([
    ['nothing at all', [zeros(0)]],
    ['a message of no known type', [met, lie(99, 1, 2, 3)]],
    ['a state with more spaces than it has', [lie(0, ...zeros(16), 255)]],
    ['four thousand million heads', [met, lie(1, 0, 255, 255, 255, 255)]],
    ['four thousand million entries', [met, lie(3, 1, 0, 255, 255, 255, 255)]],
    ['an entry of four thousand million bytes', [met, lie(3, 1, 0, 1, 0, 0, 0, 255, 255, 255, 255)]],
    ['more rows than anybody has', [met, lie(6, 1, 109, 255, 255, 255, 255)]],
    ['a message with something behind it', [met, lie(11, 0)]],
    ['anything before the first word', [{ type: 'ping' }]],
    ['rows that nobody asked for', [met, { type: 'rows', space: 'members', which: zeros(32), rows: [] }]],
    ['documents that nobody asked for', [met, { type: 'documents', documents: [zeros(9)] }]],
    ['an answer that holds nothing', [met, { type: 'documents', documents: [] }]],
    ['entries that nobody asked for', [met, { type: 'entries', isNews: false, isLast: true, entries: [] }]],
    ['news that are none', [met, { type: 'entries', isNews: true, isLast: false, entries: [] }]],
    [
      'a file that nobody asked for',
      [met, { type: 'file', hash: '00'.repeat(32), size: 1, from: 0, bytes: zeros(1) }],
    ],
    ['a part of a file that no piece begins at', [met, { type: 'get-file', hash: '00'.repeat(32), from: 1 }]],
    ['an answer of the wrong side', [met, { type: 'vector', isAnswer: true, heads: [] }]],
  ])('%s', async (_, said) => {
    const all = await scene();
    for (const one of said) {
      if (one instanceof Uint8Array) all.hostile.channel.send(one);
      else all.hostile.say(one);
    }
    await mustEnd(all, 'malformed');
  });
});

describe('nested without end', () => {
  test('an entry: the line ends', async () => {
    const all = await scene();
    const body = new TextEncoder().encode('['.repeat(100_000));
    all.hostile.meet();
    all.hostile.say({
      type: 'entries',
      isNews: true,
      isLast: false,
      entries: [packEntry({ body, sig: zeros(64) })],
    });
    await mustEnd(all, 'malformed');
  });

  test('a document: it is not kept, and nobody notices', async () => {
    const all = await scene();
    let value: Record<string, unknown> = {};
    for (let i = 0; i < 300; i++) value = { value };
    const bytes = Automerge.save(Automerge.from({ id: 'deep', v: 1, title: 'x', value })) as Bytes;
    all.hostile.answer = (message) => {
      if (message.type === 'get') all.hostile.say({ type: 'documents', documents: [bytes] });
    };
    all.hostile.meet();
    all.hostile.say({
      type: 'offer',
      space: 'members',
      rows: [{ kind: 'rule', id: 'deep', digest: '11'.repeat(16) }],
    });
    await until([all.victim], () => all.hostile.heard.some(({ type }) => type === 'get'));
    await mustGoOn(all);
    expect(await all.victim.storage.get('rules', 'deep')).toBeUndefined();
  });
});

describe('the same for ever', () => {
  test('one document, whatever is asked for', async () => {
    const all = await scene();
    await all.bad.write('旧');
    const { id } = all.bad.library.catalogue.rows()[0]!;
    const bytes = (await all.bad.storage.get('rules', id)) as Bytes;
    all.hostile.answer = (message) => {
      if (message.type === 'get')
        all.hostile.say({ type: 'documents', documents: message.keys.map(() => bytes) });
    };
    all.hostile.meet();
    const offered = Array.from({ length: 1000 }, (_, i): ToldRow => ({
      kind: 'rule',
      id: `rule-${i}`,
      digest: '11'.repeat(16),
    }));
    all.hostile.say({ type: 'offer', space: 'members', rows: offered });
    await mustEnd(all, 'too-many');
    const asked = all.hostile.heard.reduce((sum, one) => sum + (one.type === 'get' ? one.keys.length : 0), 0);
    expect(asked).toBeLessThan(1000);
  });

  test('an entry that everybody has', async () => {
    const all = await scene();
    const [signed] = await all.bad.keeper.signed([all.bad.keeper.ledger!.office]);
    const entries = Array.from({ length: 64 }, () => packEntry(signed!));
    all.hostile.meet();
    for (let i = 0; i < 200; i++) all.hostile.say({ type: 'entries', isNews: true, isLast: false, entries });
    await mustEnd(all, 'too-many');
  });

  test('an answer that goes on and on', async () => {
    const all = await scene();
    const [signed] = await all.bad.keeper.signed([all.bad.keeper.ledger!.office]);
    const entries = Array.from({ length: 200 }, () => packEntry(signed!));
    all.hostile.answer = (message) => {
      if (message.type !== 'get-entries') return;
      for (let i = 0; i < 100; i++)
        all.hostile.say({ type: 'entries', isNews: false, isLast: false, entries });
    };
    all.hostile.meet();
    all.hostile.say({
      type: 'vector',
      isAnswer: false,
      heads: [{ device: '22'.repeat(16), seq: 5, id: '33'.repeat(16) }],
    });
    await mustEnd(all, 'too-many');
  });
});

describe('who never answers', () => {
  test.each<[string, (all: Scene) => void]>([
    [
      'what they offered',
      ({ hostile }) => hostile.say({ type: 'offer', space: 'members', rows: rows(0, 3) }),
    ],
    [
      'for entries that they have',
      ({ hostile }) =>
        hostile.say({
          type: 'vector',
          isAnswer: false,
          heads: [{ device: '22'.repeat(16), seq: 5, id: '33'.repeat(16) }],
        }),
    ],
    ['for a file', ({ victim }) => void victim.replica.files.want('ab'.repeat(32), 1000, 'members')],
  ])('%s is let go, however much they say besides', async (_, begin) => {
    const all = await scene();
    all.hostile.meet();
    begin(all);
    await until([all.victim], () => all.hostile.heard.some(({ type }) => type.startsWith('get')));
    let i = 0;
    await pass(all, 120, () => all.hostile.say(state((i += 1).toString(16).padStart(32, '0'))));
    await mustEnd(all, 'silent');
  });
});

describe('more than anybody has or needs', () => {
  test('a hundred thousand missing documents', async () => {
    const all = await scene();
    all.hostile.meet();
    for (let from = 0; from < 100_000; from += 50_000)
      all.hostile.say({ type: 'offer', space: 'members', rows: rows(from, from + 50_000) });
    await mustEnd(all, 'too-many');
  });

  test('chains of a hundred thousand devices, told again and again', async () => {
    const all = await scene();
    const heads = Array.from({ length: 100_000 }, (_, i) => ({
      device: i.toString(16).padStart(32, '0'),
      seq: 9,
      id: '44'.repeat(16),
    }));
    all.hostile.meet();
    for (let i = 0; i < 2; i++) all.hostile.say({ type: 'vector', isAnswer: false, heads });
    await mustEnd(all, 'too-many');
  });

  /** From now on nothing is read, and a large base has more to say than the line takes at once. */
  async function stopReading(all: Scene): Promise<void> {
    all.hostile.meet();
    await until([all.victim], () => all.hostile.heard.length > 0);
    const answer = rows(0, 20_000);
    all.victim.replica.manifest.rows = (_space, bucket): never => (bucket === 0 ? answer : []) as never;
    all.hostile.link.isHeld = true;
  }

  const compare: Message = { type: 'buckets', space: 'members', buckets: zeros(2048).fill(1) };

  test.each<[string, (all: Scene) => Message]>([
    [
      'documents',
      () => ({
        type: 'get',
        space: 'members',
        keys: rows(0, 500).map(({ kind, id }) => ({ kind, id, heads: [] })),
      }),
    ],
    [
      'entries',
      ({ victim }) => ({ type: 'get-entries', ranges: [{ device: victim.device, from: 0, to: 9 }] }),
    ],
    ['files', () => ({ type: 'get-file', hash: 'ab'.repeat(32), from: 0 })],
  ])('questions for %s without reading the answers', async (_, question) => {
    const all = await scene();
    await stopReading(all);
    all.hostile.say(compare, compare, compare);
    await until([all.victim], () => all.hostile.link.waiting > highWater);
    for (let i = 0; i < 400; i++) all.hostile.say(question(all));
    await until([all.victim], () => all.victim.ended.length > 0);
    expect(all.victim.ended).toEqual([{ device: all.bad.device, why: 'too-many', by: 'here' }]);
  });

  test('whether it is there, without reading the answers: few of them are kept for it', async () => {
    const all = await scene();
    all.hostile.meet();
    await until([all.victim], () => all.hostile.heard.length > 0);
    all.hostile.link.isHeld = true;
    const before = all.hostile.link.sent.length;
    for (let i = 0; i < 6000; i++) all.hostile.say({ type: 'ping' });
    // So that it is known when all of them have been heard.
    all.hostile.say({ type: 'documents', documents: [] });
    await until([all.victim], () => all.victim.ended.length > 0);
    expect(all.victim.ended).toEqual([{ device: all.bad.device, why: 'malformed', by: 'here' }]);
    await mustGoOn(all);
    const said = all.hostile.link.sent.length - before;
    expect(said).toBeGreaterThan(0);
    expect(said).toBeLessThan(4200);
  });

  test('comparisons without reading the answers: what waits is not kept', async () => {
    const all = await scene();
    await stopReading(all);
    for (let i = 0; i < 150; i++) all.hostile.say(compare);
    await until([all.victim], () => all.victim.ended.length > 0);
    expect(all.victim.ended).toEqual([{ device: all.bad.device, why: 'too-many', by: 'here' }]);
    expect(all.hostile.link.isClosed).toBe(true);
  });
});
