import { expect, test } from 'vitest';
import { parseText } from '../../src/rule/parse-text.ts';
import { addresses, shapeOf, textOf } from './some-text.ts';

const rule = ['第一条 用表登记，见附件1。', '第二条 即日起施行。'];

test.each([
  '附件',
  '附件1',
  '附件：',
  '附件１：登记表',
  '附件一 登记表',
  '附录',
  '附表2',
  '附图',
  '附：登记表',
  '## 附件1',
])('%s begins an annex', (line) => {
  const parsed = parseText(textOf(...rule, line, '姓名：', '| 灯 |\n|---|'));
  expect(addresses(parsed)).toEqual(['a1', 'a2', 'x1']);
  expect(parsed.units[2]).toMatchObject({ kind: 'annex', label: line.replace('## ', ''), number: 0 });
  expect(shapeOf(parsed.units[2]!.blocks)).toEqual(['姓名：', { written: '| 灯 |\n|---|' }]);
});

test.each(['附件应当包括下列材料：', '附件由综合科保管。', '附表所列灯具，', '附件1所列灯具为：'])(
  '%s is a sentence of an article',
  (line) => {
    const parsed = parseText(textOf('第一条 甲。', line, '（一）乙。', '第二条 丙。'));
    expect(addresses(parsed)).toEqual(['a1', 'a2']);
  },
);

test('each annex is a unit, and the last article keeps its own words', () => {
  const parsed = parseText(textOf(...rule, '附件1 登记表', '甲。', '附件2 承诺书', '乙。'));
  expect(addresses(parsed)).toEqual(['a1', 'a2', 'x1', 'x2']);
  expect(shapeOf(parsed.units[1]!.blocks)).toEqual(['即日起施行。']);
});

test('articles of an annex are its own, however far they count', () => {
  const annex = ['附件 守则', '第一条 甲。', '第二条 乙。', '第三条 丙。', '第四条 丁。'];
  const parsed = parseText(textOf(...rule, ...annex));
  expect(addresses(parsed)).toEqual(['a1', 'a2', 'x1']);
  expect(parsed.units[2]!.blocks).toHaveLength(4);
  expect(parsed.warnings).toEqual([]);
});

test('an annex with chapters stays one annex after another', () => {
  const annex = ['附件 守则', '第一章 总则', '第一条 甲。', '第二条 乙。', '第二章 附则', '第三条 丙。'];
  const parsed = parseText(textOf(...rule, ...annex));
  expect(parsed.units.map(({ kind }) => kind)).toEqual(['article', 'article', 'annex', 'annex', 'annex']);
  expect(parsed.outline.map(({ title }) => title)).toEqual(['总则', '附则']);
  expect(parsed.warnings).toEqual([]);
});

test('a rule that goes on behind something like an annex goes on', () => {
  const parsed = parseText(textOf(...rule, '附表 灯具', '甲。', '第三条 乙。', '第四条 丙。'));
  expect(addresses(parsed)).toEqual(['a1', 'a2', 'x1', 'a3', 'a4']);
});

test('above the first article it is a heading', () => {
  const parsed = parseText(textOf('附：守则', ...rule));
  expect(addresses(parsed)).toEqual(['a1', 'a2']);
  expect(parsed.outline).toHaveLength(1);
});
