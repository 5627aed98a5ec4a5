import { describe, expect, test } from 'vitest';
import { mostMessage } from '../../../src/sync/channel/channel.ts';
import { FrameOpener, FrameSealer, mostFrames } from '../../../src/sync/channel/frame-cipher.ts';
import { LinkReader } from '../../../src/sync/channel/link-reader.ts';
import { frameKinds, frameOf, mostPart } from '../../../src/sync/channel/message-frames.ts';
import { SealedLine } from '../../../src/sync/channel/sealed-line.ts';
import { endings } from '../../../src/sync/ending.ts';
import { highWater, lowWater, mostLinkMessage } from '../../../src/sync/link.ts';
import { Random } from '../../faults/random.ts';
import { type LinkBytes, SomeLink } from '../some-link.ts';
import { bytesOf, Ear, somePair, textOf } from './some-channels.ts';

const malformed = { why: 'malformed', by: 'here' };

async function someKey(byte: number, usage: KeyUsage): Promise<CryptoKey> {
  return await crypto.subtle.importKey('raw', new Uint8Array(32).fill(byte), 'AES-GCM', false, [usage]);
}

/** A line of which a test holds the other end and its keys: a device of the office that does as it likes. */
async function someLine(): Promise<{
  line: SealedLine;
  ear: Ear;
  link: SomeLink;
  far: SomeLink;
  sealer: FrameSealer;
  own: FrameSealer;
  opener: FrameOpener;
  send(content: LinkBytes): Promise<void>;
}> {
  const [link, far] = SomeLink.pair();
  const own = new FrameSealer(await someKey(1, 'encrypt'), 'test');
  const ways = { sealer: own, opener: new FrameOpener(await someKey(2, 'decrypt'), 'test') };
  const line = new SealedLine(link, new LinkReader(link), ways, 'd');
  const sealer = new FrameSealer(await someKey(2, 'encrypt'), 'test');
  return {
    line,
    ear: new Ear(line),
    link,
    far,
    sealer,
    own,
    opener: new FrameOpener(await someKey(1, 'decrypt'), 'test'),
    send: async (content) => far.send(await sealer.seal(content)),
  };
}

describe('messages', () => {
  test('of every length arrive whole and in order', async () => {
    const { channels, links } = await somePair();
    const ear = new Ear(channels[1]);
    const random = new Random(4);
    const lengths = [0, 1, mostPart - 1, mostPart, mostPart + 1, 3 * mostPart, 0, 200_000, 5];
    const messages = lengths.map((length) => random.bytes(length));
    for (const message of messages) channels[0].send(message.slice());
    const heard = await ear.hears(lengths.length);
    for (const [i, message] of messages.entries())
      expect(Buffer.compare(heard[i]!, message), `message ${i}`).toBe(0);
    for (const { length } of links[0].sent) expect(length).toBeLessThanOrEqual(mostLinkMessage);
  });

  test('of the longest length arrive; longer ones are not sent', async () => {
    const { channels } = await somePair();
    const ear = new Ear(channels[1]);
    const message = new Uint8Array(mostMessage).fill(7);
    channels[0].send(message);
    expect((await ear.hears(1))[0]!.length).toBe(mostMessage);
    expect(() => channels[0].send(new Uint8Array(mostMessage + 1))).toThrow(RangeError);
  });

  test('that came before anybody listened are kept, and the end too', async () => {
    const { channels } = await somePair();
    channels[0].send(bytesOf('一'));
    channels[0].send(bytesOf('二'));
    channels[0].close('replaced');
    await new Ear(channels[0]).ends();
    const other = new Ear(channels[1]);
    expect(await other.ends()).toEqual({ why: 'replaced', by: 'there' });
    expect(other.messages.map(textOf)).toEqual(['一', '二']);
  });

  test('that were sent just before closing still arrive', async () => {
    const { channels, links } = await somePair();
    const [near, far] = channels.map((channel) => new Ear(channel));
    channels[0].send(new Uint8Array(500_000));
    channels[0].close('closed');
    expect(near!.end).toEqual({ why: 'closed', by: 'here' });
    expect(await far!.ends()).toEqual({ why: 'closed', by: 'there' });
    expect(far!.messages.map(({ length }) => length)).toEqual([500_000]);
    channels[0].send(bytesOf('late'));
    expect(channels[0].waiting).toBe(0);
    expect(links.map(({ isClosed }) => isClosed)).toEqual([true, true]);
  });

  test('that were kept are not heard after closing here', async () => {
    const { channels, links } = await somePair();
    for (const text of ['一', '二', '三']) channels[0].send(bytesOf(text));
    await expectSent(links[0], 5);
    for (let i = 0; i < 20; i++) await turn();
    const heard: string[] = [];
    channels[1].listen({
      message: (bytes) => {
        heard.push(textOf(bytes));
        channels[1].close('too-many');
      },
      drained: () => undefined,
      ended: (why) => heard.push(why),
    });
    while (heard.length < 2) await turn();
    for (let i = 0; i < 20; i++) await turn();
    expect(heard).toEqual(['一', 'too-many']);
  });

  test('whose listener fails end the line and nothing else', async () => {
    const { line, ear, send } = await someLine();
    const heard = console.error;
    const errors: unknown[] = [];
    console.error = (error: unknown) => errors.push(error);
    ear.messages.push = () => {
      throw new Error('not prepared for this');
    };
    await send(frameOf(frameKinds.last, bytesOf('a')));
    expect(await ear.ends()).toEqual(malformed);
    console.error = heard;
    expect(errors).toHaveLength(1);
    expect(line.waiting).toBe(0);
  });
});

