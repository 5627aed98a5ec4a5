import { expect, test } from 'vitest';
import { DirectCodes } from '../../src/engine/direct-codes.ts';
import { readAnswer, readOffer, writeAnswer, writeOffer } from '../../src/sync/rtc-code.ts';
import type { RtcPort } from '../../src/sync/rtc-port.ts';

const place = { kind: 'own', form: 'name', address: new Uint8Array(16).fill(7), port: 50_000 } as const;
const whole = (fill: number) => ({
  description: {
    name: 'QT5g',
    password: 'BMosi1fynptgi0G/iYocQPyM',
    fingerprint: new Uint8Array(32).fill(fill),
  },
  candidates: [place],
});
const own = writeOffer(whole(1));
const theirs = writeOffer(whole(2));

/** A browser that reads codes as browsers do, and whose lines never open. */
function codes(): DirectCodes {
  const port: Partial<RtcPort> = {
    available: true,
    offerCode: () => ({
      code: Promise.resolve(own),
      accept: (answer) => readAnswer(answer, own) !== undefined,
      close: () => undefined,
    }),
    answerCode: (offer) =>
      readOffer(offer) && {
        code: Promise.resolve(writeAnswer(whole(3), offer)),
        close: () => undefined,
      },
  };
  return new DirectCodes(port as RtcPort);
}
const nothing = (): void => undefined;

test('what was pasted where the reply belongs is told apart', async () => {
  const here = codes();
  await here.offer(nothing);
  await expect(here.accept({ code: own })).rejects.toMatchObject({ code: 'offer-code' });
  await expect(here.accept({ code: ` ${theirs}\n` })).rejects.toMatchObject({ code: 'offer-code' });
  // The reply to what was given out before.
  const late = writeAnswer(whole(3), theirs);
  await expect(here.accept({ code: late })).rejects.toMatchObject({ code: 'other-reply' });
  for (const code of ['', 'ABCD', own.slice(1), '7K2M-9QXD', 'x'.repeat(10_000)])
    await expect(here.accept({ code })).rejects.toMatchObject({ code: 'bad-invitation' });
});

test('no reply is made to the own code, nor to a reply', async () => {
  const here = codes();
  await here.offer(nothing);
  const broken = `${own.slice(0, 40)}\n${own.slice(40)}`;
  await expect(here.answer(broken, nothing)).rejects.toMatchObject({ code: 'own-code' });
  const reply = writeAnswer(whole(3), theirs);
  await expect(here.answer(reply, nothing)).rejects.toMatchObject({ code: 'reply-code' });
  await expect(here.answer('ABCD', nothing)).rejects.toMatchObject({ code: 'bad-invitation' });
  expect(readAnswer((await here.answer(theirs, nothing)).code, theirs)).toBeDefined();
});
