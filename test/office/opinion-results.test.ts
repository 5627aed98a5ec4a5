import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OpinionLine } from '../../src/office/opinion-lines.ts';
import { opinionResults, readResults, resultMark, resultsBytes } from '../../src/office/opinion-results.ts';

const seed = 20260118;
const slips = ['a'.repeat(32), 'b'.repeat(32)];

const line = (slip: string, n: number, address: string, text = `意见${n}`): OpinionLine => {
  const id = n.toString(16).padStart(16, '0');
  return {
    key: `${slip}-${id}`,
    opinion: { id, address, label: address, quote: '', text, proposal: '' },
    from: { member: 'm1', unit: 'u1' },
    carried: { name: '李四', by: 'm2' },
    decisions: [
      { id: 'x', opinion: '', decision: 'partly', reason: '理由', by: 'm3', at: 5, over: [], about: '' },
    ],
    isChanged: false,
  };
};

test('results hold what was said and what became of it, and nothing that says who said it or what else', () => {
  const lines = [line(slips[0]!, 1, 'a1'), line(slips[0]!, 2, 'a2'), line(slips[1]!, 3, 'a2')];
  const bytes = resultsBytes(opinionResults(lines));
  expect(bytes.length % 1024).toBe(0);
  const { items, more } = readResults(bytes)!;
  expect(more).toBe(0);
  expect(items[0]).toEqual({
    mark: resultMark(slips[0]!, '1'.padStart(16, '0')),
    label: 'a1',
    text: '意见1',
    proposal: '',
    decision: 'partly',
    reason: '理由',
  });
  expect(items.map(({ label }) => label)).toEqual(['a1', 'a2', 'a2']);
  const words = new TextDecoder().decode(bytes);
  for (const trace of [...slips, 'm1', 'u1', 'm2', 'm3', '李四', '0'.repeat(15)])
    expect(words).not.toContain(trace);
});

test('within an article results stand in an order that says nothing of who sent them', () => {
  const lines = Array.from({ length: 12 }, (_, n) => line(slips[n % 2]!, n, 'a1')).sort((a, b) =>
    a.key < b.key ? -1 : 1,
  );
  const marks = opinionResults(lines).items.map(({ mark }) => mark);
  expect(marks).toEqual([...marks].sort());
});

test('of more than fits it is said how much is left out', () => {
  const long = '长'.repeat(4000);
  const lines = Array.from({ length: 200 }, (_, n) => line(slips[0]!, n, 'a1', long));
  const { items, more } = opinionResults(lines);
  expect(more).toBeGreaterThan(0);
  expect(items.length + more).toBe(200);
});

test('whatever somebody seals as results is read as results, or is none', () => {
  const field = fc.oneof(fc.string(), fc.constantFrom('adopted', 1, null, [], {}));
  const item = fc.dictionary(
    fc.constantFrom('mark', 'label', 'text', 'proposal', 'decision', 'reason'),
    field,
  );
  const value = fc.oneof(
    fc.json(),
    fc
      .record({ v: fc.constantFrom(1, 2), items: fc.array(item), more: fc.anything() })
      .map((one) => JSON.stringify(one) ?? ''),
  );
  const run = fc.property(value, (text) => {
    const read = readResults(new TextEncoder().encode(text));
    for (const one of read?.items ?? []) expect(typeof one.text).toBe('string');
    if (read !== undefined) expect(read.more).toBeGreaterThanOrEqual(0);
  });
  fc.assert(run, { numRuns: 500, seed });
});
