import { expect, test } from 'vitest';
import { initialsOf, pinyinInitials, pinyinReadings } from '../../src/search/pinyin.ts';

test.each([
  ['规章制度', 'gzzd'],
  ['安全保密', 'aqbm'],
  ['女职工劳动保护', 'nzgldbh'],
  ['档案（试行）2024', 'dasx2024'],
  ['OA系统', 'oaxt'],
  ['', ''],
])('%s begins with %s', (text, initials) => expect(pinyinInitials(text)).toBe(initials));

test('the first and last characters of each letter have this letter', () => {
  const ends: Record<string, string> = {
    阿: 'a',
    奥: 'a',
    八: 'b',
    簿: 'b',
    擦: 'c',
    错: 'c',
    匝: 'z',
    座: 'z',
  };
  for (const [character, initial] of Object.entries(ends)) expect(initialsOf(character)).toBe(initial);
});

test('characters with several readings are read in all ways, within reason', () => {
  expect(pinyinReadings('会计').sort()).toEqual(['hj', 'kj']);
  expect(pinyinReadings('银行调查').sort()).toEqual(['yhdc', 'yhtc', 'yxdc', 'yxtc']);
  expect(pinyinReadings('会会会会会会会').length).toBeLessThanOrEqual(8);
  expect(pinyinReadings('请假')).toEqual(['qj']);
});
