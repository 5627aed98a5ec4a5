import { bigram, foldCode } from './fold.ts';
import { mostCounted, type Postings } from './postings.ts';
import { TermTable } from './term-table.ts';

/**
 * Collects the postings of documents in two counting passes: the first numbers the terms and counts how many
 * documents hold each, the second puts every document in its place. No object is made per term or posting.
 *
 * @param texts one per document, in order of their numbers
 * @returns postings and the number of characters of each document
 */
export function collectPostings(texts: readonly string[]): { postings: Postings; lengths: Uint32Array } {
  const table = new TermTable();
  let occurrences = 0;
  for (const text of texts) occurrences += text.length * 2;
  const ids = new Int32Array(occurrences);
  const ends = new Uint32Array(texts.length);
  const lengths = new Uint32Array(texts.length);
  let lastDoc = new Int32Array(1 << 14).fill(-1);
  let frequency = new Uint32Array(1 << 14);
  let at = 0;
  const take = (term: number, doc: number): void => {
    const id = table.idOf(term);
    if (id >= lastDoc.length) {
      const bigger = new Int32Array(lastDoc.length * 2).fill(-1);
      bigger.set(lastDoc);
      lastDoc = bigger;
      const counts = new Uint32Array(frequency.length * 2);
      counts.set(frequency);
      frequency = counts;
    }
    if (lastDoc[id] !== doc) {
      lastDoc[id] = doc;
      frequency[id]! += 1;
    }
    ids[at++] = id;
  };
  texts.forEach((text, doc) => {
    let before = 0;
    let length = 0;
    for (let i = 0; i < text.length; i++) {
      const code = foldCode(text.charCodeAt(i));
      if (code !== 0) {
        length += 1;
        take(code, doc);
        if (before !== 0) take(bigram(before, code), doc);
      }
      before = code;
    }
    ends[doc] = at;
    lengths[doc] = length;
  });

  const terms = table.terms();
  const order = sortedOrder(terms);
  const starts = new Uint32Array(terms.length + 1);
  const cursor = new Uint32Array(terms.length);
  for (let i = 0; i < order.length; i++) {
    const id = order[i]!;
    cursor[id] = starts[i]!;
    starts[i + 1] = starts[i]! + frequency[id]!;
  }
  const docs = new Uint32Array(starts.at(-1)!);
  const counts = new Uint8Array(docs.length);
  lastDoc.fill(-1);
  let from = 0;
  for (let doc = 0; doc < texts.length; doc++) {
    const to = ends[doc]!;
    for (let i = from; i < to; i++) {
      const id = ids[i]!;
      if (lastDoc[id] === doc) {
        const last = cursor[id]! - 1;
        if (counts[last]! < mostCounted) counts[last]! += 1;
      } else {
        lastDoc[id] = doc;
        const place = cursor[id]!;
        docs[place] = doc;
        counts[place] = 1;
        cursor[id] = place + 1;
      }
    }
    from = to;
  }
  return { postings: { terms: Uint32Array.from(order, (id) => terms[id]!), starts, docs, counts }, lengths };
}

/** Numbers of terms in order of the terms themselves. */
function sortedOrder(terms: Uint32Array): Uint32Array {
  // Sorting numbers natively is far faster than with a comparison, so term and number travel as one.
  const pairs = new Float64Array(terms.length);
  const shift = 2 ** 20;
  for (let id = 0; id < terms.length; id++) pairs[id] = terms[id]! * shift + id;
  pairs.sort();
  return Uint32Array.from(pairs, (pair) => pair % shift);
}
