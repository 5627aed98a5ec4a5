import { expect, test } from 'vitest';
import { joinFileName } from '../../src/engine/join-file-name.ts';
import { nameAmong } from '../../src/engine/name-among.ts';

test('a name that is taken gets the first number that is free, and stays short enough', () => {
  expect(nameAmong('手机', [])).toBe('手机');
  expect(nameAmong('手机', ['电脑', '手机'])).toBe('手机 2');
  expect(nameAmong('手机', ['手机 2', '手机', '手机 4'])).toBe('手机 3');
  const long = '长'.repeat(60);
  expect(nameAmong(long, [long])).toBe(`${'长'.repeat(58)} 2`);
});

test('files of one day say whose they are, in a name that every system takes', () => {
  const device = 'ab12'.repeat(16);
  expect(joinFileName({ name: '手机 Chrome', device }, '2026-11-29', '.guiju-request.json')).toBe(
    '手机-Chrome-ab12-2026-11-29.guiju-request.json',
  );
  expect(joinFileName({ member: '王/芳', name: '../a:b', device }, '2026-11-29', '.guiju-answer')).toBe(
    '王-芳-a-b-ab12-2026-11-29.guiju-answer',
  );
  expect(joinFileName({ name: '…', device }, '2026-11-29', '.x')).toBe('ab12-2026-11-29.x');
});
