import { expect, test } from 'vitest';
import { writtenLine } from '../../src/app/written-line.ts';

/** A line as kind, signs that are hidden, number, and its own words. */
const read = (line: string) => {
  const { kind, signs, label, words } = writtenLine(line);
  return [
    kind,
    line.slice(0, signs),
    label === undefined ? '' : line.slice(label.from, label.to),
    line.slice(words),
  ];
};

test.each([
  ['# 灯光管理办法', ['title', '# ', '', '灯光管理办法']],
  ['## 第一章 总则', ['heading', '## ', '第一章', '总则']],
  ['第二章　附则', ['heading', '', '第二章', '附则']],
  ['附　则', ['heading', '', '', '附　则']],
  ['第三条　下班关灯。', ['article', '', '第三条', '下班关灯。']],
  ['**第三条** 下班关灯。', ['article', '', '第三条', '下班关灯。']],
  ['第十二条之一 下班关灯。', ['article', '', '第十二条之一', '下班关灯。']],
  ['第四条（目的）为了节电。', ['article', '', '第四条', '为了节电。']],
  ['第四条　', ['article', '', '第四条', '']],
  ['第三条规定的灯', ['paragraph', '', '', '第三条规定的灯']],
  ['（一）走廊的灯；', ['item', '', '（一）', '走廊的灯；']],
  ['1. 甲', ['subitem', '', '1.', '甲']],
  ['一、总体要求', ['numbered', '', '一、', '总体要求']],
  ['　　缩进的段落', ['paragraph', '　　', '', '缩进的段落']],
  ['> 引文', ['quote', '> ', '', '引文']],
  ['- 项', ['bullet', '- ', '', '项']],
  ['附件1 申请表', ['annex', '', '', '附件1 申请表']],
  ['', ['empty', '', '', '']],
] as const)('%s', (line, shown) => {
  expect(read(line)).toEqual(shown);
});

test('a row begins with its bar, and a very long line is read by its head', () => {
  expect(writtenLine('| 甲 | 乙 |')).toEqual({ kind: 'row', signs: 0, words: 0 });
  expect(read(`第三条　${'灯'.repeat(5000)}`).slice(0, 3)).toEqual(['article', '', '第三条']);
  expect(writtenLine(`# ${'灯'.repeat(5000)}`).kind).toBe('paragraph');
});
