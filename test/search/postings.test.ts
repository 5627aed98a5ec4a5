import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { collectPostings } from '../../src/search/collect-postings.ts';
import { bigram, termsOf } from '../../src/search/fold.ts';
import {
  mostCounted,
  packPostings,
  readPacked,
  termNumber,
  unpackPostings,
} from '../../src/search/postings.ts';
import { ByteReader } from '../../src/search/varint.ts';

/** Few characters, so that terms are shared. */
const text = fc.string({ unit: fc.constantFrom('请', '假', '会', '议', '，', 'A', '１'), maxLength: 40 });

test('a term lists the documents that hold it, and how often', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 30 }), (texts) => {
      const { postings, lengths } = collectPostings(texts);
      const expected = new Map<number, [doc: number, count: number][]>();
      texts.forEach((one, doc) => {
        for (const term of termsOf(one)) {
          const list = expected.get(term) ?? [];
          if (list.at(-1)?.[0] === doc) list.at(-1)![1] += 1;
          else list.push([doc, 1]);
          expected.set(term, list);
        }
      });
      expect([...postings.terms]).toEqual([...expected.keys()].sort((a, b) => a - b));
      postings.terms.forEach((term, i) => {
        const found: [number, number][] = [];
        for (let p = postings.starts[i]!; p < postings.starts[i + 1]!; p++) {
          found.push([postings.docs[p]!, postings.counts[p]!]);
        }
        expect(found).toEqual(expected.get(term));
      });
      expect([...lengths]).toEqual(texts.map((one) => one.replaceAll('，', '').length));
    }),
  );
});

test('packed and unpacked they are the same', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 30 }), (texts) => {
      const { postings } = collectPostings(texts);
      const packed = readPacked(new ByteReader(packPostings(postings)));
      expect(unpackPostings(packed)).toEqual(postings);
      for (const [i, term] of postings.terms.entries()) expect(termNumber(packed, term)).toBe(i);
      expect(termNumber(packed, bigram(0x4e00, 0x4e01))).toBe(-1);
    }),
  );
});

test('documents far apart and many terms keep their places', () => {
  const texts = Array.from({ length: 400 }, (_, i) =>
    i % 199 === 0 ? '档案' : String.fromCharCode(0x4e00 + ((i * 37) % 20_000), 0x4e00 + ((i * 91) % 20_000)),
  );
  const { postings } = collectPostings(texts);
  expect(unpackPostings(readPacked(new ByteReader(packPostings(postings))))).toEqual(postings);
  const at = termNumber(postings, bigram('档'.charCodeAt(0), '案'.charCodeAt(0)));
  expect([...postings.docs.subarray(postings.starts[at], postings.starts[at + 1])]).toEqual([0, 199, 398]);
});

test('a word that is repeated without end is counted so far and no further', () => {
  const { postings } = collectPostings(['会'.repeat(500)]);
  expect([...postings.counts]).toEqual([mostCounted, mostCounted]);
});

test('damaged bytes are refused', () => {
  const bytes = packPostings(collectPostings(['请假', '请假会议']).postings);
  expect(() => readPacked(new ByteReader(bytes.subarray(0, bytes.length - 1)))).toThrow(RangeError);
  expect(() => readPacked(new ByteReader(Uint8Array.of(200, 1, 1, 0)))).toThrow(RangeError);
  // The table says that the one list is longer than all there is.
  const one = packPostings(collectPostings(['假']).postings);
  one[one.length - 2]! += 1;
  expect(() => readPacked(new ByteReader(one))).toThrow(RangeError);
});
