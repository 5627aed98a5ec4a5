import { expect, test } from 'vitest';
import { cited, textOf } from './some-text.ts';

const text = textOf(
  '第一条 甲。',
  '依照前款办理。',
  '依照前两款办理。',
  '依照第二款办理：',
  '（一）子；',
  '（二）依照前项和第一项办理；',
  '（三）依照本项办理。',
  '第二条 依照前条第二款办理。',
  '依照前款第（一）项、第（二）项办理。',
  '依照本条第一款、第三款办理。',
  '依照本款办理。',
  '第三条 依照前两条办理。',
  '依照本条办理。',
);

test('前款, 前条, 本条 and their kind are places', () => {
  expect(cited(text).map(([words, place]) => [words, place])).toEqual([
    ['前款', 'a1.p1'],
    ['前两款', 'a1.p1–a1.p2'],
    ['第二款', 'a1.p2'],
    ['前项', 'a1.p4.i1'],
    ['第一项', 'a1.p4.i1'],
    ['本项', 'a1.p4.i3'],
    ['前条第二款', 'a1.p2'],
    ['前款第（一）项', 'a2.p1.i1'],
    ['第（二）项', 'a2.p1.i2'],
    ['本条第一款', 'a2.p1'],
    ['第三款', 'a2.p3'],
    ['本款', 'a2.p4'],
    ['前两条', 'a1–a2'],
    ['本条', 'a3'],
  ]);
});

test('nothing lies before the first paragraph, article and item, or beyond the last', () => {
  const first = textOf('第一条 依照前款、前两款、前条和第五款：', '（一）依照前项和第九项；', '第二条 完。');
  expect(cited(first)).toEqual([]);
});

test.each([
  '符合下列基本条件',
  '在目前条件下',
  '按本条例办理',
  '属于本项目的',
  '提前款项到账',
  '其基本条款有效',
  '依照以前条约办理',
])('%s is no place', (words) => {
  expect(cited(textOf('第一条 甲。', `第二条 乙。`, `第三条 丙。`, `丁，${words}。`, '第四条 戊。'))).toEqual(
    [],
  );
});

test('一、 units have paragraphs like articles', () => {
  expect(cited(textOf('一、甲。', '二、依照第一条办理。', '依照前款办理。'))).toEqual([
    ['第一条', 'a1', ''],
    ['前款', 'a2.p1', ''],
  ]);
});

test('preamble and annexes have no places of their own', () => {
  expect(
    cited(textOf('依照前款办理。', '第一条 甲。', '第二条 乙。', '附件', '丙。', '依照前款办理。')),
  ).toEqual([]);
});
