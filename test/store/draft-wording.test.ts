import { beforeAll, expect, test } from 'vitest';
import { textEdits } from '../../src/rule/text-edits.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import type { Remark } from '../../src/store/draft-remark.ts';
import { standsWith, takeChange, wordingOf } from '../../src/store/draft-wording.ts';
import type { OpenDraft } from '../../src/store/open-draft.ts';
import { anchorOf } from '../../src/store/text-anchor.ts';
import { openDraft, someDraftBytes } from './some-draft.ts';

beforeAll(automergeForNode);

/** A proposal to write words otherwise, made on the text as a device shows it. */
function propose(open: OpenDraft, quote: string, wording: string): Remark {
  const from = open.text.indexOf(quote);
  return {
    id: 'w1',
    by: 'm1',
    at: 1_700_000_000_000,
    text: '',
    mentions: [],
    anchor: anchorOf(open, open.heads, from, from + quote.length),
    quote,
    around: { before: '', after: '' },
    isTwin: false,
    isWhole: false,
    label: '',
    changes: textEdits(quote, wording).map(({ at, before, after }) => ({ at, before, after })),
    heads: open.heads,
    from,
  };
}

const text = '第一条　员工应当守时，不得迟到。\n\n第二条　员工应当守信。';

test('a proposal is its words with the changes in them', () => {
  const [quote, wording] = ['员工应当守时，不得迟到。', '工作人员应当准时到岗，不得迟到和早退。'];
  expect(wordingOf(quote, textEdits(quote, wording))).toBe(wording);
});

test('words stand with changes in them, and what came at their ends stands beside them', () => {
  const at = (place: string, quote: string, wording: string, whole = text): string | undefined => {
    const from = whole.indexOf(place);
    const found = standsWith(whole, { from, to: from + place.length }, quote, textEdits(quote, wording));
    return found && whole.slice(found.from, found.to);
  };
  expect(at('守时', '守时', '守时')).toBe('守时');
  expect(at('守时', '守时', '应当守时，')).toBe('应当守时，');
  expect(at('守时', '守时', '准时')).toBeUndefined();
  // That something is to go from the end is not done because the rest is there.
  expect(at('守时，不得迟到', '守时，不得迟到', '守时')).toBeUndefined();
  expect(at('守时，不得迟到', '守时，不得迟到', '不得迟到')).toBeUndefined();
});

test('each change is written where its letters are, whatever happened beside them', () => {
  const open = openDraft(text);
  const remark = propose(open, '员工应当守时，不得迟到。', '员工必须守时，不得迟到和早退。');
  expect(remark.changes).toHaveLength(2);
  open.edit(open.heads, [{ at: 0, remove: 0, insert: '# 规范\n\n' }]);
  open.edit(open.heads, [{ at: open.text.indexOf('守时'), remove: 2, insert: '守约' }]);
  expect(takeChange(open, remark, 1)).toBe(true);
  expect(open.text).toContain('员工应当守约，不得迟到和早退。');
  expect(takeChange(open, remark, 0)).toBe(true);
  expect(open.text).toContain('员工必须守约，不得迟到和早退。');
  // Once is enough.
  expect(takeChange(open, remark, 0)).toBe(false);
  expect(open.text).toContain('员工必须守约，不得迟到和早退。');
  open.close();
});

test('what two accept apart is written once', () => {
  const bytes = someDraftBytes(text);
  const [one, other] = [openDraft(bytes, 1), openDraft(bytes, 2)];
  const remark = propose(one, '员工应当守时', '全体员工必须守时');
  const made: Uint8Array[] = [];
  for (const open of [one, other]) open.onChanges = (changes) => void made.push(...changes);
  other.edit(other.heads, [{ at: 1, remove: 1, insert: '三' }]);
  for (const open of [one, other])
    for (const index of remark.changes!.keys()) expect(takeChange(open, remark, index)).toBe(true);
  for (const open of [one, other]) open.take(made);
  expect(one.text).toBe(other.text);
  expect(one.text).toContain('第三条　全体员工必须守时，');
  // It is the same change, however many each had made before.
  expect(one.heads.sort()).toEqual(other.heads.sort());
  one.close();
  other.close();
});

test('letters that were changed, or are gone, are not written over', () => {
  const open = openDraft(text);
  const remark = propose(open, '员工应当守时', '员工必须守时');
  open.edit(open.heads, [{ at: text.indexOf('应当') + 1, remove: 0, insert: '和' }]);
  const before = open.text;
  expect(takeChange(open, remark, 0)).toBe(false);
  open.edit(open.heads, [{ at: text.indexOf('应当'), remove: 3, insert: '' }]);
  expect(takeChange(open, remark, 0)).toBe(false);
  expect(open.text).toBe(before.replace('应和当', ''));
  open.close();
});

test('an insertion needs the letters on both sides, and may repeat them', () => {
  const open = openDraft(text);
  const remark = { ...propose(open, '守时，', '守时，'), changes: [{ at: 0, before: '', after: '守时' }] };
  expect(takeChange(open, remark, 0)).toBe(true);
  expect(open.text).toContain('应当守时守时，');
  const other = openDraft(text);
  const apart = {
    ...propose(other, '应当守时', '应当守时'),
    changes: [{ at: 2, before: '', after: '准点' }],
  };
  other.edit(other.heads, [{ at: text.indexOf('守时'), remove: 2, insert: '' }]);
  expect(takeChange(other, apart, 0)).toBe(false);
  open.close();
  other.close();
});

test('letters beyond the basic plane stay whole', () => {
  const open = openDraft('甲𠮷𠮶丙');
  const remark = { ...propose(open, '𠮷𠮶', '𠮷𠮶'), changes: [{ at: 0, before: '𠮷𠮶', after: '𡈽' }] };
  expect(takeChange(open, remark, 0)).toBe(true);
  expect(open.text).toBe('甲𡈽丙');
  open.close();
});

test('a proposal that a strange program wrote about another text is not written', () => {
  const open = openDraft(text);
  const remark = propose(open, '员工', '职工');
  expect(takeChange(open, { ...remark, from: 0 }, 0)).toBe(false);
  expect(takeChange(open, { ...remark, heads: ['f'.repeat(64)] }, 0)).toBe(false);
  expect(takeChange(open, remark, 7)).toBe(false);
  expect(open.text).toBe(text);
  open.close();
});
