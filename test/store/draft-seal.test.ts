import { expect, test } from 'vitest';
import { draftSeal } from '../../src/store/draft-seal.ts';

test('a text has another seal in every draft, as a note, and when a letter of it changes', () => {
  const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
  const seals = [
    draftSeal(a, 'text', '第一条 关灯。'),
    draftSeal(b, 'text', '第一条 关灯。'),
    draftSeal(a, 'note', '第一条 关灯。'),
    draftSeal(a, 'text', '第一条 关灯！'),
  ];
  expect(new Set(seals).size).toBe(4);
  expect(seals[0]).toBe(draftSeal(a, 'text', '第一条 关灯。'));
  expect(seals[0]).toMatch(/^[0-9a-f]{64}$/);
});
