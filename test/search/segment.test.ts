import { expect, test } from 'vitest';
import { buildSegment, mergeSegments, readSegment, SegmentUnusable } from '../../src/search/segment.ts';

const leave = {
  edition: 'leave',
  title: '请假办法',
  units: [
    { path: '第一章 总则', text: '请假先报告。' },
    { path: '第一章 总则', text: '事后补假。' },
    { path: '第二章 附则', text: '自发布之日起施行。' },
  ],
};
const seals = { edition: 'seals', title: '印章办法', units: [{ path: '', text: '印章由专人保管。' }] };

test('a segment is read as it was built', () => {
  const built = buildSegment([leave, seals]);
  expect(built.editions).toEqual(['leave', 'seals']);
  expect([...built.firstDoc]).toEqual([0, 3, 4]);
  expect([...built.lengths]).toEqual([5, 4, 8, 7]);
  expect(readSegment(built.bytes)).toEqual(built);
});

test('title and headings are indexed once for all articles below them', () => {
  const { sectionOf, editionOf, sectionLengths } = buildSegment([leave, seals]);
  expect([...sectionOf]).toEqual([0, 0, 1, 2]);
  expect([...editionOf]).toEqual([0, 0, 1]);
  expect([...sectionLengths]).toEqual([9, 9, 4]);
});

test('a segment can lie anywhere in a larger buffer', () => {
  const { bytes } = buildSegment([leave, seals]);
  for (let shift = 0; shift < 5; shift++) {
    const larger = new Uint8Array(bytes.length + 8);
    larger.set(bytes, shift);
    expect(readSegment(larger.subarray(shift, shift + bytes.length)).editions).toEqual(['leave', 'seals']);
  }
});

test('merged segments are those that would have been built at once', () => {
  const merged = mergeSegments([buildSegment([leave]), buildSegment([seals])], () => false);
  expect(merged).toEqual(buildSegment([leave, seals]));
});

test('merging leaves out what is gone, by the segment it is gone from', () => {
  const both = buildSegment([leave, seals]);
  const merged = mergeSegments([both, both], (edition, i) => (edition === 'leave') === (i === 0));
  expect(merged).toEqual(buildSegment([seals, leave]));
});

test('nothing is a segment too', () => {
  expect(readSegment(buildSegment([]).bytes).editions).toEqual([]);
  const empty = { edition: 'e', title: '', units: [] };
  expect([...readSegment(buildSegment([empty, seals]).bytes).firstDoc]).toEqual([0, 0, 1]);
});

test('what cannot be used says so', () => {
  const { bytes } = buildSegment([leave]);
  const older = bytes.slice();
  older[2]! -= 1;
  expect(() => readSegment(older)).toThrow(new SegmentUnusable('another version'));
  const damaged = bytes.slice();
  damaged[bytes.length - 3]! ^= 1;
  expect(() => readSegment(damaged)).toThrow(new SegmentUnusable('damaged'));
  expect(() => readSegment(bytes.subarray(0, 9))).toThrow(SegmentUnusable);
});
