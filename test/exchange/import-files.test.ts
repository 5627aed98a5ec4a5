import { describe, expect, test } from 'vitest';
import { importFiles, type FileOutcome } from '../../src/exchange/import-files.ts';
import type { IncomingFile } from '../../src/exchange/incoming-file.ts';
import { limits } from '../../src/exchange/limits.ts';
import { zipOf } from './some-zip.ts';

const text = '# 灯光办法\n\n第一条 下班关灯。\n\n第二条 即日起施行。';

function file(path: string, content: string | Uint8Array = text, size?: number): IncomingFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { path, size: size ?? bytes.length, bytes: () => Promise.resolve(bytes) };
}

async function bringIn(
  files: Iterable<IncomingFile>,
  signal = new AbortController().signal,
): Promise<FileOutcome[]> {
  const outcomes: FileOutcome[] = [];
  for await (const outcome of importFiles(files, { signal })) outcomes.push(outcome);
  return outcomes;
}

/** Path and title, or path and problem. */
const shown = async (...files: IncomingFile[]): Promise<[string, string][]> =>
  (await bringIn(files)).map((one) => [
    one.file,
    'ok' in one ? one.ok.edition.content.title : one.problem.code,
  ]);

test('a bad file never stops the others', async () => {
  expect(await shown(file('a.md'), file('b.pdf'), file('c.md', ''), file('d.txt'))).toEqual([
    ['a.md', '灯光办法'],
    ['b.pdf', 'format-later'],
    ['c.md', 'empty'],
    ['d.txt', '灯光办法'],
  ]);
});

describe('a file that does not come in says why', () => {
  test.each([
    ['empty', file('a.md', '')],
    ['empty', file('a.md', ' \n\u3000')],
    ['empty', file('a.md', '', 5)],
    ['too-large', file('a.md', '灯', limits.text + 1)],
    ['too-large', file('a.md', new Uint8Array(limits.text + 1), 5)],
    ['binary', file('a.md', Uint8Array.of(1, 2, 3))],
    ['not-text', file('a.md', Uint8Array.of(0xb5, 0xff, 0xff, 0x20))],
    ['format-later', file('a.DOCX')],
    ['format-unknown', file('a.exe')],
    ['classified', file('a.md', `秘密★1年\n${text}`)],
    ['classified', file('机密★通知.zip')],
    ['classified', file('机密★通知.pdf')],
    ['no-body', file('a.md', '# 灯')],
    ['front-matter', file('a.md', '---\n- x\n---\n灯')],
    ['zip-damaged', file('a.zip', '灯')],
    ['empty', file('a.zip', '')],
    ['too-large', file('a.zip', 'PK', limits.archive + 1)],
    [
      'unreadable',
      { ...file('a.md'), bytes: () => Promise.reject(new DOMException('gone', 'NotFoundError')) },
    ],
    [
      'unreadable',
      { ...file('a.md'), bytes: () => Promise.reject(Object.assign(new Error('x'), { code: 'EIO' })) },
    ],
    ['unexpected', { ...file('a.md'), bytes: () => Promise.reject(new Error('x')) }],
  ])('%s', async (code, one) => {
    expect(await shown(one)).toEqual([[one.path, code]]);
  });

  test('and nothing of a classified one is passed on but its path', async () => {
    const [outcome] = await bringIn([file('a.md', `机密\n${text}`)]);
    expect(outcome).toEqual({ file: 'a.md', problem: { code: 'classified' } });
  });

  test('a file that is too large says how large', async () => {
    const [outcome] = await bringIn([file('a.md', '灯', limits.text + 1)]);
    expect(outcome).toMatchObject({ problem: { detail: { megabytes: 17, limit: 16 } } });
  });
});

describe('archives', () => {
  test('each entry is a file, with the archive before its name', async () => {
    const zip = zipOf([
      { name: '后勤/灯.md', bytes: text },
      { name: 'b.docx', bytes: 'x' },
      { name: 'c.zip', bytes: 'PK' },
      { name: '机密★.md', bytes: text },
      { name: '../d.md', bytes: text },
      { name: 'e.md', bytes: '' },
    ]);
    expect(await shown(file('all.zip', zip))).toEqual([
      ['all.zip/后勤/灯.md', '灯光办法'],
      ['all.zip/b.docx', 'format-later'],
      ['all.zip/c.zip', 'zip-nested'],
      ['all.zip/机密★.md', 'classified'],
      ['all.zip/../d.md', 'zip-path'],
      ['all.zip/e.md', 'empty'],
    ]);
  });

  test('the folder gives the category, but for one that is the archive once more', async () => {
    const zip = zipOf([
      { name: 'all/灯.md', bytes: text },
      { name: 'all/后勤/灯.md', bytes: text },
    ]);
    const outcomes = await bringIn([file('x/all.zip', zip)]);
    expect(outcomes.map((one) => 'ok' in one && one.ok.edition.rule.category)).toEqual([undefined, '后勤']);
  });

  test('a damaged one gives what it has and then its problem', async () => {
    const zip = zipOf([
      { name: 'a.md', bytes: text },
      { name: 'b.md', bytes: text.repeat(50), stored: true },
    ]);
    expect(await shown(file('all.zip', zip.slice(0, zip.length / 2)), file('z.md'))).toEqual([
      ['all.zip/a.md', '灯光办法'],
      ['all.zip', 'zip-damaged'],
      ['z.md', '灯光办法'],
    ]);
  });
});

test('ends before the next file when it is told to', async () => {
  const stop = new AbortController();
  const asked: string[] = [];
  const files = ['a.md', 'b.md', 'c.md'].map((path) => ({
    ...file(path),
    bytes: () => {
      asked.push(path);
      if (path === 'b.md') stop.abort();
      return Promise.resolve(new TextEncoder().encode(text));
    },
  }));
  expect(await bringIn(files, stop.signal)).toHaveLength(2);
  expect(asked).toEqual(['a.md', 'b.md']);
});
