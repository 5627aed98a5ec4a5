import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { main } from '../../src/desk/command-line.ts';

let home: string;
let said: string[];
let complained: string[];

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'guiju-cli-'));
  const texts = join(home, 'texts', '后勤保障');
  mkdirSync(texts, { recursive: true });
  writeFileSync(
    join(texts, '钥匙管理规定(2024-05-01).md'),
    '# 钥匙管理规定\n\n第一条 为了管好钥匙，制定本规定。\n\n第二条 钥匙由行政科统一编号。\n\n第三条 本规定自2024年6月1日起施行。\n',
  );
  writeFileSync(
    join(texts, '钥匙管理规定(2026-05-01).md'),
    '# 钥匙管理规定\n\n第一条 为了管好钥匙，制定本规定。\n\n第二条 钥匙由行政科编号，借用按照本规定第三条登记。\n\n第三条 本规定自2026年6月1日起施行。\n',
  );
  writeFileSync(join(texts, '空.md'), '');
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

beforeEach(() => {
  said = [];
  complained = [];
  vi.stubEnv('LC_ALL', 'zh_CN.UTF-8');
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void complained.push(line));
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  return () => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  };
});

const data = (): string => join(home, 'base');
const answer = (): Record<string, unknown> => JSON.parse(said.at(-1)!) as Record<string, unknown>;

test('texts come in once; the same again changes nothing; every file has its line', async () => {
  const args = ['import', join(home, 'texts'), '--data', data(), '--json'];
  expect(await main(args)).toBe(0);
  const first = answer();
  expect(first).toMatchObject({ files: 3, rules: 1, editions: 2, articles: 6, refused: 1 });
  expect(first['citationsFound']).toBe(first['citationsResolved']);
  expect(first['perFile']).toContainEqual(
    expect.objectContaining({ file: '后勤保障/空.md', problem: 'empty' }),
  );
  expect(await main(args)).toBe(0);
  expect(answer()).toMatchObject({ rules: 0, editions: 0, refused: 1 });
});

test('an article is found, as today and as on a day', async () => {
  expect(await main(['search', '行政科 编号', '--data', data(), '--json'])).toBe(0);
  expect(answer()['hits']).toMatchObject([
    { article: '第二条', status: 'inForce' },
    { article: '第二条', status: 'amended' },
  ]);
  expect(await main(['search', '行政科 编号', '--data', data(), '--on', '2025-01-01', '--json'])).toBe(0);
  expect(answer()['hits']).toMatchObject([
    { status: 'inForce', snippet: expect.stringContaining('统一编号') as string },
  ]);
});

test('a place is shown by its name, in the edition of the day', async () => {
  expect(await main(['show', '钥匙管理规定#第二条', '--data', data()])).toBe(0);
  expect(said.join('\n')).toContain('借用按照本规定第三条登记');
  said = [];
  expect(await main(['show', '钥匙管理规定#2', '--data', data(), '--on', '2024-12-31'])).toBe(0);
  expect(said.join('\n')).toContain('统一编号');
  expect(await main(['show', '钥匙管理规定#第九条', '--data', data()])).toBe(1);
});

test('everything goes out as files that come back as the same editions', async () => {
  const out = join(home, 'out');
  expect(await main(['export', '--data', data(), '--format', 'md', '--out', out, '--json'])).toBe(0);
  expect(answer()).toMatchObject({ rules: 1, editions: 2, files: 2 });
  expect(readdirSync(join(out, '后勤保障')).sort()).toEqual([
    '钥匙管理规定(2024-05-01).md',
    '钥匙管理规定(2026-05-01).md',
  ]);
  expect(await main(['import', out, '--data', data(), '--json'])).toBe(0);
  expect(answer()).toMatchObject({ files: 2, rules: 0, editions: 0, refused: 0 });
  expect(await main(['import', out, '--data', join(home, 'second'), '--json'])).toBe(0);
  expect(answer()).toMatchObject({ rules: 1, editions: 2, articles: 6 });
});

test('what was not understood is said with the way to say it, and exits with 2', async () => {
  for (const args of [
    [],
    ['dance'],
    ['constructor'],
    ['import', '--data', data()],
    ['import', join(home, 'nowhere'), '--data', data()],
    ['search', '钥匙'],
    ['search', '钥匙', '--data', data(), '--on', '2026-02-30'],
    ['search', '钥匙', '--data', data(), '--loud'],
    ['export', '--data', data()],
    ['export', '--data', data(), '--out', home, '--format', 'docx'],
  ]) {
    expect(await main(args), args.join(' ')).toBe(2);
    expect(complained.at(-1), args.join(' ')).toMatch(/\p{Script=Han}/u);
  }
});

test('the terminal’s language decides', async () => {
  vi.stubEnv('LC_ALL', 'en_GB.UTF-8');
  expect(await main(['dance'])).toBe(2);
  expect(complained.at(-1)).toMatch(/^Usage:/);
});
