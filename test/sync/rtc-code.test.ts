import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  mostRtcCode,
  readAnswer,
  readOffer,
  rtcCodeKind,
  type RtcWhole,
  writeAnswer,
  writeOffer,
} from '../../src/sync/rtc-code.ts';
import { anyCandidate, anyDescription, usualDescription } from './some-rtc-whole.ts';

const wholeOf = (description: typeof anyDescription, most: number): fc.Arbitrary<RtcWhole> =>
  fc.record({ description, candidates: fc.array(anyCandidate, { minLength: 1, maxLength: most }) });
const usual = wholeOf(usualDescription, 6);

const name = { kind: 'own', form: 'name', address: new Uint8Array(16).fill(7), port: 50_000 } as const;
const seen = { kind: 'seen', form: 'ipv4', address: Uint8Array.of(10, 1, 2, 3), port: 50_001 } as const;
const description = {
  name: 'QT5g',
  password: 'BMosi1fynptgi0G/iYocQPyM',
  fingerprint: new Uint8Array(32).fill(0xab),
};

describe('a code that people carry', () => {
  test('says all of it, in few characters', () => {
    expect(writeOffer({ description, candidates: [name] })).toHaveLength(106);
    const both = writeOffer({ description, candidates: [name, { ...name, port: 2 }, seen] });
    expect(both).toHaveLength(mostRtcCode);
    expect(readOffer(both)).toEqual({ description, candidates: [seen, name, { ...name, port: 2 }] });
  });

  test('is known for what it is without the other one; whatever else is pasted is neither', () => {
    fc.assert(
      fc.property(usual, usual, (mine, theirs) => {
        const offer = writeOffer(mine);
        expect(rtcCodeKind(` ${offer}\n`)).toBe('offer');
        expect(rtcCodeKind(writeAnswer(theirs, offer))).toBe('answer');
        expect(rtcCodeKind(offer.slice(0, -1))).toBeUndefined();
      }),
    );
    fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => rtcCodeKind(text) === undefined));
  });

  test('of any browser has room for a place, and leaves out what it has no room for', () => {
    fc.assert(
      fc.property(usual, usual, (mine, theirs) => {
        const offer = writeOffer(mine);
        const answer = writeAnswer(theirs, offer);
        for (const [code, read, written] of [
          [offer, readOffer(offer), mine],
          [answer, readAnswer(answer, offer), theirs],
        ] as const) {
          expect(code.length).toBeLessThanOrEqual(mostRtcCode);
          expect(read?.description).toEqual(written.description);
          expect(read?.candidates.length).toBeGreaterThan(0);
          expect(written.candidates).toEqual(expect.arrayContaining(read!.candidates));
        }
      }),
    );
  });

  test('is read however a message broke it', () => {
    const offer = writeOffer({ description, candidates: [name] });
    const answer = writeAnswer({ description, candidates: [name] }, offer);
    const broken = (code: string): string => `\n ${code.replaceAll(/(.{20})/g, '$1\r\n\u200b\u3000')}\t`;
    expect(readOffer(broken(offer))).toEqual({ description, candidates: [name] });
    expect(readAnswer(broken(answer), broken(offer))).toEqual({ description, candidates: [name] });
    expect(readAnswer(writeAnswer({ description, candidates: [name] }, broken(offer)), offer)).toBeDefined();
  });

  test('with a slip is none, and neither is an answer to another offer', () => {
    fc.assert(
      fc.property(usual, usual, fc.nat(), fc.nat(62), (mine, theirs, at, other) => {
        const offer = writeOffer(mine);
        const answer = writeAnswer(theirs, offer);
        const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
        const slip = (code: string): string => {
          // The last character may hold bits that mean nothing.
          const place = at % (code.length - 1);
          const letter = letters[(letters.indexOf(code[place]!) + 1 + other) % 64]!;
          return code.slice(0, place) + letter + code.slice(place + 1);
        };
        expect(readOffer(slip(offer))).toBeUndefined();
        expect(readAnswer(slip(answer), offer)).toBeUndefined();
        expect(readAnswer(answer, slip(offer))).toBeUndefined();
        expect(readAnswer(offer, offer)).toBeUndefined();
        expect(readOffer(answer)).toBeUndefined();
        expect(readOffer(offer.slice(0, -2))).toBeUndefined();
        expect(readOffer(`${offer}AA`)).toBeUndefined();
      }),
    );
  });

  test('without a place where anybody could be reached is none', () => {
    expect(readOffer(writeOffer({ description, candidates: [] }))).toBeUndefined();
  });

  test('nothing that is pasted makes it stumble', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 400 }), fc.base64String({ maxLength: 200 })), (any) => {
        expect(readOffer(any)).toBeUndefined();
        expect(readAnswer(any, any)).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
    expect(readOffer('A'.repeat(10_000_000))).toBeUndefined();
    // Credentials longer than those of any browser leave room for nothing; it is written all the same, and is none.
    fc.assert(
      fc.property(wholeOf(anyDescription, 3), (whole) => {
        const code = writeOffer(whole);
        expect(code.length).toBeLessThanOrEqual(mostRtcCode + 20);
        const read = readOffer(code);
        if (read !== undefined) expect(read.description).toEqual(whole.description);
      }),
    );
  });
});
