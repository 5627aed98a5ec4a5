import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { anchorOf, placeOfAnchor } from '../../src/store/text-anchor.ts';
import { openDraft } from './some-draft.ts';

beforeAll(automergeForNode);

/** Marks words of a text, does something to it, and gives what is at the place then. */
function follow(
  text: string,
  words: string,
  ...edits: [at: number, remove: number, insert: string][]
): string {
  const open = openDraft(text);
  const from = text.indexOf(words);
  const anchor = anchorOf(open, open.heads, from, from + words.length);
  for (const [at, remove, insert] of edits) open.edit(open.heads, [{ at, remove, insert }]);
  const place = placeOfAnchor(open, anchor)!;
  const found = place.is === 'gone' ? '' : open.text.slice(place.from, place.to);
  open.close();
  return `${place.is}:${found}`;
}

const text = '第一条　应当守时。\n\n第二条　应当守信。';

test('words keep their remark while the text around them changes', () => {
  expect(follow(text, '守时', [0, 0, '# 题目\n\n'])).toBe('here:守时');
  expect(follow(text, '守时', [1, 1, '三'])).toBe('here:守时');
  expect(follow(text, '守时', [4, 2, ''])).toBe('here:守时');
  expect(follow(text, '守时', [8, 3, ''])).toBe('here:守时');
  // What is typed beside them is not of them.
  expect(follow(text, '守时', [6, 0, '准点、'], [11, 0, '守约'])).toBe('here:守时');
});

test('what is typed among them belongs to them, and what is taken away is not', () => {
  expect(follow(text, '应当守时', [6, 0, '准点'])).toBe('here:应当准点守时');
  expect(follow(text, '应当守时', [4, 2, ''])).toBe('here:守时');
  expect(follow(text, '应当守时', [6, 2, ''])).toBe('here:应当');
  expect(follow(text, '应当守时', [6, 2, '准点到岗'])).toBe('here:应当准点到岗');
});

test('words that were rewritten whole lead to what stands there, and words that went lead nowhere', () => {
  expect(follow(text, '守时', [6, 2, '准点到岗'])).toBe('rewritten:准点到岗');
  expect(follow(text, '守时', [6, 2, ''])).toBe('gone:');
  expect(follow(text, '守时', [6, 2, ''], [6, 0, '准点'])).toBe('rewritten:准点');
  expect(follow(text, '守时', [0, 11, ''])).toBe('gone:');
  expect(follow(text, '守时', [0, text.length, ''])).toBe('gone:');
  expect(follow(text, '第', [0, 1, ''])).toBe('gone:');
  expect(follow(text, text, [0, text.length, '第一条　新。'])).toBe('rewritten:第一条　新。');
});

test('one character, at either end of the text, and one beyond the basic plane', () => {
  expect(follow(text, '时', [0, 4, ''])).toBe('here:时');
  expect(follow(text, '第一', [2, 1, '款'])).toBe('here:第一');
  expect(follow('甲乙丙', '丙', [0, 2, ''])).toBe('here:丙');
  expect(follow('甲乙丙', '丙', [2, 1, ''])).toBe('gone:');
  expect(follow('甲𠮷丙', '𠮷', [0, 1, '乙'])).toBe('here:𠮷');
  expect(follow('甲𠮷丙', '𠮷', [1, 2, ''])).toBe('gone:');
});

test('a place that nobody here made is none', () => {
  const open = openDraft(text);
  expect(placeOfAnchor(open, { start: '9999@ab', end: 'x' })).toBeUndefined();
  open.close();
});
