import { type Message, writeMessage } from '../../../src/sync/message.ts';
import { type FromDesk, encodeFromDesk, encodeToDesk, type ToDesk } from '../../../src/sync/rendezvous.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const hash = 'ab'.repeat(32);
const half = 'cd'.repeat(16);
const bytes = (length: number): Bytes => new Uint8Array(length).fill(7);

const messages: readonly Message[] = [
  { type: 'state', ledger: half, roots: [{ space: 'members', root: bytes(16) }] },
  { type: 'vector', isAnswer: true, heads: [{ device: half, seq: 3, id: half }] },
  { type: 'get-entries', ranges: [{ device: half, from: 0, to: 9 }] },
  { type: 'entries', isNews: false, isLast: true, entries: [bytes(80), bytes(3)] },
  { type: 'buckets', space: 'unit:u1', buckets: bytes(2048) },
  {
    type: 'rows',
    space: 'members',
    which: bytes(32),
    rows: [
      { kind: 'edition', id: hash, digest: '' },
      { kind: 'rule', id: 'lamps', digest: half },
    ],
  },
  { type: 'offer', space: 'editors', rows: [{ kind: 'document', id: 'd:1', digest: half }] },
  { type: 'get', space: 'private:m1', keys: [{ kind: 'document', id: 'd1', heads: [hash, hash] }] },
  { type: 'documents', documents: [bytes(40), undefined, bytes(0)] },
  { type: 'get-file', hash, from: 262_144 },
  { type: 'file', hash, size: 300_000, from: 262_144, bytes: bytes(60) },
  { type: 'ping' },
  { type: 'pong' },
];

const toDesk: readonly ToDesk[] = [
  { kind: 'enter', room: bytes(16), presence: bytes(32) },
  { kind: 'to', peer: 5, lane: 0, bytes: bytes(40) },
  { kind: 'ping' },
];

const fromDesk: readonly FromDesk[] = [
  { kind: 'welcome', number: 3, version: '1.2.3 规矩', stunPort: 3478, desk: bytes(32) },
  { kind: 'welcome', number: 3, version: '', stunPort: 0, desk: undefined },
  { kind: 'came', peer: 1, presence: bytes(32), isDesk: true },
  { kind: 'left', peer: 2 },
  { kind: 'from', peer: 4_000_000_000, lane: 4, bytes: bytes(8) },
  { kind: 'refused', why: 'too-many' },
  { kind: 'pong' },
];

/** What devices and a desk say, one of each kind. */
export const validMessages: readonly Bytes[] = messages.map(writeMessage);
export const validToDesk: readonly Bytes[] = toDesk.map(encodeToDesk);
export const validFromDesk: readonly Bytes[] = fromDesk.map(encodeFromDesk);
