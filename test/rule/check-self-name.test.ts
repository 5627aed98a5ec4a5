import { expect, test } from 'vitest';
import { findings, marked } from './check-input.ts';
import { textOf } from './some-text.ts';

const name = /^self-name$/;
const words = (title: string, ...paragraphs: string[]): string[] =>
  marked(textOf(...paragraphs), name, { title }).map(([, , found]) => found);

test('本规定 in a 办法', () => {
  const text = textOf('第一条 制定本办法。', '第二条 灯依照本规定开。');
  expect(findings(text).filter(({ kind }) => name.test(kind))).toEqual([
    {
      kind: 'self-name',
      at: 'a2.p1',
      label: '第二条',
      start: text.indexOf('本规定'),
      end: text.indexOf('本规定') + 3,
      detail: { expected: '本办法', found: '本规定' },
      weight: 'error',
    },
  ]);
});

test.each([
  ['灯光管理规定', '第一条 制定本办法。', ['本办法']],
  ['灯光管理办法（试行）', '第一条 制定本办法。', []],
  ['灯光实施细则', '第一条 本细则所称灯。', []],
  ['会议制度', '第一条 执行本制度和会议制度。', []],
  ['会议管理办法', '第一条 执行本制度。', ['本制度']],
  ['灯光法', '第一条 制定本法，依照本条例。', ['本条例']],
  ['灯光管理', '第一条 制定本规定。', []],
  ['灯光管理办法', '第一条 依照基本制度、成本规定、样本标准办理。', []],
  ['灯光管理办法', '第一条 依照本章程序办理。', []],
  ['灯光管理办法', '第一条 《关于本规定的说明》和“本规定”另存。', []],
  ['灯光管理办法', '第一条 写明下列内容：\n\n“本规定如下。\n\n“本规定完。”\n\n第二条 完。', []],
  ['灯光管理办法的补充规定', '第一条 依照本办法。', []],
])('%s: %s', (title, text, expected) => {
  expect(words(title, text)).toEqual(expected);
});

test('an annex has a name of its own', () => {
  expect(
    words('灯光管理办法', '第一条 开灯。', '第二条 关灯。', '附件1 灯光守则', '本守则自明日起执行。'),
  ).toEqual([]);
});