test.each(endings)('the other side is told why: %s', async (why) => {
  const { channels } = await somePair();
  const ears = channels.map((channel) => new Ear(channel));
  channels[1].close(why);
  expect(await ears[0]!.ends()).toEqual({ why, by: 'there' });
  expect(await ears[1]!.ends()).toEqual({ why, by: 'here' });
});

test('a link that breaks is no end in good order, and what came before is heard', async () => {
  const { channels, links } = await somePair();
  const ear = new Ear(channels[1]);
  channels[0].send(bytesOf('一'));
  links[0].between = () => [];
  await expectSent(links[0], 3);
  links[0].close();
  expect(await ear.ends()).toEqual({ why: 'lost', by: 'there' });
});

describe('whoever carries the frames', () => {
  /** Sends three messages while the frames go through what a test makes of them. */
  async function through(change: (frames: LinkBytes[]) => LinkBytes[]): Promise<Ear> {
    const { channels, links } = await somePair();
    const ear = new Ear(channels[1]);
    const kept: LinkBytes[] = [];
    links[0].between = (bytes) => {
      kept.push(bytes);
      return kept.length === 3 ? change(kept) : [];
    };
    for (const text of ['一', '二', '三']) channels[0].send(bytesOf(text));
    await Promise.race([ear.ends(), ear.hears(3)]);
    return ear;
  }

  test('passes them on', async () => {
    const ear = await through((frames) => frames);
    expect(ear.messages.map(textOf)).toEqual(['一', '二', '三']);
    expect(ear.end).toBeUndefined();
  });

  test.each<[string, (frames: LinkBytes[]) => LinkBytes[], string[]]>([
    ['drops one', ([a, , c]) => [a!, c!], ['一']],
    ['drops the first', ([, b, c]) => [b!, c!], []],
    ['doubles one', ([a, b, c]) => [a!, b!, b!.slice(), c!], ['一', '二']],
    ['swaps two', ([a, b, c]) => [b!, a!, c!], []],
    ['cuts one short', ([a, b, c]) => [a!, b!.slice(0, -1), c!], ['一']],
    ['adds to one', ([a, b, c]) => [a!, new Uint8Array([...b!, 0]), c!], ['一']],
    ['puts in an empty one', ([a, b, c]) => [a!, new Uint8Array(), b!, c!], ['一']],
    ['puts in one that is too long', ([a, b]) => [a!, new Uint8Array(mostLinkMessage + 1), b!], ['一']],
  ])('%s: what came before counts, nothing after', async (_name, change, heard) => {
    const ear = await through(change);
    expect(ear.end).toEqual(malformed);
    expect(ear.messages.map(textOf)).toEqual(heard);
  });

  test('alters any bit', async () => {
    for (let at = 0; at < 20; at++) {
      const ear = await through(([a, b, c]) => {
        b![at]! ^= 1 << (at % 8);
        return [a!, b!, c!];
      });
      expect(ear.end).toEqual(malformed);
      expect(ear.messages.map(textOf)).toEqual(['一']);
    }
  });

  test('splices in frames of another channel of the same two devices', async () => {
    const [one, two] = [await somePair(), await somePair()];
    const ear = new Ear(two.channels[1]);
    one.channels[0].send(bytesOf('一'));
    await expectSent(one.links[0], 3);
    two.links[0].inject(one.links[0].sent[2]!.slice());
    expect(await ear.ends()).toEqual(malformed);
  });

  test('sends back to a device what it said', async () => {
    const { channels, links } = await somePair();
    const ear = new Ear(channels[0]);
    channels[0].send(bytesOf('一'));
    await expectSent(links[0], 3);
    links[1].inject(links[0].sent[2]!.slice());
    expect(await ear.ends()).toEqual(malformed);
  });

  test('puts frames of the handshake after it', async () => {
    const { channels, links } = await somePair();
    const ear = new Ear(channels[1]);
    links[0].inject(links[0].sent[1]!.slice());
    expect(await ear.ends()).toEqual(malformed);
  });

  test('sends noise', async () => {
    for (let seed = 1; seed <= 3000; seed++) {
      const random = new Random(seed);
      const { ear, far, link } = await someLine();
      far.send(random.bytes(random.chance(0.1) ? random.below(mostLinkMessage * 2) : random.below(64)));
      expect(await ear.ends(), `seed ${seed}`).toEqual(malformed);
      expect(ear.messages, `seed ${seed}`).toEqual([]);
      // Told, in one frame, to whoever can read it.
      expect(link.sent.length, `seed ${seed}`).toBeLessThanOrEqual(1);
    }
  });
});

