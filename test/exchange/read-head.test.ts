import { expect, test } from 'vitest';
import { readHead } from '../../src/exchange/read-head.ts';

const lines = (...all: string[]): string => all.join('\n\n');

test('title, volume, dated lines, up to the mark', () => {
  const text = lines(
    '# 灯光法典',
    '# 总则',
    '2018年6月1日 会议通过',
    '2020年1月1日 施行',
    '<!-- INFO END -->',
    '第一条 甲。',
  );
  expect(readHead(text)).toEqual({
    title: '灯光法典',
    part: '总则',
    events: [
      { on: '2018-06-01', text: '会议通过' },
      { on: '2020-01-01', text: '施行' },
    ],
    body: '第一条 甲。',
  });
});

test('without the mark the first other line begins the body', () => {
  expect(readHead(lines('# 灯光办法', '2018年6月1日 会议通过', '总则', '2019年1月1日 修订'))).toEqual({
    title: '灯光办法',
    events: [{ on: '2018-06-01', text: '会议通过' }],
    body: lines('总则', '2019年1月1日 修订'),
  });
});

test('with the mark such a line is still part of the text', () => {
  expect(
    readHead(lines('# 灯光办法', '会议决定：', '2018年6月1日 会议通过', '<!-- INFO END -->', '第一条 甲。')),
  ).toEqual({
    title: '灯光办法',
    events: [{ on: '2018-06-01', text: '会议通过' }],
    body: lines('会议决定：', '第一条 甲。'),
  });
});

test('many dated lines are still the head', () => {
  const events = Array.from({ length: 100 }, (_, i) => `20${String(i).padStart(2, '0')}年1月1日 修订`);
  const head = readHead(lines('# 灯光办法', ...events, '<!-- INFO END -->', '第一条 甲。'));
  expect([head.events.length, head.body]).toEqual([100, '第一条 甲。']);
});

test('a mark in the middle of a line is none', () => {
  const body = lines('写上<!-- INFO END -->即可。', '2018年6月1日 会议通过');
  expect(readHead(lines('# 灯光办法', body))).toEqual({ title: '灯光办法', events: [], body });
});

test.each([
  ['2018年6月1日 会议通过', '会议通过'],
  ['2018年6月1日会议通过', '会议通过'],
  ['二〇一八年六月一日 会议通过', '会议通过'],
  ['（2018年6月1日 会议通过）', '会议通过'],
  ['（2018年6月1日 会议通过', '会议通过'],
  ['2018年6月1日 会议通过）', '会议通过'],
  ['2018年6月1日 会议通过（试行）', '会议通过（试行）'],
  ['（2018年6月1日 会议通过（试行））', '会议通过（试行）'],
])('%s', (line, text) => {
  expect(readHead(line).events).toEqual([{ on: '2018-06-01', text }]);
});

test.each(['2018年6月1日', '2018年6月1日前的灯不换。', '自2018年6月1日起施行', '2018年6月31日 会议通过', ''])(
  '%j is no dated line',
  (line) => {
    expect(readHead(line)).toEqual({ events: [], body: line });
  },
);

test('nothing behind the mark adds nothing', () => {
  expect(readHead(lines('# 灯光办法', '会议决定：', '<!-- INFO END -->')).body).toBe('会议决定：');
});
