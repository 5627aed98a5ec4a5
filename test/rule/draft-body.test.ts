import { expect, test } from 'vitest';
import { draftBody } from '../../src/rule/draft-body.ts';

test.each([
  ['a title line', '# 灯光办法\n\n第一条　关灯。\n', '灯光办法', '第一条 关灯。'],
  ['no title', '第一条 关灯。', '无题', '第一条 关灯。'],
  [
    'Windows line ends and a byte-order mark',
    '\ufeff# 灯光办法 \r\n第一条 关灯。\r\n',
    '灯光办法',
    '第一条 关灯。',
  ],
  [
    'a heading further down',
    '前言\n# 灯光办法\n第一条 关灯。',
    '无题',
    '前言\n\n# 灯光办法\n\n第一条 关灯。',
  ],
  ['a title in bold', '# **灯光** 办法', '灯光 办法', ''],
  ['nothing', '', '无题', ''],
  ['an empty heading', '# \n第一条 关灯。', '无题', '#\n\n第一条 关灯。'],
])('%s', (_, draft, title, text) => {
  const body = draftBody(draft, '无题');
  expect([body.title, body.text]).toEqual([title, text]);
  expect(draft.slice(body.offset)).toBe(body.written);
});
