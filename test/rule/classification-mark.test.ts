import { describe, expect, test } from 'vitest';
import { classificationMark } from '../../src/rule/classification-mark.ts';

describe('a mark at the top of a text', () => {
  test.each([
    ['绝密', '绝密'],
    ['机密', '机密'],
    ['秘密', '秘密'],
    ['机  密', '机密'],
    ['秘　密', '秘密'],
    ['密级：秘密', '秘密'],
    ['密 级: 机密', '机密'],
    ['【秘密】', '秘密'],
    ['**机密**', '机密'],
    ['# 秘密', '秘密'],
    ['机密★1年', '机密'],
    ['秘密★长期', '秘密'],
    ['绝密 ★ 启用前', '绝密'],
    ['秘密☆五年', '秘密'],
    ['机密★解密时间：2030年1月1日', '机密'],
  ])('%s', (line, grade) => {
    expect(classificationMark('灯光办法.txt', `\n${line}\n灯光办法\n第一条 关灯。`)).toBe(grade);
  });

  test('also after two dozen lines, but not further down', () => {
    const lines = (n: number) => Array.from({ length: n }, (_, i) => `灯${i}。`).join('\n');
    expect(classificationMark('', `${lines(24)}\n秘密`)).toBe('秘密');
    expect(classificationMark('', `${lines(25)}\n秘密`)).toBeUndefined();
  });
});

test('a mark with its star counts anywhere, as in headers and footers', () => {
  expect(classificationMark('', `${'关灯。\n'.repeat(500)}第 12 页 机密★3年`)).toBe('机密');
});

test.each([
  ['机密★通知.docx', '机密'],
  ['【秘密】通知.txt', '秘密'],
  ['来文/(绝密)通知.md', '绝密'],
])('in the name of a file: %s', (name, grade) => {
  expect(classificationMark(name, '')).toBe(grade);
});

test.each([
  '不得泄露国家秘密、工作秘密和商业秘密。',
  '秘密级文件由专人保管。',
  '国家秘密的密级分为绝密、机密、秘密三级。',
  '保守秘密',
  '本文件不涉密',
  '秘密文件管理办法',
  '绝密、机密、秘密',
  '第三章 秘密',
  '机密文件的传阅',
  '（三）机密；',
  '密级',
  '★★★',
  '工作秘密 注意保存',
])('speaking of secrets is no mark: %s', (line) => {
  expect(
    classificationMark(`${line.slice(0, 12)}.md`, `# 保密制度\n${line}\n第一条 ${line}`),
  ).toBeUndefined();
});