describe('a device of the office that plays false', () => {
  test('sends frames of random content', async () => {
    const ends = new Set<string>();
    for (let seed = 1; seed <= 2000; seed++) {
      const random = new Random(seed);
      const { ear, far, send } = await someLine();
      // Many begin as a frame does.
      for (let i = 0; i < 3; i++) {
        const content = random.bytes(random.below(40));
        if (content.length > 0 && random.chance(0.7)) content[0] = random.below(4);
        await send(content);
      }
      far.close();
      ends.add((await ear.ends()).why);
    }
    expect(ends).toContain('malformed');
    expect([...ends].every((why) => (endings as readonly string[]).includes(why))).toBe(true);
  });

  test.each<[string, LinkBytes]>([
    ['nothing', new Uint8Array()],
    ['an unknown kind', Uint8Array.of(3, 1)],
    ['a close without a reason', Uint8Array.of(frameKinds.close)],
    ['a close with too much', Uint8Array.of(frameKinds.close, 0, 0)],
    ['a part that is not full, with more to come', frameOf(frameKinds.more, new Uint8Array(mostPart - 1))],
    ['an empty part, with more to come', Uint8Array.of(frameKinds.more)],
  ])('sends %s', async (_name, content) => {
    const { ear, send, opener, link } = await someLine();
    await send(content);
    expect(await ear.ends()).toEqual(malformed);
    await expectSent(link, 1);
    expect(await opener.open(link.sent[0]!)).toEqual(
      Uint8Array.of(frameKinds.close, endings.indexOf('malformed')),
    );
    expect(link.isClosed).toBe(true);
  });

  test('gives a reason that a newer app knows', async () => {
    const { ear, send } = await someLine();
    await send(Uint8Array.of(frameKinds.close, 200));
    expect(await ear.ends()).toEqual({ why: 'closed', by: 'there' });
  });

  test('never finishes a message: memory is bounded', async () => {
    const { ear, far, sealer } = await someLine();
    const more = frameOf(frameKinds.more, new Uint8Array(mostPart));
    const frames = Math.ceil(mostMessage / mostPart) + 5;
    for (let i = 0; i < frames && ear.end === undefined; i++) {
      far.send(await sealer.seal(more));
      // Lets it be taken in.
      if (i % 50 === 0) await turn();
    }
    expect(await ear.ends()).toEqual({ why: 'too-large', by: 'here' });
    expect(ear.messages).toEqual([]);
  });

  test('sends more than can be opened: memory is bounded', async () => {
    const { ear, far } = await someLine();
    const junk = new Uint8Array(mostLinkMessage);
    // All at once, before the first can be opened.
    for (let i = 0; i < 1100; i++) far.inject(junk);
    expect(await ear.ends()).toEqual({ why: 'too-many', by: 'here' });
  });

  test('sends to a device that does not listen yet: memory is bounded', async () => {
    const [link, far] = SomeLink.pair();
    const ways = {
      sealer: new FrameSealer(await someKey(1, 'encrypt'), 'test'),
      opener: new FrameOpener(await someKey(2, 'decrypt'), 'test'),
    };
    const line = new SealedLine(link, new LinkReader(link), ways, 'd');
    const sealer = new FrameSealer(await someKey(2, 'encrypt'), 'test');
    const full = frameOf(frameKinds.last, new Uint8Array(mostPart));
    let sent = 0;
    for (; !link.isClosed && sent < 1200; sent++) {
      far.send(await sealer.seal(full));
      if (sent % 50 === 0) await turn();
    }
    expect(sent).toBeLessThan(1100);
    const ear = new Ear(line);
    expect(await ear.ends()).toEqual({ why: 'too-many', by: 'here' });
  });
});

