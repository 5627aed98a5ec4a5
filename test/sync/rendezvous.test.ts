import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { endings } from '../../src/sync/ending.ts';
import {
  decodeFromDesk,
  decodeToDesk,
  encodeFromDesk,
  encodeToDesk,
  type FromDesk,
  mostCarried,
  mostRendezvous,
  type ToDesk,
  turnAround,
} from '../../src/sync/rendezvous.ts';

const bytes = (min: number, max = min): fc.Arbitrary<Uint8Array<ArrayBuffer>> =>
  fc.uint8Array({ minLength: min, maxLength: max }).map((array) => new Uint8Array(array));
const peer = fc.nat(0xffff_ffff);
const lane = fc.nat(4);

const toDesk: fc.Arbitrary<ToDesk> = fc.oneof(
  fc.record({ kind: fc.constant('enter' as const), room: bytes(16), presence: bytes(32) }),
  fc.record({ kind: fc.constant('to' as const), peer, lane, bytes: bytes(0, 300) }),
  fc.constant({ kind: 'ping' as const }),
);
const fromDesk: fc.Arbitrary<FromDesk> = fc.oneof(
  fc.record({
    kind: fc.constant('welcome' as const),
    number: peer,
    version: fc.string({ maxLength: 16 }),
    stunPort: fc.nat(0xffff),
    desk: fc.option(bytes(32), { nil: undefined }),
  }),
  fc.record({ kind: fc.constant('came' as const), peer, presence: bytes(32), isDesk: fc.boolean() }),
  fc.record({ kind: fc.constant('left' as const), peer }),
  fc.record({ kind: fc.constant('from' as const), peer, lane, bytes: bytes(0, 300) }),
  fc.record({ kind: fc.constant('refused' as const), why: fc.constantFrom(...endings) }),
  fc.constant({ kind: 'pong' as const }),
);

test('what is written is read, in both directions', () => {
  fc.assert(
    fc.property(toDesk, (message) => {
      expect(decodeToDesk(encodeToDesk(message))).toEqual(message);
    }),
  );
  fc.assert(
    fc.property(fromDesk, (message) => {
      expect(decodeFromDesk(encodeFromDesk(message))).toEqual(message);
    }),
  );
});

test('nothing that comes makes it stumble; what it reads is what those bytes say and nothing else', () => {
  const kinds = fc.constantFrom(0, 1, 2, 3, 4, 16, 17, 18, 19, 20, 21, 22);
  const anything = fc
    .tuple(kinds, fc.oneof(bytes(0, 8), bytes(30, 60), bytes(0, 200)))
    .map(([kind, rest]) => Uint8Array.of(kind, ...rest));
  fc.assert(
    fc.property(fc.oneof(bytes(0, 80), anything), (any) => {
      const up = decodeToDesk(any);
      if (up !== undefined) expect(encodeToDesk(up)).toEqual(any);
      const down = decodeFromDesk(any);
      if (down !== undefined) expect(encodeFromDesk(down)).toEqual(any);
    }),
    { numRuns: 20_000 },
  );
});

test('a message that is cut off or goes on is none', () => {
  fc.assert(
    fc.property(toDesk, fromDesk, fc.nat(), (up, down, cut) => {
      const [a, b] = [encodeToDesk(up), encodeFromDesk(down)];
      if (up.kind !== 'to') {
        expect(decodeToDesk(a.slice(0, cut % a.length))).toBeUndefined();
        expect(decodeToDesk(Uint8Array.of(...a, 0))).toBeUndefined();
      }
      if (down.kind === 'welcome' || down.kind === 'from') return;
      expect(decodeFromDesk(b.slice(0, cut % b.length))).toBeUndefined();
      expect(decodeFromDesk(Uint8Array.of(...b, 0))).toBeUndefined();
    }),
  );
});

test('sizes are bounded', () => {
  const most = encodeToDesk({ kind: 'to', peer: 1, lane: 0, bytes: new Uint8Array(mostCarried) });
  expect(most).toHaveLength(mostRendezvous);
  expect(decodeToDesk(most)).toMatchObject({ kind: 'to' });
  expect(decodeToDesk(Uint8Array.of(...most, 0))).toBeUndefined();
  expect(() =>
    encodeToDesk({ kind: 'to', peer: 1, lane: 0, bytes: new Uint8Array(mostCarried + 1) }),
  ).toThrow(RangeError);
  const long = Uint8Array.of(16, 0, 0, 0, 1, 0, 0, 0, ...new Uint8Array(65).fill(65));
  expect(decodeFromDesk(long)).toBeUndefined();
  expect(decodeFromDesk(long.slice(0, -1))).toMatchObject({ version: 'A'.repeat(64) });
});

test('a message is turned around as the desk hands it on', () => {
  fc.assert(
    fc.property(peer, peer, lane, bytes(0, 50), (to, sender, on, carried) => {
      const message = encodeToDesk({ kind: 'to', peer: to, lane: on, bytes: carried });
      turnAround(message, sender);
      expect(decodeFromDesk(message)).toEqual({ kind: 'from', peer: sender, lane: on, bytes: carried });
    }),
  );
});
