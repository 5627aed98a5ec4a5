import { describe, expect, test } from 'vitest';
import { smsParts } from '../../src/exchange/sms-parts.ts';
import { Random } from '../faults/random.ts';

describe('how many parts a message takes', () => {
  test.each([
    ['', 'gsm-7', 0, 0],
    ['a'.repeat(160), 'gsm-7', 160, 1],
    ['a'.repeat(161), 'gsm-7', 161, 2],
    ['a'.repeat(306), 'gsm-7', 306, 2],
    ['a'.repeat(307), 'gsm-7', 307, 3],
    ['€'.repeat(80), 'gsm-7', 160, 1],
    // One place is left at the end of the first part, and an escape with its sign needs two.
    ['a'.repeat(152) + '€' + 'a'.repeat(152), 'gsm-7', 306, 3],
    ['字'.repeat(70), 'ucs-2', 70, 1],
    ['字'.repeat(71), 'ucs-2', 71, 2],
    ['字'.repeat(134), 'ucs-2', 134, 2],
    ['字'.repeat(135), 'ucs-2', 135, 3],
    ['a'.repeat(69) + '字', 'ucs-2', 70, 1],
    // A sign outside the first plane takes two units, which stay together.
    ['字'.repeat(66) + '𠮷' + '字'.repeat(66), 'ucs-2', 134, 3],
    ['`', 'ucs-2', 1, 1],
  ] as const)('%#', (text, encoding, length, parts) => {
    expect(smsParts(text)).toEqual({ encoding, length, parts });
  });

  test('never more room than a part has, and never a part too many', () => {
    for (let seed = 1; seed <= 2000; seed++) {
      const random = new Random(seed);
      const signs = ['a', '€', '字', '𠮷', '\n', ' '].slice(0, random.below(6) + 1);
      const text = Array.from({ length: random.below(400) }, () => signs[random.below(signs.length)]).join(
        '',
      );
      const { encoding, length, parts } = smsParts(text);
      const [alone, joined] = encoding === 'gsm-7' ? [160, 153] : [70, 67];
      const fewest = length === 0 ? 0 : length <= alone ? 1 : Math.ceil(length / joined);
      expect(parts, `seed ${seed}`).toBeGreaterThanOrEqual(fewest);
      // Each part wastes one place at most.
      const most = length <= alone ? fewest : Math.ceil(length / (joined - 1));
      expect(parts, `seed ${seed}`).toBeLessThanOrEqual(most);
    }
  });
});
