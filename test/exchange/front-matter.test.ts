import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFrontMatter, splitFrontMatter } from '../../src/exchange/front-matter.ts';
import { Refusal } from '../../src/exchange/refusal.ts';

const read = (...lines: string[]) => readFrontMatter(lines.join('\n'));

test('front matter is what stands between two lines of dashes at the very beginning', () => {
  expect(splitFrontMatter('---\ntitle: 灯\n---\n\n# 灯')).toEqual({ yaml: 'title: 灯', rest: '\n# 灯' });
  expect(splitFrontMatter('\ufeff--- \r\ntitle: 灯\r\n---\r\n灯')).toEqual({
    yaml: 'title: 灯\r',
    rest: '灯',
  });
  expect(splitFrontMatter('---\n---\n灯')).toEqual({ yaml: '', rest: '灯' });
  expect(splitFrontMatter('---\ntitle: 灯\n---')).toEqual({ yaml: 'title: 灯', rest: '' });
});

test.each([
  ['none', '# 灯\n---\ntitle: 灯\n---\n'],
  ['never closed', '---\ntitle: 灯\n'],
  ['too long', `---\n${'a: b\n'.repeat(5000)}---\n`],
  ['a ruled line of another kind', '----\n灯\n----\n'],
])('%s', (_, text) => {
  expect(splitFrontMatter(text)).toBeUndefined();
});

test('all keys, in English', () => {
  expect(
    read(
      'id: abcd1234',
      'title: 灯光办法',
      'part: 总则',
      'kind: forwarded',
      'category: 后勤',
      'unit: 综合科',
      'tags: [灯, 电, 灯]',
      'docNo: 办〔2026〕3号',
      'issuer: 办公室',
      'date: 2026-03-01',
      'adoptedOn: 2026-02-01',
      'publishedOn: 2026/3/1',
      'effectiveOn: 2026年4月1日',
      'effectiveFrom: text',
      'expiresOn: 2028-03-31',
      'repealedOn: 2027-01-01',
      'trial: true',
      'received: { from: 上级, number: 收1, on: 2026-03-02, scope: 全体, mayForward: false }',
    ),
  ).toEqual({
    id: 'abcd1234',
    title: '灯光办法',
    part: '总则',
    kind: 'forwarded',
    category: '后勤',
    unit: '综合科',
    tags: ['灯', '电'],
    docNo: '办〔2026〕3号',
    issuer: '办公室',
    date: '2026-03-01',
    adoptedOn: '2026-02-01',
    publishedOn: '2026-03-01',
    effectiveOn: '2026-04-01',
    effectiveFrom: 'text',
    expiresOn: '2028-03-31',
    repealedOn: '2027-01-01',
    trial: true,
    received: { from: '上级', number: '收1', on: '2026-03-02', scope: '全体', mayForward: false },
    warnings: [],
  });
});

test('keys and kinds in Chinese', () => {
  expect(
    read(
      '标题: 灯光办法',
      '类型: 转发文件',
      '主管科室: 综合科',
      '标签: 灯、电；火,水',
      '发文字号: 办〔2026〕3号',
      '发布日期: 二〇二六年三月一日',
      '施行日期: 2026.4.1',
      '试行: 是',
      '收文:',
      '  来文单位: 上级',
      '  收文日期: 2026-03-02',
      '  允许转发: 否',
    ),
  ).toMatchObject({
    title: '灯光办法',
    kind: 'forwarded',
    unit: '综合科',
    tags: ['灯', '电', '火', '水'],
    docNo: '办〔2026〕3号',
    publishedOn: '2026-03-01',
    effectiveOn: '2026-04-01',
    trial: true,
    received: { from: '上级', on: '2026-03-02', mayForward: false },
    warnings: [],
  });
});

test('numbers stay as they were written, and an empty value is none', () => {
  expect(read('docNo: 007', 'title:', 'unit: "  "', 'issuer: no')).toEqual({
    docNo: '007',
    issuer: 'no',
    warnings: [],
  });
});

describe('what is not understood is told', () => {
  test.each([
    ['colour: red', 'unknown-key', 'colour'],
    ['kind: constructor', 'unknown-key', 'kind'],
    ['kind: 通知', 'unknown-key', 'kind'],
    ['constructor: x', 'unknown-key', 'constructor'],
    ['__proto__: x', 'unknown-key', '__proto__'],
    ['id: A/B', 'unknown-key', 'id'],
    ['title: [灯]', 'unknown-key', 'title'],
    ['effectiveFrom: 别处', 'unknown-key', 'effectiveFrom'],
    ['date: 2026-02-30', 'date', 'date: 2026-02-30'],
    ['施行日期: 明天', 'date', '施行日期: 明天'],
    ['received: { on: 明天 }', 'date', 'on: 明天'],
    ['received: { toString: 灯 }', 'unknown-key', 'toString'],
  ])('%s', (line, code, at) => {
    const { warnings, received, ...rest } = read(line);
    expect(warnings).toEqual([{ code, at }]);
    expect(rest).toEqual({});
    expect(received ?? {}).toEqual({});
  });
});

test.each([
  ['a list', '- 灯'],
  ['a word', '灯'],
  ['broken', 'title: "灯'],
  ['with aliases, which can grow without end', 'title: &a 灯\nunit: *a'],
  ['nested beyond all use', '['.repeat(8000)],
])('%s is refused', (_, yaml) => {
  expect(() => readFrontMatter(yaml)).toThrow(new Refusal('front-matter'));
});

test('bounds: a value of many characters is cut, as are many tags', () => {
  const made = read(
    `title: ${'灯'.repeat(1000)}`,
    `tags: [${Array.from({ length: 99 }, (_, i) => `t${i}`).join()}]`,
  );
  expect([made.title!.length, made.tags!.length]).toEqual([300, 30]);
});

test('anything is read or refused', () => {
  const line = fc.tuple(
    fc.constantFrom('title', 'kind', 'date', 'tags', 'received', '收文', 'trial', '? ', '"', '&a ', '!!js '),
    fc.constantFrom(': ', ':', ' '),
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('[a, b]', '{on: 1}', '*a', '|\n  x', 'null'),
    ),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      try {
        readFrontMatter(lines.map((parts) => parts.join('')).join('\n'));
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
    }),
    { seed: 63, numRuns: 600 },
  );
});
