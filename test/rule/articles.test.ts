import { expect, test } from 'vitest';
import { parseText } from '../../src/rule/parse-text.ts';
import { addresses, shapeOf, textOf } from './some-text.ts';

/** The only article of interest between two plain ones. */
function second(line: string) {
  const text = textOf('第一条 开灯。', line, '第三条 关灯。');
  const { units } = parseText(text);
  expect(units).toHaveLength(3);
  const unit = units[1]!;
  return { ...unit, words: text.slice(unit.bodyStart, unit.end) };
}

test.each([
  ['第二条 下班关灯。', '第二条'],
  ['第二条　下班关灯。', '第二条'],
  ['第二条下班关灯。', '第二条'],
  ['第2条 下班关灯。', '第2条'],
  ['第２条 下班关灯。', '第２条'],
  ['第〇二条 下班关灯。', '第〇二条'],
  ['第二 条 下班关灯。', '第二条'],
  ['第二 条下班关灯。', '第二条'],
  ['**第二条** 下班关灯。', '第二条'],
  ['**第二条 **下班关灯。', '第二条'],
  ['**第二条**下班关灯。', '第二条'],
  ['### 第二条 下班关灯。', '第二条'],
])('%s', (line, label) => {
  expect(second(line)).toMatchObject({
    kind: 'article',
    address: 'a2',
    number: 2,
    label,
    words: '下班关灯。',
  });
});

test.each([
  ['第二条 【下班】 关灯。', '下班'],
  ['第二条【下班】关灯。', '下班'],
  ['第二条 （下班）关灯。', '下班'],
  ['第二条(下班) 关灯。', '下班'],
  ['**第二条 【下班】** 关灯。', '下班'],
])('%s has a caption', (line, caption) => {
  expect(second(line)).toMatchObject({ address: 'a2', caption, words: '关灯。' });
});

test('the first item after the number is no caption', () => {
  const unit = second('第二条 （一）关灯；');
  expect(unit.caption).toBeUndefined();
  expect(shapeOf(unit.blocks)).toEqual([['', '（一）关灯；']]);
});

test('第N条之N stands beside its article', () => {
  const text = textOf(
    '第一条 甲。',
    '第一条之一 乙。',
    '第一条之二 丙。',
    '第一条之二之一 丁。',
    '第二条 戊。',
  );
  const parsed = parseText(text);
  expect(addresses(parsed)).toEqual(['a1', 'a1-1', 'a1-2', 'a1-2-1', 'a2']);
  expect(parsed.units[1]).toMatchObject({ number: 1, sub: [1], label: '第一条之一' });
  expect(parsed.warnings).toEqual([]);
});

test.each([
  '第三条第二款的规定不适用于走廊。',
  '第三条规定的灯不包括台灯。',
  '第三条、第四条的灯由值班员关。',
  '第五条至第七条适用于走廊。',
  '第三条和第四条的灯由值班员关。',
  '第三条所称的灯，是指顶灯。',
  '第三条中的灯是顶灯。',
  '第四条修改为：',
  '“第三条 引文里的条文。',
])('a paragraph that begins %s is no article', (line) => {
  const parsed = parseText(textOf('第一条 开灯。', line, '第二条 关灯。'));
  expect(addresses(parsed)).toEqual(['a1', 'a2']);
  expect(parsed.units[0]!.blocks).toHaveLength(2);
});

test('the number that comes next is an article even when it looks like a citation', () => {
  const parsed = parseText(textOf('第一条 开灯。', '第二条中午关灯。', '第三条以省电为先。'));
  expect(addresses(parsed)).toEqual(['a1', 'a2', 'a3']);
});

test('quoted articles of an amendment stay with the amendment', () => {
  const text = textOf(
    '一、将第三条修改为：',
    '“第三条 下班关灯。',
    '“周末也关。”',
    '二、增加一条，作为第九条：',
    '“第九条 走廊留一盏。”',
  );
  const parsed = parseText(text);
  expect(parsed.style).toBe('numbered');
  expect(addresses(parsed)).toEqual(['n1', 'n2']);
  expect(parsed.units[0]!.blocks).toHaveLength(3);
});

test('articles that were run together in one line come apart, citations stay', () => {
  const parsed = parseText('第一条 开灯。 第二条 按照第一条 办理；第五条 除外。 第三条 关灯。');
  expect(addresses(parsed)).toEqual(['a1', 'a2', 'a3']);
  expect(shapeOf(parsed.units[1]!.blocks)).toEqual(['按照第一条 办理；第五条 除外。']);
});

test('第一万条 is an article; a number beyond all counting is text', () => {
  const parsed = parseText(textOf('第九千九百九十九条 甲。', '第一万条 乙。', '第99999999999条 丙。'));
  expect(addresses(parsed)).toEqual(['a9999', 'a10000']);
  expect(parsed.units[1]!.blocks).toHaveLength(2);
});

test('articles that bear the same number keep addresses of their own', () => {
  const parsed = parseText(textOf('第一条 甲。', '第一条 乙。', '第一条 丙。'));
  expect(addresses(parsed)).toEqual(['a1', 'a1~2', 'a1~3']);
});

test('words before the first article are the preamble', () => {
  const parsed = parseText(textOf('为了省电，立此规矩。', '第一条 开灯。', '第二条 关灯。'));
  expect(shapeOf(parsed.preamble)).toEqual(['为了省电，立此规矩。']);
  expect(addresses(parsed)).toEqual(['a1', 'a2']);
});
