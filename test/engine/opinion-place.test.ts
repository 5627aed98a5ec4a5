import { expect, test } from 'vitest';
import { placeInDraft } from '../../src/engine/opinion-place.ts';

const copy = '# 行为规范\n\n第一条　工作人员应当守时守信。\n\n第二条　在办公区域应当轻声交谈。\n';
const found = (now: string, address: string): string | undefined => {
  const place = placeInDraft(copy, now, address);
  return place && now.slice(place.from, place.to);
};

test('a place is found where its words stand, however it is numbered now', () => {
  expect(found(copy, 'a2')).toBe('第二条　在办公区域应当轻声交谈。');
  const moved = copy
    .replace('第一条　', '第一条　为了规范，制定本规范。\n\n第二条　')
    .replace('第二条　在', '第三条　在');
  expect(found(moved, 'a2')).toBe('第三条　在办公区域应当轻声交谈。');
  expect(found(moved, 'a1')).toBe('第二条　工作人员应当守时守信。');
  const place = placeInDraft(copy, moved, 'a2')!;
  expect(moved.slice(place.bodyFrom, place.to)).toBe('在办公区域应当轻声交谈。');
  expect(place.isSame).toBe(true);
});

test('rewritten it is found by what it has kept, and what is gone is said to be gone', () => {
  const rewritten = copy.replace(
    '第二条　在办公区域应当轻声交谈',
    '第七条　在办公区域和走廊应当轻声交谈，不打扰他人',
  );
  expect(found(rewritten, 'a2')).toContain('第七条');
  expect(placeInDraft(copy, rewritten, 'a2')!.isSame).toBe(false);
  expect(found('# 行为规范\n\n第一条　工作人员应当守时守信。\n', 'a2')).toBeUndefined();
  expect(found(copy, 'a9')).toBeUndefined();
  expect(found('', 'a1')).toBeUndefined();
});
