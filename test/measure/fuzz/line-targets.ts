import { isDeepStrictEqual } from 'node:util';
import { deviceCode, readDeviceCode } from '../../../src/engine/device-code.ts';
import { isAnswerOf, readAnswers, writeAnswer } from '../../../src/exchange/package/package-answer.ts';
import { threadsIn } from '../../../src/store/draft-remark.ts';
import { threadStanding } from '../../../src/store/remark-standing.ts';
import { FrameOpener, FrameSealer } from '../../../src/sync/channel/frame-cipher.ts';
import { LinkReader } from '../../../src/sync/channel/link-reader.ts';
import { frameKinds, frameOf } from '../../../src/sync/channel/message-frames.ts';
import { SealedLine } from '../../../src/sync/channel/sealed-line.ts';
import type { Ending } from '../../../src/sync/ending.ts';
import type { Random } from '../../faults/random.ts';
import { someKeys } from '../../ledger/some-office.ts';
import { SomeLink } from '../../sync/some-link.ts';
import { mutateBytes, mutateText } from './mutate.ts';
import { must, target, type Target } from './target.ts';

type Bytes = Uint8Array<ArrayBuffer>;

async function frameKey(byte: number, usage: KeyUsage): Promise<CryptoKey> {
  return await crypto.subtle.importKey('raw', new Uint8Array(32).fill(byte), 'AES-GCM', false, [usage]);
}
const keys = {
  own: await frameKey(1, 'encrypt'),
  theirs: await frameKey(2, 'encrypt'),
  opening: await frameKey(2, 'decrypt'),
};
const said: Bytes = new TextEncoder().encode('关灯。');
const whole = await new FrameSealer(keys.theirs, 'fuzz').seal(frameOf(frameKinds.last, said));

const secret = new Uint8Array(32).fill(5);
const answer = writeAnswer(
  {
    v: 1,
    package: 'ab'.repeat(16),
    circulation: 'c'.repeat(64),
    member: 'm1',
    readings: [{ edition: 'd'.repeat(64), statement: '我已阅读。' }],
    answers: [[0, 2]],
    at: 5,
  },
  secret,
);
const code = deviceCode((await someKeys(0)).key);

const about = { text: '太严', by: 'd1', at: 7, mentions: ['m1'] };
const remarks = {
  'r:a1': {
    ...about,
    anchor: { start: '3@ab', end: '5@ab', left: '5@ab' },
    quote: '轻声',
    around: { before: '应当', after: '说话' },
    isTwin: true,
    label: '第二条',
    changes: [{ at: 0, before: '轻', after: '小' }],
    heads: ['e'.repeat(64)],
    from: 12,
  },
  'r:a1/b2': about,
  'r:a1/s:c3': { ...about, is: 'accepted', reason: '', changes: [0], after: ['c2'] },
};

/** What a strange program may have written among the remarks of a draft. */
function someRemarks(random: Random): Map<string, unknown> {
  const text = JSON.stringify(remarks);
  for (let tries = 0; tries < 20; tries++) {
    try {
      return new Map(Object.entries(JSON.parse(mutateText(random, text, [text])) as object));
    } catch {
      // Not this one.
    }
  }
  return new Map(Object.entries(remarks));
}

// What is as it should be is read: otherwise nothing behind that would be tried.
const [valid] = threadsIn(new Map(Object.entries(remarks)));
must(valid?.remark.changes?.length === 1 && valid.replies.length === 1, 'a remark that is not read');
must(valid?.rulings.length === 1, 'a ruling that is not read');
const [readAnswer] = readAnswers(new TextEncoder().encode(answer));
must(readAnswer !== undefined && readAnswer !== 'damaged' && isAnswerOf(readAnswer, secret), 'no answer');

/** Readers of what comes on an open line, of remarks, and of what people carry by hand. */
export const lineTargets: readonly Target[] = [
  target({
    name: 'sealed-frame',
    // Chance, or a frame that was altered; half of the time that of the other side itself comes first.
    make: (random) => [
      ...(random.chance(0.5) ? [whole.slice()] : []),
      random.chance(0.5) ? random.bytes(random.below(300)) : mutateBytes(random, whole),
    ],
    read: async (frames) => {
      const [link, far] = SomeLink.pair();
      const ways = {
        sealer: new FrameSealer(keys.own, 'fuzz'),
        opener: new FrameOpener(keys.opening, 'fuzz'),
      };
      const line = new SealedLine(link, new LinkReader(link), ways, 'd');
      const heard: Uint8Array[] = [];
      const ended = new Promise<Ending>((resolve) =>
        line.listen({
          message: (bytes) => heard.push(bytes),
          drained: () => undefined,
          ended: (why) => resolve(why),
        }),
      );
      for (const frame of frames) far.send(frame);
      far.close();
      const why = await ended;
      // Nothing but what the other side has sealed, in its turn.
      const good = isDeepStrictEqual(Buffer.from(frames[0]!), Buffer.from(whole)) ? 1 : 0;
      must(heard.length === good, `${heard.length} messages`);
      must(why === (good === frames.length ? 'lost' : 'malformed'), `it ended with ${why}`);
    },
  }),
  target({
    name: 'remarks',
    make: someRemarks,
    read: (entries) => {
      for (const thread of threadsIn(entries)) {
        threadStanding(thread);
        const { remark } = thread;
        must(entries.has(`r:${remark.id}`) && remark.quote !== '', 'a remark from nowhere');
        for (const { at, before } of remark.changes ?? [])
          must(remark.quote.startsWith(before, at), 'a change of other words');
      }
    },
  }),
  target({
    name: 'package-answer',
    make: (random) => new TextEncoder().encode(mutateText(random, `答复：${answer}\n`, [answer])),
    read: (bytes) => {
      for (const found of readAnswers(bytes)) {
        if (found === 'damaged' || !isAnswerOf(found, secret)) continue;
        must(writeAnswer(found.answer, secret) === answer, 'an altered answer was believed');
      }
    },
  }),
  target({
    name: 'device-code',
    make: (random) => mutateText(random, code, [code, ' ', '\n']),
    read: (text) => {
      const found = readDeviceCode(text);
      must(found === undefined || deviceCode(found.key) === code, 'a slip that was not noticed');
    },
  }),
];
