import { expect, test } from 'vitest';
import { archiveName, isSystemFile, isUnsafePath } from '../../src/exchange/archive-path.ts';

const latin1 = (hex: string): string => Buffer.from(hex, 'hex').toString('latin1');

test.each([
  ['ASCII', 'rules/light.md', false, 'rules/light.md'],
  ['said to be UTF-8', '制度/灯.md', true, '制度/灯.md'],
  ['UTF-8 that says nothing', Buffer.from('制度/灯.md').toString('latin1'), false, '制度/灯.md'],
  ['GBK', latin1('d6c6b6c82fb5c6b9e2b0ecb7a82e747874'), false, '制度/灯光办法.txt'],
  ['no encoding at all', latin1('ff81ff'), false, latin1('ff81ff')],
])('%s', (_, name, isUtf8, path) => {
  expect(archiveName(name, isUtf8)).toBe(path);
});

test.each(['../x', 'a/../x', 'a\\..\\x', '/etc/x', '\\x', 'C:\\x', 'c:x', 'a\0b', '..'])(
  '%j leaves its folder',
  (path) => {
    expect(isUnsafePath(path)).toBe(true);
  },
);

test.each(['a', 'a/b', 'a..b/c', '...', '制度/灯..md'])('%j does not', (path) => {
  expect(isUnsafePath(path)).toBe(false);
});

test.each([
  ['__MACOSX/a.md', true],
  ['a/.DS_Store', true],
  ['a/Thumbs.db', true],
  ['desktop.ini', true],
  ['.git/x', true],
  ['a/b.md', false],
])('%s comes from a system: %s', (path, is) => {
  expect(isSystemFile(path)).toBe(is);
});
