import { expect, test } from 'vitest';
import { guessKind } from '../../src/exchange/guess-kind.ts';

test.each([
  ['会议管理制度', 'rule'],
  ['会议管理办法', 'rule'],
  ['会议管理办法（试行）', 'rule'],
  ['工作人员行为规范', 'code'],
  ['工作人员守则', 'code'],
  ['关于精简会议的通知', 'forwarded'],
  ['关于转发节约用电意见的函', 'forwarded'],
  ['转发上级通知', 'forwarded'],
  ['灯光法', 'law'],
  ['灯光条例', 'law'],
  ['中华人民共和国灯光守则', 'law'],
])('%s is a %s', (title, kind) => {
  expect(guessKind(title, [])).toBe(kind);
});

test('who made it decides', () => {
  expect(guessKind('灯光规定', [{ on: '2020-01-01', text: '国务院发布' }])).toBe('law');
});
