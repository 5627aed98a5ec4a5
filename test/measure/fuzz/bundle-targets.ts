import { isDeepStrictEqual } from 'node:util';
import { signedBytes } from '../../../src/ledger/entry-bytes.ts';
import { ByteWriter } from '../../../src/sync/bytes.ts';
import { BundleFailed } from '../../../src/sync/bundle/bundle-failed.ts';
import {
  beginDocuments,
  beginLedger,
  readBegin,
  readDocuments,
  readEntries,
  readNotes,
  writeDocument,
  writeEntry,
  writeNote,
} from '../../../src/sync/bundle/sections.ts';
import type { Random } from '../../faults/random.ts';
import { mutateBytes } from './mutate.ts';
import { must, target, type Target } from './target.ts';

const bytes = Uint8Array.from({ length: 40 }, (_, i) => i * 7);
const device = { device: '00'.repeat(16), alg: 'ES256', key: 'A'.repeat(87), at: 1 } as const;
const begins = [beginLedger({ ...device, office: 'ab'.repeat(32), since: 0 }), beginDocuments('unit:u1a2b3')];

function messageOf(...writes: ((out: ByteWriter) => void)[]): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter();
  for (const write of writes) write(out);
  return out.take();
}

const entries = messageOf(
  (out) => writeEntry(out, { body: signedBytes(bytes), sig: bytes }),
  (out) => writeEntry(out, { body: bytes, sig: bytes }),
);
const documents = messageOf(
  (out) => writeDocument(out, { kind: 'rule', id: 'abcd1234ef', bytes }),
  (out) => writeDocument(out, { kind: 'edition', id: 'cd'.repeat(32), bytes }),
);
const notes = messageOf(
  (out) => writeNote(out, 'reader-notes', bytes),
  (out) => writeNote(out, '灯', bytes),
);

const some =
  (valid: readonly Uint8Array[]) =>
  (random: Random): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(mutateBytes(random, random.pick(valid)));

const isPromised = (error: unknown): boolean => error instanceof BundleFailed && error.fault === 'altered';

/** What stands inside the sections of a bundle: signed by a member, who may still mean harm. */
export const bundleTargets: readonly Target[] = [
  target({
    name: 'bundle-begin',
    make: some(begins),
    read: (message) => {
      const section = readBegin(message);
      if (section.type === 'ledger') must(/^[0-9a-f]{32}$/.test(section.about.device), 'no device');
      if (section.type === 'documents') must(section.space.length <= 80, 'no space');
    },
    promised: isPromised,
  }),
  target({
    name: 'bundle-entries',
    make: some([entries]),
    read: (message) => {
      const read = readEntries(message);
      const again = messageOf(...read.map((entry) => (out: ByteWriter) => writeEntry(out, entry)));
      must(isDeepStrictEqual(again, message), 'entries that nobody wrote');
    },
    promised: isPromised,
  }),
  target({
    name: 'bundle-documents',
    make: some([documents]),
    read: (message) => {
      const read = readDocuments(message);
      const again = messageOf(...read.map((document) => (out: ByteWriter) => writeDocument(out, document)));
      must(isDeepStrictEqual(again, message), 'documents that nobody wrote');
    },
    promised: isPromised,
  }),
  target({
    name: 'bundle-notes',
    make: some([notes]),
    read: (message) => {
      const read = readNotes(message);
      const again = messageOf(
        ...read.map(
          ([name, note]) =>
            (out: ByteWriter) =>
              writeNote(out, name, note),
        ),
      );
      must(isDeepStrictEqual(again, message), 'notes that nobody wrote');
    },
    promised: isPromised,
  }),
];
