import { expect, test } from 'vitest';
import { shortTitleKeys, titleKey } from '../../src/rule/title-key.ts';

test.each(['《会议办法（试行）》', ' 会议 办法(试行)', '会议　办法（试行）', '〈会议办法〉（试行）'])(
  '%s has the one key of its title',
  (title) => {
    expect(titleKey(title)).toBe('会议办法（试行）');
  },
);

test('a text may be cited without the name of the country and without what its last brackets say', () => {
  expect(shortTitleKeys('中华人民共和国灯光法（试行）')).toEqual([
    '中华人民共和国灯光法（试行）',
    '灯光法（试行）',
    '中华人民共和国灯光法',
    '灯光法',
  ]);
  expect(shortTitleKeys('中华人民共和国')).toEqual(['中华人民共和国']);
  expect(shortTitleKeys('（试行）')).toEqual(['（试行）']);
});
