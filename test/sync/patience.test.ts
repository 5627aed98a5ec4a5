import { beforeAll, describe, expect, test } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import type { Channel, ChannelListener } from '../../src/sync/channel/channel.ts';
import { type Message, readMessage, writeMessage } from '../../src/sync/message.ts';
import { nextLook, Patience, type Waiting } from '../../src/sync/patience.ts';
import { HandClock } from './hand-clock.ts';
import { type SomeBase, someBases, until } from './some-bases.ts';

beforeAll(automergeForNode);

const nothing: Record<Waiting, boolean> = { meeting: false, ledger: false, spaces: false, files: false };
const documents = writeMessage({ type: 'documents', documents: [] })[0]!;
const live = writeMessage({ type: 'live', space: 'members', id: 'a', changes: [] })[0]!;

/** Looks again and again while a message comes at so many bytes a second, and says what was found each time. */
function looks(
  { first, perSecond }: { first: number; perSecond: number },
  isWaiting: Record<Waiting, boolean>,
  times: number,
): string[] {
  const clock = new HandClock();
  const channel: { unfinished: { first: number; bytes: number } | undefined } = { unfinished: undefined };
  const patience = new Patience(channel, clock);
  return Array.from({ length: times }, () => {
    clock.pass(nextLook);
    const bytes = (channel.unfinished?.bytes ?? 0) + (perSecond * nextLook) / 1000;
    if (bytes > 0) channel.unfinished = { first, bytes };
    return patience.look(isWaiting);
  });
}

describe('how long the other side may be silent', () => {
  test('without a byte: asked after twenty seconds, and given up after forty', () => {
    expect(looks({ first: documents, perSecond: 0 }, nothing, 4)).toEqual(['fine', 'quiet', 'quiet', 'lost']);
  });

  test('while a long message comes it is not given up, and asked all the same', () => {
    const found = looks({ first: documents, perSecond: 50_000 }, { ...nothing, spaces: true }, 30);
    expect(found).toEqual(['fine', ...Array.from({ length: 29 }, () => 'quiet')]);
  });

  test('who lets an answer come by drops lets wait', () => {
    const found = looks({ first: documents, perSecond: 1000 }, { ...nothing, spaces: true }, 6);
    expect(found).toEqual(['fine', 'quiet', 'quiet', 'quiet', 'quiet', 'lost']);
  });

  test('who sends something else that is long lets wait', () => {
    const all = { ...nothing, spaces: true };
    expect(looks({ first: live, perSecond: 50_000 }, all, 6).at(-1)).toBe('lost');
    expect(looks({ first: documents, perSecond: 50_000 }, { ...nothing, files: true }, 6).at(-1)).toBe(
      'lost',
    );
    expect(looks({ first: 255, perSecond: 50_000 }, all, 6).at(-1)).toBe('lost');
  });

  test('what waits behind a long answer may wait as long as that comes', () => {
    const both = { ...nothing, spaces: true, ledger: true };
    expect(looks({ first: documents, perSecond: 50_000 }, both, 30)).not.toContain('lost');
  });
});

/** The other end of a channel, of which a test says how much of a message has come. */
class SlowChannel implements Channel {
  readonly device: string;
  readonly waiting = 0;
  readonly said: Message[] = [];
  unfinished: { first: number; bytes: number } | undefined;
  #listener: ChannelListener | undefined;

  constructor(device: string) {
    this.device = device;
  }

  listen(listener: ChannelListener): void {
    this.#listener = listener;
  }

  send(bytes: Uint8Array<ArrayBuffer>): void {
    this.said.push(readMessage(bytes));
  }

  close(): void {}

  hear(message: Message): void {
    this.#listener!.message(writeMessage(message));
  }
}

describe('a document that takes minutes', () => {
  async function asking(): Promise<{ here: SomeBase; clock: HandClock; channel: SlowChannel }> {
    const [here, there] = (await someBases('admin', 'member')) as [SomeBase, SomeBase];
    const channel = new SlowChannel(there.device);
    here.neighbours.add(channel, false, 'direct');
    channel.hear({ type: 'state', ledger: '00'.repeat(16), roots: [] });
    channel.hear({
      type: 'offer',
      space: 'members',
      rows: [{ kind: 'document', id: 'large', digest: '11'.repeat(16) }],
    });
    await until([], () => channel.said.some(({ type }) => type === 'get'));
    return { here, clock: here.clock as HandClock, channel };
  }

  test('comes to its end, and a probe in between is answered by it', async () => {
    const { here, clock, channel } = await asking();
    for (let i = 1; i <= 30; i++) {
      clock.pass(10_000);
      channel.unfinished = { first: documents, bytes: i * 500_000 };
      if (i === 15) here.neighbours.probe(channel.device);
      if (i === 15) channel.unfinished = { first: documents, bytes: i * 500_000 + 60_000 };
    }
    expect(here.ended).toEqual([]);
    // The other side, which sends all the while, hears by these that this one is there.
    expect(channel.said.filter(({ type }) => type === 'ping').length).toBeGreaterThan(20);
    channel.unfinished = undefined;
    channel.hear({ type: 'documents', documents: [undefined] });
    expect(here.neighbours.list()[0]!.documents).toBe(0);
  });

  test('of which nothing more comes: the line ends', async () => {
    const { here, clock, channel } = await asking();
    channel.unfinished = { first: documents, bytes: 500_000 };
    for (let i = 0; i < 5; i++) clock.pass(10_000);
    expect(here.ended).toMatchObject([{ why: 'silent', by: 'here' }]);
  });
});
