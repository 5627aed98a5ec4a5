import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { BadBytes } from '../../src/sync/bytes.ts';
import { type Message, readMessage, writeMessage } from '../../src/sync/message.ts';

const hex = (bytes: number): fc.Arbitrary<string> =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((some) => Buffer.from(some).toString('hex'));
const bytes = (least: number, most = least): fc.Arbitrary<Uint8Array<ArrayBuffer>> =>
  fc.uint8Array({ minLength: least, maxLength: most }).map((some) => new Uint8Array(some));
const space = fc.constantFrom('members', 'editors', 'admins', 'unit:u1', 'private:m1', 'draft:d1');
const small = fc.nat(1_000_000);
const list = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { maxLength: 5 });
const row = fc.oneof(
  fc.record({ kind: fc.constant('edition' as const), id: hex(32), digest: fc.constant('') }),
  fc.record({
    kind: fc.constantFrom('rule' as const, 'document' as const),
    id: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,40}$/),
    digest: hex(16),
  }),
);

const message: fc.Arbitrary<Message> = fc.oneof(
  fc.record({
    type: fc.constant('state' as const),
    ledger: hex(16),
    roots: list(fc.record({ space, root: bytes(16) })),
  }),
  fc.record({
    type: fc.constant('vector' as const),
    isAnswer: fc.boolean(),
    heads: list(fc.record({ device: hex(16), seq: small, id: hex(16) })),
  }),
  fc.record({
    type: fc.constant('get-entries' as const),
    ranges: list(fc.record({ device: hex(16), from: small, to: small })),
  }),
  fc.record({
    type: fc.constant('entries' as const),
    isNews: fc.boolean(),
    isLast: fc.boolean(),
    entries: list(bytes(0, 60)),
  }),
  fc.record({ type: fc.constant('buckets' as const), space, buckets: bytes(2048) }),
  fc.record({ type: fc.constant('rows' as const), space, which: bytes(32), rows: list(row) }),
  fc.record({ type: fc.constant('offer' as const), space, rows: list(row) }),
  fc.record({
    type: fc.constant('get' as const),
    space,
    keys: list(
      fc.record({ kind: fc.constant('document' as const), id: fc.constant('d1'), heads: list(hex(32)) }),
    ),
  }),
  fc.record({
    type: fc.constant('documents' as const),
    documents: list(fc.option(bytes(0, 60), { nil: undefined })),
  }),
  fc.record({ type: fc.constant('get-file' as const), hash: hex(32), from: small }),
  fc.record({
    type: fc.constant('file' as const),
    hash: hex(32),
    size: small,
    from: small,
    bytes: bytes(0, 60),
  }),
  fc.record({
    type: fc.constant('live' as const),
    space,
    id: fc.stringMatching(/^[a-z0-9][a-z0-9:-]{0,40}$/),
    changes: list(bytes(0, 60)),
  }),
  fc.record({
    type: fc.constant('here' as const),
    space,
    id: fc.stringMatching(/^[a-z0-9][a-z0-9:-]{0,40}$/),
    where: bytes(0, 60),
  }),
  fc.constantFrom<Message>({ type: 'ping' }, { type: 'pong' }),
);

test('every message is read as it was written', () => {
  fc.assert(
    fc.property(message, (one) => {
      expect(readMessage(writeMessage(one))).toEqual(one);
    }),
    { numRuns: 2000 },
  );
});

test('whatever comes is a message or bad bytes, and nothing else happens', () => {
  const altered = fc.tuple(message, fc.nat(), fc.nat(255), fc.nat()).map(([one, at, value, cut]) => {
    const written = writeMessage(one);
    written[at % written.length] = value;
    return cut % 3 === 0 ? written.slice(0, cut % (written.length + 1)) : written;
  });
  fc.assert(
    fc.property(fc.oneof(bytes(0, 200), altered), (some) => {
      try {
        readMessage(some);
      } catch (error) {
        expect(error).toBeInstanceOf(BadBytes);
      }
    }),
    { numRuns: 20_000 },
  );
});

test('a count that is a lie costs nothing', () => {
  for (const type of [1, 2, 3]) {
    const lie = new Uint8Array(64).fill(0xff);
    lie[0] = type;
    expect(() => readMessage(lie)).toThrow(BadBytes);
  }
});