test('of a message that is not whole it is told how much has come, and how it begins', async () => {
  const { channels, links } = await somePair();
  const far = new Ear(channels[1]);
  expect(channels[1].unfinished).toBeUndefined();
  const message = new Uint8Array(2 * mostPart + 5).fill(7);
  const held: LinkBytes[] = [];
  links[0].between = (bytes) => (bytes.length < mostPart ? (held.push(bytes), []) : [bytes]);
  channels[0].send(message.slice());
  while (channels[1].unfinished?.bytes !== 2 * mostPart) await turn();
  expect(channels[1].unfinished).toEqual({ first: 7, bytes: 2 * mostPart });
  links[0].inject(held[0]!);
  await far.hears(1);
  expect(channels[1].unfinished).toBeUndefined();
});

describe('what waits', () => {
  test('counts what is being sealed and what the link has not sent, and tells when it has gone down', async () => {
    const { channels, links } = await somePair();
    const [near, far] = channels.map((channel) => new Ear(channel));
    links[0].isHeld = true;
    expect(channels[0].waiting).toBe(0);
    channels[0].send(new Uint8Array(highWater));
    expect(channels[0].waiting).toBe(highWater);
    channels[0].send(new Uint8Array(10));
    expect(channels[0].waiting).toBe(highWater + 10);
    await expectSent(links[0], 2 + Math.ceil(highWater / mostPart) + 1);
    // All is sealed now and lies in the link, with what sealing added.
    expect(channels[0].waiting).toBe(links[0].waiting);
    expect(channels[0].waiting).toBeGreaterThan(highWater + 10);
    expect(near!.drained).toBe(0);
    links[0].release();
    await near!.drains();
    expect(channels[0].waiting).toBe(0);
    await far!.hears(2);
    expect(near!.drained).toBe(1);
  });

  test('is told of also when the link takes everything at once', async () => {
    const { channels } = await somePair();
    const ear = new Ear(channels[0]);
    channels[0].send(new Uint8Array(lowWater + 1));
    await ear.drains();
    expect(channels[0].waiting).toBeLessThanOrEqual(lowWater);
    while (channels[0].waiting > 0) await turn();
    // What never rose above need not be said to have fallen below.
    channels[0].send(new Uint8Array(lowWater));
    while (channels[0].waiting > 0) await turn();
    expect(ear.drained).toBe(1);
  });
});

test('a key is not used for more frames than it may: the line ends in good order', async () => {
  const { line, ear, own, link, far } = await someLine();
  own.count = mostFrames - 2;
  line.send(bytesOf('the last'));
  line.send(bytesOf('too many'));
  expect(await ear.ends()).toEqual({ why: 'closed', by: 'here' });
  await expectSent(link, 2);
  const opener = new FrameOpener(await someKey(1, 'decrypt'), 'test');
  opener.count = mostFrames - 2;
  expect(await opener.open(link.sent[0]!)).toEqual(frameOf(frameKinds.last, bytesOf('the last')));
  expect((await opener.open(link.sent[1]!))![0]).toBe(frameKinds.close);
  expect(await opener.open(link.sent[1]!)).toBeUndefined();
  await expect(own.seal(bytesOf('x'))).rejects.toThrow(RangeError);
  expect(far.sent).toEqual([]);
});

/** Waits until so many messages have left an end, handshake included. */
async function expectSent(link: SomeLink, count: number): Promise<void> {
  for (let i = 0; link.sent.length < count && i < 10_000; i++) await turn();
  expect(link.sent.length).toBeGreaterThanOrEqual(count);
}

/** Lets everything that is ready run once. */
async function turn(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}
